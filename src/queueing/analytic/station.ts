// A station of one setting with what it can bear, quota included, and the way back from the number of requests in it to the rate that
// would make it so: what moves by itself is taken as what it would be in the long run at another rate (the pointwise stationary fluid
// approximation: Wang, Tipper and Banerjee, INFOCOM 1996).

import type { StationSetting, StationState } from "./station-state.ts";
import type { Throttle } from "./throttle.ts";

import { aloneUs, capacityOf, stateAt } from "./station-state.ts";
import { stateInCrew } from "./station-crew.ts";
import { presentWith, standstill } from "./throttle.ts";

export interface Station {
  readonly setting: StationSetting;
  /** Requests per µs that it ends at most. */
  readonly capacity: number;
  readonly throttle: Throttle | undefined;
  /** Stations among which requests go to the emptiest; 1: they choose without looking. */
  readonly crew: number;
}

/** Most of a capacity that counts as a load that it bears. */
export const FULL = 1 - 1e-9;

/** Requests per µs in place of none, so that what a single one would meet is known too. */
export const LEAST_RATE = 1e-15;

/** Above it a limited queue decides how long requests take, and not the periods of a quota. */
const FEW_LOST = 1e-3;

/** Who takes less time than that leaves at once. */
const SHORTEST_US = 1e-3;

/** Up to which states are told apart: log(load / (1 - load)). */
const DEEPEST = 23;
const ROUNDS = 40;
const CLOSE = 1e-8;

export function stationOf(setting: StationSetting, throttle: Throttle | undefined, crew: number): Station {
  const ofQuota = throttle === undefined ? Infinity : throttle.quotaUs / throttle.periodUs / throttle.workUs;
  return { setting, capacity: Math.min(capacityOf(setting), ofQuota), throttle, crew };
}

/** The long run at a rate below the capacity, or at any rate where the queue is limited. */
export function stationAt(station: Station, asked: number): StationState {
  const rate = Math.max(asked, LEAST_RATE);
  return station.throttle === undefined ? unthrottled(station, rate) : throttled(station, station.throttle, rate);
}

function unthrottled({ setting, crew }: Station, rate: number): StationState {
  return crew > 1 ? stateInCrew(setting, crew, rate) : stateAt(setting, rate);
}

function throttled(station: Station, throttle: Throttle, rate: number): StationState {
  const asSlow = station.setting.queueLimit < Infinity ? slowerInstead(station, throttle, rate) : undefined;
  if (asSlow !== undefined && asSlow.lost > FEW_LOST) return asSlow;
  const bearable = Math.min(rate, station.capacity * FULL);
  const state = unthrottled(station, station.setting.queueLimit === Infinity ? bearable : rate);
  const still = standstill(throttle, bearable * (1 - state.lost));
  const held = bearable * (1 - state.lost) * station.setting.heldUs;
  return { ...state, present: held + presentWith(still, state.present - held), standstill: still };
}

/** As if there were just the cores that the quota is good for: what fills a limited queue does so in the same way. */
function slowerInstead(station: Station, { quotaUs, periodUs }: Throttle, rate: number): StationState {
  const { setting } = station;
  return unthrottled({ ...station, setting: { ...setting, cores: quotaUs / periodUs } }, rate);
}

/** The rate that makes so many requests be present in the long run, if any number may wait. */
export function rateWith(present: number, station: Station): number {
  if (present <= 0) return 0;
  // No core and no place holds anybody up: all are there for the time that they take alone.
  if (station.capacity === Infinity) return present / Math.max(SHORTEST_US, aloneUs(station.setting));
  const endless = withoutQueueLimit(station);
  const rateAt = (depth: number): number => station.capacity / (1 + Math.exp(-depth));
  const missAt = (depth: number): number => Math.log(stationAt(endless, rateAt(depth)).present / present);
  // In M/M/1 the logarithm of the number grows as the depth does, elsewhere nearly so.
  let before = Math.min(DEEPEST - 0.1, Math.log(present));
  let depth = before + 0.1;
  let [missBefore, miss] = [missAt(before), missAt(depth)];
  for (let round = 0; round < ROUNDS && Math.abs(miss) > CLOSE && miss !== missBefore; round += 1) {
    const step = (-miss * (depth - before)) / (miss - missBefore);
    const next = Math.min(DEEPEST, depth + Math.min(4, Math.max(-4, step)));
    if (next === depth) break;
    [before, missBefore, depth] = [depth, miss, next];
    miss = missAt(depth);
  }
  return rateAt(depth);
}

export function withoutQueueLimit(station: Station): Station {
  if (station.setting.queueLimit === Infinity) return station;
  return { ...station, setting: { ...station.setting, queueLimit: Infinity } };
}

/** By how much the number present grows with the rate, in µs: after so long a change is mostly over. */
export function settlingUs(station: Station, rate: number): number {
  if (rate <= 0) return 1;
  const endless = withoutQueueLimit(station);
  const lower = rate * (1 - 1e-4 * Math.min(1, 1 - rate / station.capacity + 1e-6));
  return (stationAt(endless, rate).present - stationAt(endless, lower).present) / (rate - lower);
}
