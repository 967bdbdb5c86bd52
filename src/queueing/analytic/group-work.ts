// What a group of stations makes of its rate, or of the number in it while that goes its own way.

import type { Worked } from "./group-memory.ts";
import { rateWith, settlingUs, stationAt, withoutQueueLimit, type Station } from "./station.ts";
import type { StationGroup } from "./station-group.ts";
import type { StationState } from "./station-state.ts";

/** What each station of a group takes. */
export function takenRate({ rate, state }: StationGroup): number {
  return rate * (1 - state.lost);
}

/** What each of them is done with. */
export function doneRate({ served, slope, isMoving }: StationGroup): number {
  return isMoving ? served : served - slope;
}

/** A group that stays as its rate makes it. */
export function lasting({ rate, varianceUs, variancesEnd }: StationGroup, station: Station): Worked {
  const state = stationAt(station, rate);
  return { state, served: rate * (1 - state.lost), varianceUs, variancesEnd };
}

/** A group whose number goes its own way: as at the rate that would make it so. */
export function moving({ present }: StationGroup, station: Station): Worked {
  const served = rateWith(present, station);
  const varianceUs = settlingUs(station, served);
  const variancesEnd = served * varianceUs * (1 + station.setting.variability) * 0.5;
  return { state: stationAt(withoutQueueLimit(station), served), served, varianceUs, variancesEnd };
}

/** What those who leave have met, where the pace at which others came has changed meanwhile. */
export function late(state: StationState, { isMoving, lateness }: StationGroup): StationState {
  if (!isMoving || lateness === 1) return state;
  const stretch = state.leastStretch + (state.stretch - state.leastStretch) * lateness;
  const { standstill: still } = state;
  const standstill = still === undefined ? still : { ...still, standing: still.standing * lateness };
  return { ...state, waitUs: state.waitUs * lateness, stretch, standstill };
}

/** What is in a group whose requests wait so much longer, for others of their own crowd. */
export function withWait(group: StationGroup, waitUs: number): StationState {
  const { state } = group;
  return { ...state, present: state.present + takenRate(group) * waitUs };
}
