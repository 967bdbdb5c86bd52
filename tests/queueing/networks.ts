// Small networks for tests: services with one class, and sources that ask for it.

import type { Distribution } from "../../src/base/random/distribution.ts";
import type {
  Balancing,
  Call,
  Patience,
  Processor,
  RequestClass,
  Service,
  Source,
  TrafficModel,
  TrafficNetwork,
} from "../../src/queueing/traffic-model.ts";

export const PATIENT: Patience = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
export const ONE_CORE: Processor = { speed: 1, cores: 1 };
/** Ten milliseconds on average. */
const EXPONENTIAL: Distribution = { kind: "exponential", mean: 10_000 };

interface ServiceWishes {
  readonly law?: Distribution;
  readonly cpuShare?: number;
  readonly stages?: RequestClass["stages"];
  readonly concurrency?: number;
  readonly queueLimit?: number;
  readonly balancing?: Balancing;
}

export function serviceOf(wishes: ServiceWishes): Service {
  const { law = EXPONENTIAL, cpuShare = 1, stages = [], concurrency = Infinity, queueLimit = Infinity } = wishes;
  const classes = [{ name: "all", serviceTime: law, cpuShare, stages }];
  return { name: "service", classes, concurrency, queueLimit, balancing: wishes.balancing ?? "random" };
}

export function callTo(service: number, patience: Patience = PATIENT, probability = 1): Call {
  return { service, requestClass: 0, probability, patience };
}

export function sourceOf(service: number, patience: Patience = PATIENT): Source {
  return { name: `source ${service}`, service, mix: [{ requestClass: 0, share: 1 }], arrivals: "poisson", patience };
}

/** With a source at the first service. */
export function networkOf(...services: readonly Service[]): TrafficNetwork {
  return { services, sources: [sourceOf(0)] };
}

/** Opens so many stations of each service, numbered in order, and routes to all of them. */
export function openStations(
  model: TrafficModel,
  network: TrafficNetwork,
  count: number,
  processor: Processor = ONE_CORE,
): void {
  for (const service of network.services.keys()) {
    const ids = Array.from({ length: count }, (_, place) => service * count + place);
    for (const id of ids) model.open({ id, service, zone: id % 2 === 0 ? "a" : "b", processor });
    model.route(service, ids);
  }
}
