// The first sections of a printed result: verdict, thresholds, what limits, latency by stage.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatAmount, NO_FIGURE } from "../human-numbers.ts";
import { hasLatencies, thresholdTally } from "../readings.ts";

import type { Column } from "./column-table.ts";
import { layOut, wrap } from "./column-table.ts";
import type { TextExtent } from "./text-extent.ts";

/** The verdict's word and the run's name on one line, then the sentence. */
export function verdictLines(result: SimulationResult, extent: TextExtent): string[] {
  const { outcome, sentence } = result.verdict;
  return [...wrap(`${outcome.toUpperCase()}  ${result.scenario.name}`, extent.width), ...wrap(sentence, extent.width)];
}

const THRESHOLD_COLUMNS: readonly Column[] = [
  { title: "RESULT", align: "left" },
  { title: "OBSERVED", align: "right" },
  { title: "LIMIT", align: "right" },
  { title: "THRESHOLD", align: "left" },
];

export function thresholdLines(result: SimulationResult, extent: TextExtent): string[] {
  const title = `THRESHOLDS (${thresholdTally(result.thresholds)})`;
  if (result.thresholds.length === 0) return [title];
  const rows = result.thresholds.map((outcome) => [
    outcome.passed ? "pass" : "FAIL",
    outcome.observed === null ? NO_FIGURE : formatAmount(outcome.observed, outcome.unit),
    formatAmount(outcome.limit, outcome.unit),
    outcome.threshold,
  ]);
  return [title, ...layOut({ columns: THRESHOLD_COLUMNS, rows }, extent.width)];
}

export function limitLines(result: SimulationResult, extent: TextExtent): string[] {
  if (result.limits.length === 0) return [];
  const numbered = result.limits.flatMap(({ sentence }, index) => {
    const [first = "", ...rest] = wrap(sentence, extent.width - 3);
    return [`${index + 1}. ${first}`, ...rest.map((line) => `   ${line}`)];
  });
  return ["WHAT LIMITS YOU", ...numbered];
}

export function latencyLines(result: SimulationResult, extent: TextExtent): string[] {
  if (result.latency.length === 0) return [];
  if (!hasLatencies(result)) return ["SCHEDULING LATENCY BY STAGE (no pod came in the time that is measured)"];
  const rows = result.latency.map((stage) => extent.latencyColumns.map((column) => column.cell(stage)));
  return ["SCHEDULING LATENCY BY STAGE", ...layOut({ columns: extent.latencyColumns, rows }, extent.width)];
}
