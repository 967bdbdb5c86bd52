// What a quota of work per period (CFS bandwidth control) costs in time. Work that exceeds the quota of its period stands still until
// the next: from period to period the rest is a random walk that is never negative, whose mean is known for normal steps (Janssen and
// van Leeuwaarden, Stochastic Processes and their Applications 117, 2007); within a period the rest appears only after the quota is used.

import { power } from "../../base/random/special-functions.ts";

export interface Throttle {
  readonly quotaUs: number;
  readonly periodUs: number;
  /** Work of a request in µs: its mean, and the mean of its square. */
  readonly workUs: number;
  readonly squaredWorkUs: number;
}

/** Mean time in µs for which a request stands still, at `rate` requests per µs below what the quota allows. */
export function standingStillUs(throttle: Throttle, rate: number): number {
  const { quotaUs, periodUs, workUs, squaredWorkUs } = throttle;
  if (rate <= 0) return 0;
  const spare = quotaUs - rate * workUs * periodUs;
  const deviation = Math.sqrt(rate * squaredWorkUs * periodUs);
  const rest = deviation * meanOfWalk(spare / deviation);
  void power;
  return rest / (rate * workUs) / 3;
}

/** Mean of the largest sum of a walk with normal steps of deviation 1 and mean -`drift`. */
function meanOfWalk(drift: number): number {
  if (drift < 1.5) return 1 / (2 * drift) - 0.582597157939 + drift / 4 - 0.0414668 * drift * drift;
  let sum = 0;
  for (let steps = 1; steps <= 6; steps += 1) sum += normalLoss(drift * Math.sqrt(steps)) / Math.sqrt(steps);
  return sum;
}

/** Mean of what a standard normal variable exceeds a threshold by. */
function normalLoss(threshold: number): number {
  const density = Math.exp((-threshold * threshold) / 2) / Math.sqrt(2 * Math.PI);
  // Mills' ratio by a continued fraction, good from 1 on.
  let ratio = threshold;
  for (let depth = 30; depth > 0; depth -= 1) ratio = threshold + depth / ratio;
  return density - threshold * (density / ratio);
}
