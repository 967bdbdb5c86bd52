// How regular requests come to one station of many.

import type { TrafficNetwork } from "../traffic-model.ts";

/**
 * Squared coefficient of variation of the times between arrivals at one of `places` stations. Evenly spaced requests that are dealt out
 * at random come the less evenly the more there are to deal to; calls are taken as independent of one another.
 */
export function variabilityAt(network: TrafficNetwork, service: number, places: number): number {
  const sources = network.sources.filter((source) => source.service === service);
  const isCalled = network.services.some(({ classes }) =>
    classes.some(({ stages }) => stages.some((calls) => calls.some((call) => call.service === service))),
  );
  if (isCalled || sources.length !== 1 || sources[0]!.arrivals !== "even" || places === 0) return 1;
  return 1 - 1 / places;
}
