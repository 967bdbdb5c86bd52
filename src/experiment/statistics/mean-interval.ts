// Student's interval for a mean over independent replications, and for the mean of paired differences.
// Source: Law, Simulation Modeling and Analysis, 5th edition, sections 4.5 and 10.2.

import tQuantile from "@stdlib/stats-base-dists-t-quantile";

import { invariant } from "../../base/invariant.ts";

import { endlessInterval, type Interval } from "./interval.ts";
import { sampleMoments } from "./sample-moments.ts";

/** The mean with Student's interval; endless where there is one value, or one that is no finite number. At least one value. */
export function meanInterval(values: readonly number[], confidence: number): Interval {
  invariant(values.length > 0, "an interval rests on values");
  const { length: count } = values;
  const { mean: estimate, standardDeviation } = sampleMoments(values);
  if (count === 1 || !Number.isFinite(estimate)) return endlessInterval(estimate, confidence, count);
  const reach = standardDeviation === 0 ? 0 : studentReach(confidence, count) * standardDeviation;
  return { estimate, low: estimate - reach, high: estimate + reach, confidence, count, method: "t" };
}

/** Half-width of Student's interval of so many values with a standard deviation of 1. */
export function studentReach(confidence: number, count: number): number {
  return tQuantile((1 + confidence) / 2, count - 1) / Math.sqrt(count);
}

/**
 * The mean of `second - first` over pairs that met the same chance, with Student's interval. Both lists have the same length,
 * and values at the same place come from the same replication.
 */
export function pairedDifference(first: readonly number[], second: readonly number[], confidence: number): Interval {
  return meanInterval(differencesOf(first, second), confidence);
}

/** `second - first` of each pair. */
export function differencesOf(first: readonly number[], second: readonly number[]): readonly number[] {
  invariant(first.length === second.length, "differences are taken between pairs");
  return second.map((value, index) => value - first[index]!);
}
