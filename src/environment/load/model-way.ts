// Which way the requests of a load are worked out: one by one where that is asked for or where they are few enough, else by intervals.

import type { RandomStreams } from "../../base/random/random-streams.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { RequestClass } from "../../queueing/traffic-model.ts";

import { createRatePath } from "./load-profiles.ts";
import type { PlannedLoad } from "./planned-load.ts";

/** Of all requests and calls in a run: some ten seconds of a processor. */
const MOST_REQUESTS_ONE_BY_ONE = 5_000_000;

export type ModelWay = "exact" | "intervals";

/** The way for all parts of the load: one figure of a report is not to be made in two ways. */
export function modelWay(load: PlannedLoad, horizonUs: number | null, streams: RandomStreams): ModelWay {
  if (load.mode !== "auto") return load.mode;
  return expectedRequests(load, horizonUs, streams) <= MOST_REQUESTS_ONE_BY_ONE ? "exact" : "intervals";
}

/** Until the horizon, with all that they call; Infinity for load that never ends. */
function expectedRequests(load: PlannedLoad, horizonUs: number | null, streams: RandomStreams): number {
  const { services, sources } = load.network;
  const callsOf = (requestClass: RequestClass): number =>
    requestClass.stages.flat().reduce((sum, { service, requestClass: called, probability }) => {
      return sum + probability * callsOf(services[service]!.classes[called]!);
    }, 1);
  return sources.reduce((total, { name, service, mix }, source) => {
    const visits = mix.reduce((sum, { requestClass, share }) => {
      return sum + share * callsOf(services[service]!.classes[requestClass]!);
    }, 0);
    const path = createRatePath(load.sources[source]!.rate, name, streams);
    let requests = 0;
    for (;;) {
      const untilUs = Math.min(path.untilUs, horizonUs ?? Infinity);
      if (path.perSecond > 0) requests += (path.perSecond * (untilUs - path.fromUs)) / US_PER_SECOND;
      if (path.untilUs >= (horizonUs ?? Infinity) || requests > MOST_REQUESTS_ONE_BY_ONE) break;
      path.advance();
    }
    return total + requests * visits;
  }, 0);
}
