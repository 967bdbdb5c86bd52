// A plain station for tests: one core, requests of 10 ms, no limits.

import type { StationSetting } from "../../../src/queueing/analytic/station-state.ts";

export const PLAIN: StationSetting = {
  workUs: 10_000,
  heldUs: 0,
  cores: 1,
  speed: 1,
  places: Infinity,
  queueLimit: Infinity,
  variabilityOfArrivals: 1,
  variability: 1,
};

/** The rate per µs that is this part of what so many cores can do. */
export function rateFor(load: number, cores = 1): number {
  return (load * cores) / PLAIN.workUs;
}
