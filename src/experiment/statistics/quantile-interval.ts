// Where a quantile of independent values lies, from their order alone: whatever their law is.
// Sources: David and Nagaraja, Order Statistics, 3rd edition, section 7.1; ranks between two values as Hutson 1999,
// Calculating nonparametric confidence intervals for quantiles using fractional order statistics, J. Applied Statistics 26.
// Pods of one run are not independent values: for their percentiles, take each run's percentile and `meanInterval` over runs.

import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";

import { invariant } from "../../base/invariant.ts";

import { percentile } from "../../metrics/distribution.ts";

import type { Interval } from "./interval.ts";

/** Values that must lie beyond a quantile, so that it can be told at all: below that, the largest value decides. */
const VALUES_BEYOND_MIN = 10;

export type QuantileEstimate =
  | { readonly kind: "interval"; readonly interval: Interval }
  /** So many more values would do. */
  | { readonly kind: "too-few-values"; readonly more: number };

/** How many values are missing before a quantile can be told: n × (1 - p) and n × p must reach 10; 0 if there are enough. */
export function valuesMissingForQuantile(count: number, percent: number): number {
  invariant(percent > 0 && percent < 100, "a quantile lies between the ends", { percent });
  // 100 - 99.9 is a little more than 0.1.
  const rarerPercent = Math.round(Math.min(percent, 100 - percent) * 1e9) / 1e9;
  return Math.max(0, Math.ceil((VALUES_BEYOND_MIN * 100) / rarerPercent) - count);
}

/** The percentile (0 to 100, both excluded) of ascending independent values with its interval. */
export function quantileInterval(ascending: Float64Array, percent: number, confidence: number): QuantileEstimate {
  const { length: count } = ascending;
  const more = valuesMissingForQuantile(count, percent);
  if (more > 0) return { kind: "too-few-values", more };
  const tail = (1 - confidence) / 2;
  const low = valueAtRank(ascending, rankBelow(percent / 100, 1 - tail, count));
  const high = valueAtRank(ascending, rankBelow(percent / 100, tail, count));
  const estimate = percentile(ascending, percent);
  return { kind: "interval", interval: { estimate, low, high, confidence, count, method: "order-statistics" } };
}

/**
 * The rank, not always whole, whose value lies below the quantile `fraction` with this probability. The r-th of n uniform
 * values follows the beta law of r and n + 1 - r; its quantiles ascend with r.
 */
function rankBelow(fraction: number, probability: number, count: number): number {
  let low = 1;
  let high = count;
  for (let step = 0; step < 40 && high - low > 1e-6; step += 1) {
    const middle = (low + high) / 2;
    if (betaQuantile(probability, middle, count + 1 - middle) <= fraction) low = middle;
    else high = middle;
  }
  return low;
}

/** Straight lines between the ranks, which begin at 1. */
function valueAtRank(ascending: Float64Array, rank: number): number {
  const below = Math.floor(rank);
  const above = Math.min(ascending.length, below + 1);
  const value = ascending[below - 1]!;
  return value + (rank - below) * (ascending[above - 1]! - value);
}
