// How regular requests come to one station of many.

import type { TrafficNetwork } from "../traffic-model.ts";

/**
 * Squared coefficient of variation of the times between arrivals at one of `places` stations. Evenly spaced requests that are dealt out
 * at random come the less evenly the more there are to deal to; calls, of which crowds are told apart (below), as if independent.
 */
export function variabilityAt(network: TrafficNetwork, service: number, places: number): number {
  const sources = network.sources.filter((source) => source.service === service);
  const isCalled = network.services.some(({ classes }) =>
    classes.some(({ stages }) => stages.some((calls) => calls.some((call) => call.service === service))),
  );
  if (isCalled || sources.length !== 1 || sources[0]!.arrivals !== "even" || places === 0) return 1;
  return 1 - 1 / places;
}

/** Differences below that part are none: what is worked out for one crowd counts for the next. */
const CROWD_STEPS = 16;

/**
 * What that grows by where requests come in crowds, each with so many others of its own (`met`): by the index of dispersion of the
 * numbers that come to one station at a time, as for M^[X]/G/1 (Chaudhry and Templeton, 1983). Callers who look for the emptiest
 * of a crew spread their calls evenly over it.
 */
export function crowdAt(met: number, places: number, crew: number): number {
  if (met === 0 || places === 0) return 0;
  const atOne = crew > 1 ? Math.max(0, (met + 1) / crew - 1) : met / places;
  return Math.round(atOne * CROWD_STEPS) / CROWD_STEPS;
}
