// The curve of a search as a table: each value that was run, how it came out, and what each threshold measured there.

import type { Line, LineOutcome, SweepResult } from "../../experiment/sweep-result.ts";

import type { CsvTable } from "../csv/csv-text.ts";
import { formatExactCount } from "../human-numbers.ts";
import { estimateText } from "../sweep/figure-titles.ts";
import type { ColumnTable } from "../text/column-table.ts";
import { versionedJson } from "../text/result-json.ts";

import { amountText, poolName, thresholdTitle } from "./line-readings.ts";

const WORDS: Readonly<Record<LineOutcome, string>> = Object.freeze({ holds: "holds", breaks: "BREAKS", open: "open" });

/** A row for each value in ascending order; intervals are as wide as the judgement is strict. */
export function lineTable(result: SweepResult, line: Line): ColumnTable {
  const { factors, points: designed } = result.design;
  const isMix = line.kind === "cheapest";
  const thresholds = line.points[0]?.thresholds ?? [];
  return {
    columns: [
      ...(isMix
        ? factors.map(({ name }) => ({ title: poolName(name, factors).toUpperCase(), align: "right" as const }))
        : []),
      { title: isMix ? "PRICE/H" : "VALUE", align: "right" },
      { title: "RESULT", align: "left" },
      { title: "RUNS", align: "right" },
      ...thresholds.map((threshold) => ({ title: thresholdTitle(result, threshold), align: "right" as const })),
    ],
    rows: line.points.map(({ outcome, thresholds: own }, at) => [
      ...(isMix ? factors.map(({ levels }, factor) => levels[designed[at]!.levels[factor]!]!) : []),
      amountText(line, at),
      WORDS[outcome],
      formatExactCount(runsAt(result, at)),
      ...own.map(({ observed, unit }) => estimateText(observed, unit)),
    ]),
  };
}

function runsAt({ points }: SweepResult, at: number): number {
  const { finished, failed } = points[at]!;
  return finished + failed;
}

/** The same with every number: one row for each value and threshold. */
export function lineCsv(result: SweepResult, line: Line): CsvTable {
  const { factors, points: designed } = result.design;
  return {
    header: [
      "point",
      ...factors.map(({ name }) => `factor ${name}`),
      line.kind === "cheapest" ? "price_per_hour" : "amount",
      "outcome",
      "runs",
      "threshold",
      "threshold_outcome",
      "estimate",
      "low",
      "high",
      "limit",
      "unit",
      "confidence",
      "reason",
    ],
    rows: line.points.flatMap(({ amount, outcome, reason, thresholds }, at) =>
      thresholds.map((one) => [
        at,
        ...factors.map(({ levels }, factor) => levels[designed[at]!.levels[factor]!]!),
        amount,
        outcome,
        runsAt(result, at),
        one.threshold,
        one.outcome,
        one.observed?.estimate ?? null,
        one.observed?.low ?? null,
        one.observed?.high ?? null,
        one.limit,
        one.unit,
        line.confidenceOfEach,
        reason,
      ]),
    ),
  };
}

/** The answer alone, for programs that want no more than that. */
export function lineJson({ apiVersion, seed, design }: SweepResult, line: Line): string {
  const answer = { apiVersion, kind: "Line", seed, design, line };
  return versionedJson(answer);
}
