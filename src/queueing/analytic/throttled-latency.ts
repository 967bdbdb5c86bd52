// How long requests of one class take at a station that stands still for a part of each period, without their calls. Who comes while all
// stands still waits for the next period, and then shares what the quota is good for with those who are there, period after period. Who
// comes at another moment takes as long as without a quota, unless it is used up before he is done. How many others there are is what he
// finds, and the longer he needs the more what there is on average, as with a shared processor.

import type { LawBuilder, DiscreteLaw } from "./discrete-law.ts";
import type { Crowding } from "./station-latency.ts";
import type { StationState } from "./station-state.ts";
import type { Standstill } from "./throttle.ts";

import { correlatedArea } from "../theory/general-service.ts";
import { Spread, type SlicedLaw } from "./law-nodes.ts";
import { loneUs, sharedUs, untilDoneUs } from "./quota-times.ts";
import { LEAST_SPARE, remainingUs } from "./throttle.ts";

/** Moments of a period that are looked at; and where all stands still for so many periods that the moment hardly matters. */
const PHASES = 6;
const FEW_PHASES = 2;
const MANY_PERIODS = 4;
const SHORT = 1e-6;
/** Points of the law of what was left over, for those who come while that is worked off. */
const POINTS = 4;
/** Part of a period in which that is over so soon that few come meanwhile. */
const SOON_OVER = 0.2;
/** What stretches and waits below this part of the time that all take is left out of the law, not of its mean. */
const NEGLIGIBLE = 1e-3;

/** What all requests of the class have in common. */
interface Setting {
  readonly state: StationState;
  readonly still: Standstill;
  readonly crowding: Crowding;
  /** Law of how many stand still where some do, around its mean. */
  readonly crowd: Spread;
  /** Time from so many moments that others come at while all stands still, to the end of the period; and evenly spread ones. */
  readonly stillUs: Float64Array;
  readonly restUs: Float64Array;
  /** The chance that all stands still at these, and the part of requests that comes to each while cores are free. */
  readonly ahead: Float64Array;
  readonly free: Float64Array;
  /** The chance to meet nobody at each of these, of the need that is looked at. */
  readonly unmet: Float64Array;
  /** Those who come while more are worked off than there are cores. */
  readonly crowded: readonly Crowded[];
  readonly builder: LawBuilder;
}

/** A part of requests that finds so many others who stood still before, and so much time to the end of the period. */
interface Crowded {
  readonly others: number;
  readonly toEndUs: number;
  readonly part: number;
}

/** One that needs so much time of a core, with the chance that it is such a one. */
interface Need {
  readonly aloneUs: number;
  readonly laterUs: number;
  /** By which part of it they differ. */
  readonly half: number;
  readonly weight: number;
}

/** The law of the time of requests that are taken. */
export function throttledLatency(
  needs: SlicedLaw,
  cpuShare: number,
  speed: number,
  state: StationState,
  still: Standstill,
  crowding: Crowding,
  builder: LawBuilder,
): DiscreteLaw {
  const crowd = new Spread(1, 1 / crowding.spread, "gamma");
  const { periodUs } = still.throttle;
  const count = still.depth > MANY_PERIODS ? FEW_PHASES : PHASES;
  const stillUs = phases(count, (fraction) => truncated(fraction, 1 / still.depth) * periodUs);
  const restUs = phases(count, (fraction) => fraction * periodUs);
  const ahead = restUs.map((us) => Math.min(1, still.chanceAtEnd * Math.exp(-us / periodUs / still.depth)));
  const crowded = crowdedOf(still, restUs);
  const free = freeParts(still, ahead, restUs, crowded);
  const unmet = new Float64Array(count);
  const setting = { state, still, crowding, crowd, stillUs, restUs, ahead, free, unmet, crowded, builder };
  const { values, halves, weights } = needs.few;
  for (let place = 0; place < values.length; place += 1) {
    const aloneUs = (values[place]! * cpuShare) / speed;
    const laterUs = values[place]! * (1 - cpuShare);
    const need = { aloneUs, laterUs, half: halves[place]! / values[place]!, weight: weights[place]! };
    addStandingStill(setting, need);
    if (still.chance >= 1) continue;
    addCrowded(setting, need);
    addUnmet(setting, need);
    addRunning(setting, need);
  }
  return builder.build();
}

