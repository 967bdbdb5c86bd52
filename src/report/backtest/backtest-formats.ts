// How the answer of a backtest can be printed. The first one is printed if nothing is asked for.

import type { SweepResult } from "../../experiment/sweep-result.ts";

import { csvText } from "../csv/csv-text.ts";
import { markdownCode, markdownText } from "../neutral-text.ts";
import { keptSweep } from "../sweep/kept-sweep.ts";
import { sweepJson } from "../sweep/sweep-json.ts";
import { sweepOutcome } from "../sweep/sweep-readings.ts";
import type { SweepFormat } from "../sweep/text/sweep-format.ts";
import { layOut, wrap } from "../text/column-table.ts";
import { namedRowsTable } from "../text/markdown-table.ts";
import { versionedYaml } from "../text/result-yaml.ts";

import { doubtsOf, groundsOf, mostRuns, recommendation } from "./backtest-readings.ts";
import { againstTable, backtestCsv, backtestTable } from "./backtest-table.ts";

const WIDTH = 160;
const INDENT = "      ";
const NOTHING = "nothing was tried\n";

/** The recommendation first, then the settings, then what the figures rest on. */
function backtestText(result: SweepResult): string {
  const { backtest } = result;
  if (backtest === undefined) return NOTHING;
  const said = wrap(recommendation(backtest, mostRuns(result.points)), WIDTH - INDENT.length);
  const [first = "", ...rest] = said;
  const against = againstTable(backtest);
  const sections = [
    [`HPA   ${first}`, ...rest.map((line) => INDENT + line)],
    ...doubtsOf(result).map((doubt) => wrap(`DOUBT ${doubt}`, WIDTH)),
    layOut(backtestTable(backtest), WIDTH),
    ...(against.rows.length === 0 ? [] : [layOut(against, WIDTH)]),
    groundsOf(backtest, result.replications).map((text) => `- ${text}`),
    [`repeat  ${result.command}`],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const SIGNS = Object.freeze({ passed: "✅", failed: "❌", inconclusive: "❔", incomplete: "❔" });

/** For a pull request; names stand in code spans or are escaped. */
export function backtestMarkdown(result: SweepResult): string {
  const { backtest } = result;
  if (backtest === undefined) return NOTHING;
  const lines = [
    `### ${SIGNS[sweepOutcome(result)]} plimsoll hpa: ${markdownCode(backtest.target)}`,
    "",
    `${markdownText(recommendation(backtest, mostRuns(result.points)))}.`,
    "",
    ...doubtsOf(result).flatMap((doubt) => [`⚠️ ${markdownText(sentence(doubt))}`, ""]),
    ...namedRowsTable(backtestTable(backtest)),
    "",
    ...groundsOf(backtest, result.replications).map((text) => `- ${markdownText(text)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export const BACKTEST_FORMATS: readonly SweepFormat[] = Object.freeze([
  { name: "table", render: backtestText },
  { name: "json", render: (result: SweepResult) => sweepJson(keptSweep(result)) },
  { name: "yaml", render: (result: SweepResult) => versionedYaml(keptSweep(result)) },
  {
    name: "csv",
    render: ({ backtest }: SweepResult) => (backtest === undefined ? "" : csvText(backtestCsv(backtest))),
  },
  { name: "markdown", render: backtestMarkdown },
]);
