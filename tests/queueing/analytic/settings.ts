// A plain station for tests: one core, requests of 10 ms, no limits; and what single requests of a law ask of a quota.

import type { Distribution } from "../../../src/base/random/distribution.ts";
import type { StationSetting } from "../../../src/queueing/analytic/station-state.ts";

import { slicedLaw } from "../../../src/queueing/analytic/law-nodes.ts";
import { loneNeeds, mixedNeeds, type LoneNeeds } from "../../../src/queueing/analytic/lone-needs.ts";

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

/** Of one class that needs nothing but cores of full speed, in periods of 100 ms. */
export function loneOf(law: Distribution, quotaUs: number): LoneNeeds {
  const definition = { name: "all", serviceTime: law, cpuShare: 1, stages: [] };
  const quota = { workUs: quotaUs, periodUs: 100_000 };
  return mixedNeeds([loneNeeds(definition, slicedLaw(law), quota)], Float64Array.of(1), quota, 1);
}
