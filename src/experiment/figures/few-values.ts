// Percentiles that rest on too few values in a run: the interval over replications is right for what such runs measure, and what
// they measure is near the largest value, not the percentile of many pods.

import type { Diagnostic } from "../../base/diagnostic.ts";

import { valuesMissingForQuantile } from "../statistics/quantile-interval.ts";
import type { FigureColumn, SweepRun } from "../sweep-result.ts";

/** One note for each percentile among the headline figures that some run has too few values for. */
export function fewValuesNotes(figures: readonly FigureColumn[], runs: readonly SweepRun[]): readonly Diagnostic[] {
  return figures.flatMap(({ key, figure, isHeadline }) => {
    const percent = Number(/^p\((.*)\)$/.exec(figure)?.[1]);
    if (!isHeadline || !(percent > 0 && percent < 100)) return [];
    const counts = figures.findIndex((other) => other.key === key.replace(figure, "count"));
    const fewest = fewestIn(runs, counts);
    const missing = fewest === null ? 0 : valuesMissingForQuantile(fewest, percent);
    return missing > 0 ? [noteOf(key, fewest!, missing)] : [];
  });
}

function fewestIn(runs: readonly SweepRun[], column: number): number | null {
  const counts = runs.map(({ values }) => values[column] ?? null).filter((count) => count !== null);
  return counts.length === 0 ? null : counts.reduce((least, count) => Math.min(least, count));
}

function noteOf(key: string, count: number, missing: number): Diagnostic {
  return {
    code: "few-values",
    severity: "warning",
    message: `${key} rests on ${count} values in a run, and is near the largest of them`,
    expected: `${missing} more pods in a run before such a percentile can be told`,
  };
}
