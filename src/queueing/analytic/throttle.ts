// What a quota of work per period (CFS bandwidth control) makes of a station. Cores do at once what the quota allows, and what exceeds it
// stands still until the next period: the work left from period to period is a random walk (../theory/rest-at-ends.ts), whose tail is
// exponential and grows within a period as it does from one to the next (Cramér and Lundberg). That cores take time for what they do is
// added: after a period begins, what stood still is worked off as a fluid, by each request with one core at most. Times are µs of
// running cores.

import { power } from "../../base/random/special-functions.ts";

import type { LoneNeeds } from "./lone-needs.ts";

import { chanceOfRest, meanRest } from "../theory/rest-at-ends.ts";

export interface Throttle {
  readonly quotaUs: number;
  readonly periodUs: number;
  readonly cores: number;
  /** Requests inside at once, of those that need a core; Infinity: any number. */
  readonly places: number;
  /** Mean time for which a request runs, and its squared coefficient of variation. */
  readonly workUs: number;
  readonly variability: number;
  readonly variabilityOfArrivals: number;
  /** Stations whose requests choose the emptiest, and that fill together. */
  readonly crew: number;
  readonly lone: LoneNeeds;
}

/** How it is for those who come. */
export interface Standstill {
  readonly throttle: Throttle;
  /** Requests per µs. */
  readonly rate: number;
  /** Chance that all stands still when one comes, and when a period ends. */
  readonly chance: number;
  readonly chanceAtEnd: number;
  /** Mean work that stands still where some does, by the quota: it stands still the likelier the later in a period. */
  readonly depth: number;
  /** Requests that stand still where some do, and those that run where none do. */
  readonly standing: number;
  readonly running: number;
  /** The part of others whom one may meet: fewer where they come at even intervals, and where one of a crew is free. */
  readonly met: number;
}

/** Below it a law is so regular that the walk hardly moves; it is kept from standing still. */
const LEAST_UNEVEN = 0.05;
/** Requests in a period that are few: an own fit to the recursion with lognormal work. */
const FEW = 15;
/** Cores that newcomers leave to those who stood still, at least: a part of all. */
export const LEAST_SPARE = 0.1;
/** From there on nobody comes who does not stand still. */
const CERTAIN = 0.999;
/** Points of the law of what stands still at which the time to work it off is looked at. */
const POINTS = 8;

/** At `rate` requests per µs, below what the quota allows. */
export function standstill(throttle: Throttle, rate: number): Standstill {
  const { quotaUs, periodUs, workUs, variability, variabilityOfArrivals, crew, lone } = throttle;
  // As if work came in exponential pieces that vary as much together; a crew is one station.
  const uneven = crew > 1 ? 1 + variability : variabilityOfArrivals + variability;
  const pieces = Math.max(LEAST_UNEVEN, uneven / 2);
  const [arrivals, good] = [rate * crew * periodUs, (crew * quotaUs) / workUs];
  const load = arrivals / good;
  const ofWalkUs = meanRest(arrivals / pieces, good / pieces) * pieces * workUs;
  const ofOneUs = load * pieces * workUs;
  const mostUs = ofOneUs / (1 - load);
  const restUs = asTheyMeet(ofWalkUs, crew, rate * periodUs * lone.leftUs, ofOneUs, mostUs, load * (2 - load));
  // Where few come to a period, it is not the few large ones that decide whether anything is left, but how many there are.
  const oftener = pieces > 1 ? 1 + ((pieces - 1) * good) / (good + FEW) : pieces;
  const ofWalk = chanceOfRest(arrivals / oftener, good / oftener);
  const chanceOfAny = asTheyMeet(ofWalk, crew, rate * periodUs * lone.endsLeft, load, load, load);
  const depth = chanceOfAny > 0 ? restUs / chanceOfAny / crew / quotaUs : 0;
  const surprise = Math.min(1, (2 * pieces) / (1 + variability));
  const chanceAtEnd = surprise * chanceOfAny;
  const stands = chanceAtEnd * meanAhead(1 / depth);
  const chance = stands > CERTAIN ? 1 : stands;
  const standing = numberIn(depth * quotaUs, throttle);
  return {
    throttle,
    rate,
    chance,
    chanceAtEnd,
    depth,
    standing,
    running: rate * workUs,
    met: surprise * power(load, crew - 1),
  };
}