/** Who comes while all run and share what others left over; nobody where that is soon over. */
function crowdedOf({ throttle, depth, chanceAtEnd, running }: Standstill, restUs: Float64Array): Crowded[] {
  const { quotaUs, periodUs, cores } = throttle;
  const ofOneUs = remainingUs(throttle);
  const pace = Math.max(cores - running, cores * LEAST_SPARE);
  const crowded: Crowded[] = [];
  if (quotaUs < SOON_OVER * pace * periodUs) return crowded;
  for (const toEndUs of restUs) {
    // With more the quota would be used up.
    const mostUs = (quotaUs * toEndUs) / periodUs;
    const part = (chanceAtEnd * -Math.expm1(-mostUs / quotaUs / depth)) / restUs.length / POINTS;
    for (let point = 0; point < POINTS; point += 1) {
      const begunUs = truncated((point + 0.5) / POINTS, mostUs / quotaUs / depth) * mostUs;
      const others = (begunUs - pace * (periodUs - toEndUs)) / ofOneUs;
      if (others > cores) crowded.push({ others, toEndUs, part });
    }
  }
  return crowded;
}

/** What is left of those that come while requests run: together with the others they are all. */
function freeParts(
  { chance }: Standstill,
  ahead: Float64Array,
  restUs: Float64Array,
  crowded: readonly Crowded[],
): Float64Array {
  const mean = ahead.reduce((sum, one) => sum + one, 0) / ahead.length;
  const parts = ahead.map((one) => ((1 - one) * (1 - chance)) / (1 - mean) / ahead.length);
  for (const { toEndUs, part } of crowded) parts[restUs.indexOf(toEndUs)]! -= part;
  return parts.map((part) => Math.max(0, part));
}

function addCrowded({ still, crowded, builder }: Setting, { aloneUs, laterUs, half, weight }: Need): void {
  const { throttle, running } = still;
  const { cores } = throttle;
  const pace = Math.max(cores - running, cores * LEAST_SPARE) / remainingUs(throttle);
  for (const { others, toEndUs, part } of crowded) {
    // Each gets what cores there are by how many they are, and these become fewer.
    const us = Math.max(aloneUs, (others / pace) * -Math.expm1((-aloneUs * pace) / cores));
    const left = Math.max(running, others - pace * toEndUs);
    const longerUs = us > toEndUs ? untilDoneUs(still, aloneUs * (1 - toEndUs / us), 0, left) : 0;
    const takesUs = Math.min(us, toEndUs) + longerUs + laterUs;
    builder.addEven(takesUs, half * takesUs, weight * part);
  }
}

function phases(count: number, valueAt: (fraction: number) => number): Float64Array {
  return Float64Array.from({ length: count }, (_, phase) => valueAt((phase + 0.5) / count));
}

/** The value that the fraction does not exceed of an exponential law of that pace which ends at 1. */
function truncated(fraction: number, pace: number): number {
  return pace < SHORT ? fraction : -Math.log1p(fraction * Math.expm1(-pace)) / pace;
}

/** Who comes while all stands still. */
function addStandingStill({ still, crowding, crowd, stillUs, builder }: Setting, need: Need): void {
  const { standing, chance, chanceAtEnd, running, rate, throttle } = still;
  const { quotaUs, periodUs, cores } = throttle;
  const { aloneUs, laterUs, half, weight } = need;
  const usual = chanceAtEnd * standing;
  const kept = partKept(aloneUs, crowding.memoryUs);
  const each = (weight * chance) / stillUs.length;
  for (let place = 0; place < crowd.values.length; place += 1) {
    const found = crowd.values[place]! * crowd.unitUs * standing + running;
    for (let phase = 0; phase < stillUs.length; phase += 1) {
      const waitUs = stillUs[phase]!;
      const others = usual + (found + rate * waitUs - usual) * kept;
      // So soon in a period cores have not done yet what the quota allows.
      const leftUs = quotaUs - cores * (periodUs - waitUs);
      const us =
        leftUs > 0
          ? sharedUs(still, aloneUs, found, others, leftUs, waitUs)
          : waitUs + untilDoneUs(still, aloneUs, found, others);
      // The wait is not the longer the more one needs.
      builder.addEven(us + laterUs, half * Math.max(0, us + laterUs - waitUs), each * crowd.weights[place]!);
    }
  }
}

/** Which part of what one finds that needs so much plays a role for him: the rest is the average, which he meets in the long run. */
function partKept(aloneUs: number, memoryUs: number): number {
  return aloneUs > SHORT * memoryUs ? Math.sqrt(2 * correlatedArea(aloneUs, memoryUs)) / aloneUs : 1;
}

