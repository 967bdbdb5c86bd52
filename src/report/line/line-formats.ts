// How the answer of a search can be printed. The first one is printed if nothing is asked for.

import type { SweepResult } from "../../experiment/sweep-result.ts";

import { csvText } from "../csv/csv-text.ts";
import { markdownCode, markdownText } from "../neutral-text.ts";
import { keptSweep } from "../sweep/kept-sweep.ts";
import { sweepJson } from "../sweep/sweep-json.ts";
import type { SweepFormat } from "../sweep/text/sweep-format.ts";
import { layOut, wrap } from "../text/column-table.ts";

import { assumedSentence, judgedSentence, lineOutcome, lineSentence } from "./line-readings.ts";
import { lineCsv, lineTable } from "./line-table.ts";

const WIDTH = 120;
const INDENT = "      ";
const NOTHING = "nothing was searched\n";
/** Rows of a summary for a pull request. */
const MOST_ROWS = 30;

/** The sentence first, then how sure it is, then the curve. */
export function lineText(result: SweepResult): string {
  const { line } = result;
  if (line === null) return NOTHING;
  const said = [lineSentence(result, line), judgedSentence(result, line), assumedSentence(line)];
  const lines = said.flatMap((text) => wrap(text, WIDTH - INDENT.length)).map((text) => INDENT + text);
  const head = [`LINE${lines[0]!.slice("LINE".length)}`, ...lines.slice(1)];
  const sections = [head, layOut(lineTable(result, line), WIDTH), [`repeat  ${result.command}`]];
  return `${sections.map((section) => section.join("\n")).join("\n\n")}\n`;
}

const SIGNS = Object.freeze({ passed: "✅", failed: "❌", inconclusive: "❔" });

/** For a pull request; names stand in code spans or are escaped. */
export function lineMarkdown(result: SweepResult): string {
  const { line, scenario } = result;
  if (line === null) return NOTHING;
  const { columns, rows } = lineTable(result, line);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const left = rows.length - MOST_ROWS;
  const lines = [
    `### ${SIGNS[lineOutcome(line)]} plimsoll line: ${markdownCode(scenario.name)}`,
    "",
    `${markdownText(lineSentence(result, line))}.`,
    "",
    row(columns.map(({ title }) => markdownText(title))),
    row(columns.map(({ align }) => (align === "right" ? "--:" : ":--"))),
    ...rows.slice(0, MOST_ROWS).map((cells) => row(cells.map(markdownText))),
    ...(left > 0 ? ["", `… and ${left} more values: line.csv has all.`] : []),
    "",
    markdownText(`${judgedSentence(result, line)}. ${assumedSentence(line)}.`),
  ];
  return `${lines.join("\n")}\n`;
}

export const LINE_FORMATS: readonly SweepFormat[] = Object.freeze([
  { name: "table", render: lineText },
  { name: "json", render: (result: SweepResult) => sweepJson(keptSweep(result)) },
  {
    name: "csv",
    render: (result: SweepResult) => (result.line === null ? "" : csvText(lineCsv(result, result.line))),
  },
  { name: "markdown", render: lineMarkdown },
]);
