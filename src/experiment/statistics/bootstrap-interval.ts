// The bootstrap's interval for a mean: no law of the values is assumed, so that it follows their skewness where Student's
// interval lies symmetric about the mean. Resampling is seeded: the same values and seed give the same interval.
// Sources: Efron 1987, Better bootstrap confidence intervals (BCa), JASA 82; Hesterberg 2015, What teachers should know about
// the bootstrap, The American Statistician 69 (percentiles widened for few values, so that n - 1 stands where n did).

import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";

import { invariant } from "../../base/invariant.ts";
import { RandomStream } from "../../base/random/random-stream.ts";

import { endlessInterval, type Interval } from "./interval.ts";
import { sampleMoments } from "./sample-moments.ts";

const RESAMPLES = 9_999;

/** With fewer values, all of their resamples together do not reach into the widened tails of a 95 % interval. */
const BOOTSTRAP_VALUES_MIN = 5;

/** Student's law with so many degrees of freedom is the normal one to nine digits. */
const ENOUGH_TO_BE_NORMAL = 1e10;

/** The mean with its BCa interval; endless under BOOTSTRAP_VALUES_MIN values. At least one value. */
export function bootstrapInterval(values: readonly number[], confidence: number, seed: string): Interval {
  invariant(values.length > 0, "an interval rests on values");
  const { length: count } = values;
  const { mean: estimate, standardDeviation, skew } = sampleMoments(values);
  if (count < BOOTSTRAP_VALUES_MIN || !Number.isFinite(estimate)) return endlessInterval(estimate, confidence, count);
  const method = "bootstrap";
  if (standardDeviation === 0) return { estimate, low: estimate, high: estimate, confidence, count, method };
  const means = resampledMeans(values, seed);
  const bias = normalQuantile(shareBelow(means, estimate), 0, 1);
  const tail = widenedTail(confidence, count);
  const low = ascendingAt(means, correctedShare(-tail, bias, skew / 6));
  const high = ascendingAt(means, correctedShare(tail, bias, skew / 6));
  return { estimate, low, high, confidence, count, method };
}

/** Ascending. */
function resampledMeans(values: readonly number[], seed: string): Float64Array {
  const random = new RandomStream(seed, "bootstrap");
  const means = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) sum += values[random.nextIndex(values.length)]!;
    means[resample] = sum / values.length;
  }
  return means.sort();
}

/** The share of the resamples below the estimate; those at it count half. Never quite 0 or 1. */
function shareBelow(means: Float64Array, estimate: number): number {
  let halves = 1;
  for (const mean of means) halves += mean < estimate ? 2 : mean === estimate ? 1 : 0;
  return halves / (2 * (means.length + 1));
}

/** How far out the tails begin, in standard errors of resampled means. Those are too small by √((n - 1) / n). */
function widenedTail(confidence: number, count: number): number {
  return tQuantile((1 + confidence) / 2, count - 1) * Math.sqrt(count / (count - 1));
}

/** The share at which the interval ends, corrected for bias and for a spread that changes with the mean. */
function correctedShare(tail: number, bias: number, acceleration: number): number {
  const shifted = bias + tail;
  const bent = 1 - acceleration * shifted;
  if (bent <= 0) return tail < 0 ? 0 : 1;
  return tCdf(bias + shifted / bent, ENOUGH_TO_BE_NORMAL);
}

/** The value that this share of the ascending ones does not exceed, straight lines between. */
function ascendingAt(ascending: Float64Array, share: number): number {
  const place = Math.min(ascending.length - 1, Math.max(0, share * (ascending.length + 1) - 1));
  const below = Math.floor(place);
  const above = Math.min(ascending.length - 1, below + 1);
  return ascending[below]! + (place - below) * (ascending[above]! - ascending[below]!);
}