/** Who has the quota for himself. */
function addUnmet(
  { still, ahead, restUs, free, unmet, builder }: Setting,
  { aloneUs, laterUs, half, weight }: Need,
): void {
  const { throttle, rate, met, chanceAtEnd } = still;
  for (let phase = 0; phase < restUs.length; phase += 1) {
    const toEndUs = restUs[phase]!;
    const us = loneUs(throttle, aloneUs, toEndUs);
    // Nobody uses any of it before he comes, nor while he is there if there is a place beside him.
    const watchedUs = throttle.periodUs - toEndUs + (throttle.places > 1 ? us : 0);
    unmet[phase] = Math.min(1, (1 - chanceAtEnd) / (1 - ahead[phase]!)) * Math.exp(-rate * met * watchedUs);
    builder.addEven(us + laterUs, half * (us + laterUs), weight * free[phase]! * unmet[phase]!);
  }
}

/** Who comes while requests run, and meets some: first those who wait for a place or share cores with many, as without the quota. */
function addRunning(setting: Setting, need: Need): void {
  const { state, crowding } = setting;
  const { aloneUs } = need;
  const waits = state.waitChance > NEGLIGIBLE && state.waitUs > NEGLIGIBLE * aloneUs;
  const moreUs = aloneUs * (state.stretch - state.leastStretch);
  const { throttle, running } = setting.still;
  // Where the quota is not used up, cores decide how soon the crowd at them is another one.
  const memoryUs = remainingUs(throttle) / Math.max(LEAST_SPARE, 1 - running / throttle.cores);
  const variance = 2 * state.stretchVariance * crowding.spread * correlatedArea(aloneUs, memoryUs);
  const stretches = !waits && variance > moreUs * moreUs * NEGLIGIBLE && moreUs > NEGLIGIBLE * aloneUs;
  if (!waits && !stretches) {
    addRun(setting, need, aloneUs * state.stretch + state.waitUs, need.weight);
    return;
  }
  const meanUs = waits ? state.waitUs / state.waitChance : moreUs;
  const shape = waits ? crowding.waitShape : (moreUs * moreUs) / variance;
  const spread = new Spread(meanUs, shape, waits ? "gamma" : "nothing");
  const leastUs = waits ? aloneUs * state.stretch : aloneUs * state.leastStretch;
  const something = need.weight * (waits ? state.waitChance : 1) * (1 - spread.nothing);
  addRun(setting, need, leastUs, need.weight - something);
  for (let place = 0; place < spread.values.length; place += 1)
    addRun(setting, need, leastUs + spread.values[place]! * spread.unitUs, something * spread.weights[place]!);
}

/** One that takes `freeUs` where the quota is not used up before. */
function addRun(setting: Setting, { aloneUs, laterUs, half }: Need, freeUs: number, weight: number): void {
  const { still, restUs, free, builder } = setting;
  const { running, rate, throttle } = still;
  for (let phase = 0; phase < restUs.length; phase += 1) {
    const toEndUs = restUs[phase]!;
    const met = 1 - setting.unmet[phase]!;
    const part = weight * free[phase]! * met;
    if (part === 0) continue;
    // Whoever needs more than a quota uses it up by himself.
    const goneBy = Math.min(throttle.quotaUs, freeUs > toEndUs ? (aloneUs * toEndUs) / freeUs : aloneUs);
    const stopped = Math.min(1, stopChance(setting, phase, goneBy, freeUs) / met);
    const others = running / met;
    const us = goneBy >= aloneUs ? freeUs : toEndUs + untilDoneUs(still, aloneUs - goneBy, 0, others);
    builder.addEven(us + laterUs, half * (us + laterUs), part * (1 - stopped));
    // In the middle of what is done in this period, the quota is used up.
    const stoppedUs = toEndUs + untilDoneUs(still, aloneUs - goneBy / 2, 0, others + (rate * toEndUs) / 2);
    builder.addEven(stoppedUs + laterUs, half * (stoppedUs + laterUs), part * stopped);
  }
}

/** The chance that the quota is used up before one is done who runs for so long: by others and what he gets of it, as the period goes on. */
function stopChance({ still, ahead, restUs }: Setting, phase: number, goneBy: number, freeUs: number): number {
  const { throttle, depth, rate, met, chanceAtEnd } = still;
  const { quotaUs, periodUs, places, lone } = throttle;
  const toEndUs = restUs[phase]!;
  const runsUs = Math.min(freeUs, toEndUs);
  const growing = runsUs < toEndUs ? ahead[phase]! * Math.exp(runsUs / periodUs / depth) : chanceAtEnd;
  const byOthers = Math.min(1 - SHORT, growing);
  const going =
    ((1 - byOthers) * Math.exp((-byOthers * goneBy) / (1 - byOthers) / quotaUs / depth)) / (1 - ahead[phase]!);
  // A single other one may be enough.
  const watchedUs = periodUs - toEndUs + (places > 1 ? runsUs : 0);
  const byOne = -Math.expm1(-rate * met * watchedUs * lone.chanceAbove(quotaUs - goneBy));
  return Math.max(1 - going, byOne);
}
