// Stations of one service that are alike: worked out once for all of them. Rates are per station and µs; what changes with time is
// what it is at the beginning of a span, over which the number present changes evenly.

import type { Processor } from "../traffic-model.ts";
import type { ArrivalHistory } from "./arrival-history.ts";
import type { StationState } from "./station-state.ts";

export interface StationGroup {
  readonly stations: readonly number[];
  readonly processor: Processor;
  readonly zone: string;
  /** Whether callers choose them, and they take what comes. */
  readonly isOpen: boolean;
  /** Requests in each, and the variance of that; NaN: what it is in the long run. */
  present: number;
  variance: number;
  /** Whether the number goes its own way, and is not what the rate makes of it. */
  isMoving: boolean;
  /** Requests that come, and that are done or would be if the number stayed; how the number changes. */
  rate: number;
  served: number;
  slope: number;
  state: StationState;
  /** Requests per µs at most; number towards which a moving one moves. */
  capacity: number;
  target: number;
  /** Variance towards which that of a moving one tends, and in which time. */
  variancesEnd: number;
  varianceUs: number;
  /** By how much those who leave have been there longer than the number present and the pace suggest; 1 where the pace lasts. */
  lateness: number;
  history: ArrivalHistory;
  /** Work and arrivals of each since it is in this group. */
  workUs: number;
  arrived: number;
}

export const EMPTY_STATE: StationState = {
  lost: 0,
  waitChance: 0,
  waitUs: 0,
  waitVariability: NaN,
  stretch: 1,
  leastStretch: 1,
  stretchVariance: 0,
  present: 0,
  waiting: 0,
  standstill: undefined,
};

export function newGroup(
  stations: readonly number[],
  processor: Processor,
  zone: string,
  isOpen: boolean,
): StationGroup {
  return {
    stations,
    processor,
    zone,
    isOpen,
    present: 0,
    variance: NaN,
    isMoving: false,
    rate: 0,
    served: 0,
    slope: 0,
    state: EMPTY_STATE,
    capacity: Infinity,
    target: 0,
    variancesEnd: 0,
    varianceUs: 1,
    lateness: 1,
    history: { older: 0, spans: [] },
    workUs: 0,
    arrived: 0,
  };
}

/** Below it a processor does nothing at all: its machine stands still or is gone. */
export const LEAST_SPEED = 1e-6;

/** Whether work on it never ends. */
export function standsStill({ speed, cores, quota }: Processor): boolean {
  if (!(speed >= LEAST_SPEED && cores >= LEAST_SPEED)) return true;
  return quota !== undefined && !(quota.workUs >= LEAST_SPEED * quota.periodUs);
}

/** Requests that a station of the group ends in a µs. */
export function doneBy(group: StationGroup): number {
  return group.isMoving ? group.served : Math.max(0, group.rate * (1 - group.state.lost) - group.slope);
}
