// Student's interval for a mean over independent replications, and for the mean of paired differences.
// Source: Law, Simulation Modeling and Analysis, 5th edition, sections 4.5 and 10.2.

import tQuantile from "@stdlib/stats-base-dists-t-quantile";

import { invariant } from "../../base/invariant.ts";

import type { Interval } from "./interval.ts";

/** The mean with Student's interval; endless where there is one value. At least one value. */
export function meanInterval(values: readonly number[], confidence: number): Interval {
  invariant(values.length > 0, "an interval rests on values");
  const { length: count } = values;
  const estimate = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { estimate, low: -Infinity, high: Infinity, confidence, count, method: "none" };
  const squares = values.reduce((sum, value) => sum + (value - estimate) * (value - estimate), 0);
  const standardError = Math.sqrt(squares / (count - 1) / count);
  const reach = tQuantile((1 + confidence) / 2, count - 1) * standardError;
  return { estimate, low: estimate - reach, high: estimate + reach, confidence, count, method: "t" };
}

/**
 * The mean of `second - first` over pairs that met the same chance, with Student's interval. Both lists have the same length,
 * and values at the same place come from the same replication.
 */
export function pairedDifference(first: readonly number[], second: readonly number[], confidence: number): Interval {
  invariant(first.length === second.length, "differences are taken between pairs");
  return meanInterval(
    second.map((value, index) => value - first[index]!),
    confidence,
  );
}
