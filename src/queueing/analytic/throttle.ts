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
  const rest = workUs * meanRest(arrivals, good);
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

/** Requests left at the end of a period, if so many come to one and the quota is good for so many, each number a Poisson one. */
function meanRest(arrivals: number, good: number): number {
  const deviation = Math.sqrt(arrivals + good);
  const drift = (good - arrivals) / deviation;
  if (drift > SELDOM) return meanExcess(arrivals, good);
  return deviation * (1 / (2 * drift) + ZETA + drift / 4 - SECOND_ORDER * drift * drift);
}

/** Of the law of the largest sum: the zeta function at 1/2 by the root of 2 pi, and what belongs to the square of the drift. */
const ZETA = -0.582597157939;
const SECOND_ORDER = 0.0414668;
/** Above so much drift hardly anything is left for a second period, and numbers are too small to be normal. */
const SELDOM = 1.5;

/** Mean of what one Poisson number exceeds another by. */
function meanExcess(mean: number, other: number): number {
  let chance = Math.exp(-mean);
  let below = Math.exp(-other);
  let [upTo, shortfall, sum] = [0, 0, 0];
  const most = mean + 10 * Math.sqrt(mean) + 20;
  for (let count = 1; count < most; count += 1) {
    // The mean of what the other one lacks of this count grows by the chance to lie below it.
    upTo += below;
    shortfall += upTo;
    below *= other / count;
    chance *= mean / count;
    sum += chance * shortfall;
  }
  return sum;
}
