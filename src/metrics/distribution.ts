// Exact figures of a distribution from all its values.

import type { DistributionSummary } from "./findings.ts";

/** Points of a cumulative distribution at most. */
const CDF_POINTS = 200;

const NOTHING: DistributionSummary = { count: 0, mean: 0, min: 0, p50: 0, p90: 0, p99: 0, max: 0 };

/** Percentages are told apart to a millionth. As whole numbers they give whole ranks: 7 % of 100 values are 7, not 7.000…1. */
const PARTS_PER_PERCENT = 1_000_000;

/** The least value that at least `percent` of the ascending values do not exceed (nearest rank): always one that occurred. */
export function percentile(ascending: Float64Array, percent: number): number {
  const rank = Math.ceil((Math.round(percent * PARTS_PER_PERCENT) * ascending.length) / (100 * PARTS_PER_PERCENT));
  return ascending[Math.max(0, Math.min(ascending.length, rank) - 1)]!;
}

/** All figures of values in any order, which are sorted in place; all 0 where there are none. */
export function summarise(values: Float64Array): DistributionSummary {
  if (values.length === 0) return NOTHING;
  values.sort();
  let sum = 0;
  for (const value of values) sum += value;
  return {
    count: values.length,
    mean: sum / values.length,
    min: values[0]!,
    p50: percentile(values, 50),
    p90: percentile(values, 90),
    p99: percentile(values, 99),
    max: values.at(-1)!,
  };
}

/** At most 200 points (value, fraction of values at or below it) of ascending values. */
export function cumulative(ascending: Float64Array): { readonly seconds: number[]; readonly fraction: number[] } {
  const points = Math.min(CDF_POINTS, ascending.length);
  const seconds: number[] = [];
  const fraction: number[] = [];
  for (let point = 1; point <= points; point += 1) {
    const rank = Math.ceil((point * ascending.length) / points);
    seconds.push(ascending[rank - 1]!);
    fraction.push(rank / ascending.length);
  }
  return { seconds, fraction };
}
