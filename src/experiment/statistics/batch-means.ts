// One long run cut into batches, whose means are nearly independent where the values themselves are not: the interval for the
// long-run mean when there is no second run.
// Sources: Law, Simulation Modeling and Analysis, 5th edition, section 9.5.3; the check for correlation that is left is von
// Neumann's ratio as Fishman and Yarberry 1997, An implementation of the batch means method, INFORMS J. Computing 9.

import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

import type { Interval } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { sampleMoments } from "./sample-moments.ts";

/** Tried in this order: fewer batches are longer and less correlated, more of them give a narrower interval. */
const BATCH_COUNTS = [30, 25, 20] as const;
const FEWEST_BATCHES = 20;
/** Shorter batches say nothing about how values hang together. */
const VALUES_PER_BATCH_MIN = 10;
/** Chance that independent batches are taken for correlated ones. */
const CHECK_LEVEL = 0.1;
/** The correlation between neighbours that no longer matters; it falls about as batches grow. */
const HARMLESS_CORRELATION = 0.1;

/** The means of batches still hang together; about so many values in all would do. */
export interface RunTooShort {
  readonly kind: "too-short";
  readonly valuesNeeded: number;
}

export interface Batches {
  readonly kind: "batches";
  readonly means: readonly number[];
  readonly valuesPerBatch: number;
  /** Between the means of neighbouring batches, from -1 to 1. */
  readonly neighbourCorrelation: number;
}

/** The interval of the mean of batches. */
export function batchMeansInterval({ means }: Pick<Batches, "means">, confidence: number): Interval {
  return { ...meanInterval(means, confidence), method: "batch-means" };
}

/** Batches of values in the order in which they came. The first ones are left out where batches do not divide them evenly. */
export function independentBatches(values: ArrayLike<number>): Batches | RunTooShort {
  if (values.length < FEWEST_BATCHES * VALUES_PER_BATCH_MIN) {
    return { kind: "too-short", valuesNeeded: FEWEST_BATCHES * VALUES_PER_BATCH_MIN };
  }
  let correlation = 0;
  for (const count of BATCH_COUNTS) {
    const valuesPerBatch = Math.floor(values.length / count);
    if (valuesPerBatch < VALUES_PER_BATCH_MIN) continue;
    const means = batchMeans(values, count, valuesPerBatch);
    correlation = neighbourCorrelation(means);
    if (!isIndependent(correlation, count)) continue;
    return { kind: "batches", means, valuesPerBatch, neighbourCorrelation: correlation };
  }
  const times = Math.max(2, Math.ceil(correlation / HARMLESS_CORRELATION));
  return { kind: "too-short", valuesNeeded: times * values.length };
}

function batchMeans(values: ArrayLike<number>, count: number, valuesPerBatch: number): readonly number[] {
  const first = values.length - count * valuesPerBatch;
  return Array.from({ length: count }, (_, batch) => {
    const begin = first + batch * valuesPerBatch;
    let sum = 0;
    for (let at = begin; at < begin + valuesPerBatch; at += 1) sum += values[at]!;
    return sum / valuesPerBatch;
  });
}

/** One minus half of von Neumann's ratio: near 0 where neighbours are independent; 0 if all are equal. */
export function neighbourCorrelation(means: readonly number[]): number {
  const { mean, standardDeviation } = sampleMoments(means);
  if (!(standardDeviation > 0)) return 0;
  const squares = means.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  let steps = 0;
  for (let at = 1; at < means.length; at += 1) {
    const step = means[at]! - means[at - 1]!;
    steps += step * step;
  }
  return 1 - steps / (2 * squares);
}

/** For independent values the correlation is nearly normal, with a variance of (count - 2) / (count² - 1). */
function isIndependent(correlation: number, count: number): boolean {
  const limit = normalQuantile(1 - CHECK_LEVEL, 0, 1) * Math.sqrt((count - 2) / (count * count - 1));
  return correlation <= limit;
}
