// A network as flat lists: the classes of all services one after another, and the sites at which somebody asks for something,
// those of sources (one for each class of their mix) before those of calls. So a request needs only numbers.

import { invariant, present } from "../../base/invariant.ts";
import type { Distribution } from "../../base/random/distribution.ts";

import type { Patience, RequestClass, TrafficNetwork } from "../traffic-model.ts";

/** Where somebody asks a service for something. */
export interface Site {
  readonly service: number;
  /** In the list of all classes. */
  readonly requestClass: number;
  readonly timeoutUs: number;
  readonly attempts: number;
  readonly backoffUs: number;
  /** 1 for those of sources. */
  readonly probability: number;
  /** Its place among the calls of the class that makes it, all stages counted; 0 for those of sources. */
  readonly place: number;
}

export interface ClassEntry {
  readonly service: number;
  readonly serviceTime: Distribution;
  readonly cpuShare: number;
  /** Of each stage, its sites. */
  readonly stages: readonly (readonly number[])[];
}

export interface SourceEntry {
  readonly firstSite: number;
  /** The sum of the shares up to each class of the mix. */
  readonly upTo: Float64Array;
}

export interface NetworkTables {
  readonly classes: readonly ClassEntry[];
  readonly sites: readonly Site[];
  readonly sources: readonly SourceEntry[];
  /** Sites from here on are those of calls. */
  readonly firstCall: number;
  /** Of each service, its first class in the list of all. */
  readonly firstClass: readonly number[];
}

export function networkTables(network: TrafficNetwork): NetworkTables {
  const firstClass = offsets(network.services.map(({ classes }) => classes.length));
  const sites: Site[] = [];
  const siteFor = (service: number, requestClass: number, patience: Patience, probability: number, place: number) => {
    const { classes } = present(network.services[service], "the service that is asked");
    invariant(requestClass < classes.length, "a service has the class that it is asked for", { service, requestClass });
    const { timeoutUs, attempts, backoffUs } = patience;
    const entry = { service, requestClass: firstClass[service]! + requestClass, timeoutUs, attempts, backoffUs };
    sites.push({ ...entry, probability, place });
    return sites.length - 1;
  };
  const sources = network.sources.map(({ service, mix, patience }) => {
    const firstSite = sites.length;
    for (const { requestClass } of mix) siteFor(service, requestClass, patience, 1, 0);
    return { firstSite, upTo: Float64Array.from(runningSums(mix.map(({ share }) => share))) };
  });
  const firstCall = sites.length;
  const entryOf = (service: number, { serviceTime, cpuShare, stages }: RequestClass): ClassEntry => {
    let place = -1;
    const ofCall = stages.map((calls) =>
      calls.map((call) => siteFor(call.service, call.requestClass, call.patience, call.probability, (place += 1))),
    );
    return { service, serviceTime, cpuShare, stages: ofCall };
  };
  const classes = network.services.flatMap((each, service) => each.classes.map((one) => entryOf(service, one)));
  return { classes, sites, sources, firstCall, firstClass };
}

function offsets(lengths: readonly number[]): readonly number[] {
  return [0, ...runningSums(lengths)].slice(0, -1);
}

function runningSums(parts: readonly number[]): readonly number[] {
  let sum = 0;
  return parts.map((part) => (sum += part));
}
