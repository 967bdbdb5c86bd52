// How the result of a sweep can be printed. The first one is printed if nothing is asked for.

import type { SweepResult } from "../experiment/sweep-result.ts";

import { estimateText, figureTitle } from "../report/sweep/figure-titles.ts";
import { sweepJson } from "../report/sweep/sweep-json.ts";
import { estimateAt, headlineFigures, sweepSentence } from "../report/sweep/sweep-readings.ts";

export interface SweepFormat {
  readonly name: string;
  render(result: SweepResult): string;
}

export const SWEEP_FORMATS: readonly SweepFormat[] = Object.freeze([
  { name: "table", render: tableOf },
  { name: "json", render: sweepJson },
]);

function tableOf(result: SweepResult): string {
  const figures = headlineFigures(result);
  const rows = [
    ["point", ...figures.map(({ figure }) => figureTitle(figure))],
    ...result.points.map((point) => [
      point.label,
      ...figures.map(({ column, figure }) => estimateText(estimateAt(point, column), figure.unit)),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
  return `${sweepSentence(result)}\n\n${lines.join("\n")}\n`;
}