/**
 * What the walk says, but no less than single requests leave that never meet, and no more than there is without periods, `most`. Of that,
 * too, as small a part is left as of what single requests would leave without periods, unless they meet. The walk breaks both bounds
 * where few come to a period. Who chooses among a crew meets what is left at all of it.
 */
function asTheyMeet(
  ofWalk: number,
  crew: number,
  alone: number,
  aloneWithout: number,
  most: number,
  meeting: number,
): number {
  const part = power(Math.min(1, alone / aloneWithout), crew);
  const least = crew > 1 ? aloneWithout * part : alone;
  return Math.max(least, Math.min(ofWalk, most * (part + (1 - part) * meeting)));
}

/** Requests that have so much work to do on average, if that is exponential. */
function numberIn(workUs: number, throttle: Throttle): number {
  const restUs = remainingUs(throttle);
  // Who waits for a place has all before him.
  const outside = throttle.places === Infinity ? 0 : Math.exp((-throttle.places * restUs) / workUs);
  return (workUs / restUs) * (1 - outside) + (workUs / throttle.workUs) * outside;
}

/** What one who is served has before him yet, on average: the rest of a renewal. */
export function remainingUs({ workUs, variability }: Throttle): number {
  return (workUs * (1 + variability)) / 2;
}

/** Mean of exp(-x) over x from 0 to `most`. */
function meanAhead(most: number): number {
  return most < 1e-6 ? 1 : -Math.expm1(-most) / most;
}

/** Requests that stand still or run on average, of which `alone` would be there without the quota. */
export function presentWith(
  { throttle, chance, chanceAtEnd, depth, standing, running }: Standstill,
  alone: number,
): number {
  const { quotaUs, periodUs, workUs } = throttle;
  const good = quotaUs / workUs;
  // A request that uses the quota up by itself is among those who stand still already.
  const served = -Math.expm1(-good) - good * Math.exp(-good);
  let burst = 0;
  for (let point = 0; point < POINTS; point += 1) {
    const leftUs = -depth * quotaUs * Math.log(1 - (point + 0.5) / POINTS);
    burst += (leftUs > quotaUs ? timesOfSome(throttle, leftUs) : timesOfAll(throttle, leftUs, running)) / POINTS;
  }
  const bursts = (chanceAtEnd * burst) / periodUs;
  return chance * standing + bursts + served * ((1 - chance) * alone + chance * running);
}

/** Summed times until all is done that stood still, if the quota is good for it. */
function timesOfAll(throttle: Throttle, leftUs: number, running: number): number {
  const { cores, periodUs } = throttle;
  const restUs = remainingUs(throttle);
  const crowdUs = leftUs - cores * restUs;
  if (crowdUs <= 0) return leftUs;
  // Others come meanwhile, and share the cores until there is one for each.
  const spare = Math.max(cores - running, cores * LEAST_SPARE);
  if (crowdUs > spare * periodUs) return (periodUs * (leftUs - (spare * periodUs) / 2)) / restUs;
  return (crowdUs * (leftUs + cores * restUs)) / (2 * spare * restUs) + cores * restUs;
}

/** Summed times beside those of standing still, where the quota is used up by those who stood still. */
function timesOfSome(throttle: Throttle, leftUs: number): number {
  const { cores, quotaUs } = throttle;
  const restUs = remainingUs(throttle);
  const stayingUs = leftUs - quotaUs;
  const shared = quotaUs - stayingUs * Math.log(leftUs / stayingUs);
  const most = (quotaUs * quotaUs) / (2 * restUs);
  return Math.max(most / cores, Math.min(most, shared));
}
