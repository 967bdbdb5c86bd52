// A comparison for a pull request: at most 60 lines. Names stand in code spans, so that none can draw, link or mention anybody.

import type { SweepResult } from "../../experiment/sweep-result.ts";

import { markdownCode, markdownText } from "../neutral-text.ts";
import { namedRowsTable } from "../text/markdown-table.ts";

import { answerSentence, confidenceSentence, grounds } from "./comparison-readings.ts";
import { differencesTable, figuresTable } from "./comparison-text.ts";

/** Rows of the differences; the figures come first and are few. */
const MOST_ROWS = 30;

export function comparisonMarkdown(result: SweepResult): string {
  const { comparison, scenario } = result;
  if (comparison === null) return "### plimsoll: nothing was compared\n";
  const differences = differencesTable(result, comparison);
  const left = differences.rows.length - MOST_ROWS;
  const lines = [
    `### plimsoll: comparison of ${markdownCode(scenario.name)}`,
    "",
    markdownText(answerSentence(result, comparison)),
    "",
    ...grounds(result, comparison).map((ground) => `- ${markdownText(ground)}`),
    "",
    ...namedRowsTable(figuresTable(result)),
    "",
    ...namedRowsTable({ ...differences, rows: differences.rows.slice(0, MOST_ROWS) }),
    ...(left > 0 ? ["", `… and ${left} more judgements: \`-o json\` has all.`] : []),
    "",
    markdownText(confidenceSentence(comparison)),
  ];
  return `${lines.join("\n")}\n`;
}
