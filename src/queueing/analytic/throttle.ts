// What a quota of work per period (CFS bandwidth control) costs in time. Cores do at once what the quota allows, and what exceeds it
// stands still until the next period. From period to period the rest is a random walk that is never negative; for exponential work it
// goes by whole requests (arrivals less those that the quota is good for), and its mean is that of the largest sum of normal steps
// (Janssen and van Leeuwaarden, Stochastic Processes and their Applications 117, 2007). Within a period the rest grows as an exponential
// tail does. That cores are not infinitely fast, and that a long request uses the quotas of several periods, is an own fit to
// simulations with quotas good for 1 to 25 requests on 1 to 4 cores, as is the part of the law of work.

import { power } from "../../base/random/special-functions.ts";

export interface Throttle {
  readonly quotaUs: number;
  readonly periodUs: number;
  /** Mean work of a request in µs, and its squared coefficient of variation. */
  readonly workUs: number;
  readonly variability: number;
  /** Whether requests are done one after the other, and not side by side. */
  readonly isOneByOne: boolean;
}

export interface Standstill {
  /** Mean time in µs for which a request stands still. */
  readonly meanUs: number;
  /** Chance that it does at all. */
  readonly chance: number;
  /** Mean work in µs that stands still where some does. */
  readonly tailUs: number;
}

const FIT_OF_ONE = 0.65;
const FIT_POWER = 0.28;
const MOST_GOOD = 50;
const LEAST_GOOD = 0.3;
/** What more variable work than exponential adds where requests are done side by side. */
const SHARED_PART = 0.4;

/** At `rate` requests per µs below what the quota allows. */
export function standstill(throttle: Throttle, rate: number): Standstill {
  const { quotaUs, periodUs, workUs, variability, isOneByOne } = throttle;
  const [arrivals, good] = [rate * periodUs, quotaUs / workUs];
  const deviation = Math.sqrt(arrivals + good);
  const rest = workUs * deviation * meanOfWalk((good - arrivals) / deviation);
  const tailUs = workUs / (1 - arrivals / good);
  const fit = FIT_OF_ONE * power(Math.min(MOST_GOOD, Math.max(LEAST_GOOD, good)), FIT_POWER);
  const uneven = (variability - 1) / 2;
  const ofLaw = 1 + (uneven < 0 || isOneByOne ? uneven : uneven * SHARED_PART);
  const meanUs = (fit * ofLaw * rest * meanAhead(quotaUs / tailUs)) / (rate * workUs);
  return { meanUs, chance: Math.min(1, (meanUs * rate * workUs) / tailUs), tailUs };
}

/** Mean of exp(-x) over x from 0 to `most`. */
function meanAhead(most: number): number {
  return most < 1e-6 ? 1 : -Math.expm1(-most) / most;
}

/** Mean of the largest sum of a walk with normal steps of deviation 1 and mean -`drift`. */
function meanOfWalk(drift: number): number {
  if (drift < 1.5) return 1 / (2 * drift) - 0.582597157939 + drift / 4 - 0.0414668 * drift * drift;
  let sum = 0;
  for (let steps = 1; steps <= 6; steps += 1) sum += normalLoss(drift * Math.sqrt(steps)) / Math.sqrt(steps);
  return sum;
}

/** Mean of what a standard normal variable exceeds a threshold from 1 on by. */
function normalLoss(threshold: number): number {
  const density = Math.exp((-threshold * threshold) / 2) / Math.sqrt(2 * Math.PI);
  // Mills' ratio by its continued fraction.
  let below = threshold;
  for (let depth = 30; depth > 0; depth -= 1) below = threshold + depth / below;
  return density - (threshold * density) / below;
}
