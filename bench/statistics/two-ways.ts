// The two ways to work requests out beside one another, over a grid of settings: each states by how much they may differ, in
// percent of the mean, of the 95th percentile, and (failures) of arrivals. Part of a difference is the chance of the exact way.

import type { Distribution } from "../../src/base/random/distribution.ts";
import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import { IntervalTraffic } from "../../src/queueing/interval-traffic.ts";
import type {
  Call,
  Patience,
  Processor,
  RequestClass,
  RequestCounts,
  Service,
  TrafficModel,
  TrafficNetwork,
} from "../../src/queueing/traffic-model.ts";

/** In percent: of the mean, the median and the 95th percentile of latency, and failures of arrivals. */
export interface WaysDifference {
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly failed: number;
}

export interface WaysSetting {
  readonly name: string;
  readonly network: TrafficNetwork;
  readonly perSecond: number;
  readonly stations: number;
  readonly processor: Processor;
  readonly allowed: WaysDifference;
  /** Requests that are counted, so many that chance is below the half of what is allowed. */
  readonly counted: number;
}

const COUNTED = 300_000;
/** Near its limit a station forgets slowly. */
const COUNTED_NEAR_LIMITS = 2_000_000;
/** Requests before those that are counted: such a part of them. */
const LEFT_OUT = 0.01;
/** Of the median, where nothing else is said. */
const MEDIAN = 20;
const US_PER_SECOND = 1_000_000;

const CONSTANT: Distribution = { kind: "constant", value: 10_000 };
const EXPONENTIAL: Distribution = { kind: "exponential", mean: 10_000 };
/** Squared coefficient of variation 4. */
const UNEVEN: Distribution = {
  kind: "hyperexponential",
  weights: [0.5 * (1 + Math.sqrt(0.6)), 0.5 * (1 - Math.sqrt(0.6))],
  means: [10_000 / (1 + Math.sqrt(0.6)), 10_000 / (1 - Math.sqrt(0.6))],
};
const ONE_CORE: Processor = { speed: 1, cores: 1 };
const PATIENT: Patience = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };

export const SETTINGS: readonly WaysSetting[] = [
  ...[
    { law: CONSTANT, concurrency: 1, cores: 1, load: 0.8, mean: 6, p95: 10 },
    { law: CONSTANT, concurrency: 4, cores: 1, load: 0.6, mean: 5, p95: 15 },
    { law: CONSTANT, concurrency: Infinity, cores: 2, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: 1, cores: 1, load: 0.3, mean: 5, p95: 10 },
    { law: EXPONENTIAL, concurrency: 4, cores: 1, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: 4, cores: 4, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: Infinity, cores: 1, load: 0.8, mean: 6, p95: 10 },
    { law: EXPONENTIAL, concurrency: Infinity, cores: 0.5, load: 0.6, mean: 5, p95: 10 },
    { law: UNEVEN, concurrency: 1, cores: 1, load: 0.6, mean: 12, p95: 20 },
    { law: UNEVEN, concurrency: 4, cores: 4, load: 0.6, mean: 12, p95: 20 },
    { law: UNEVEN, concurrency: Infinity, cores: 1, load: 0.6, mean: 6, p95: 15 },
  ].map(({ law, concurrency, cores, load, mean, p95 }) =>
    setting(
      `${law.kind} needs, ${concurrency} places, ${cores} cores, load ${load}`,
      networkOf(serviceOf({ law, concurrency })),
      load * 100 * Math.min(cores, concurrency),
      { mean, p95 },
      { processor: { speed: 1, cores } },
    ),
  ),
  ...[
    { law: EXPONENTIAL, concurrency: 1, load: 0.8 },
    { law: EXPONENTIAL, concurrency: 4, load: 0.5 },
    { law: EXPONENTIAL, concurrency: Infinity, load: 0.8 },
    { law: UNEVEN, concurrency: 4, load: 0.5 },
    { law: UNEVEN, concurrency: Infinity, load: 0.8 },
  ].map(({ law, concurrency, load }) =>
    setting(
      `evenly spaced requests, ${law.kind} needs, ${concurrency} places, 1 core, load ${load}`,
      evenly(networkOf(serviceOf({ law, concurrency }))),
      load * 100,
      { mean: 12, p95: 15 },
    ),
  ),
  ...[
    { concurrency: 1, queueLimit: 0, load: 0.8, mean: 3, p95: 5 },
    { concurrency: 4, queueLimit: 10, load: 0.8, mean: 6, p95: 10 },
    { concurrency: 4, queueLimit: 10, load: 1.2, mean: 6, p95: 10 },
  ].map(({ concurrency, queueLimit, load, mean, p95 }) =>
    setting(
      `${concurrency} places, ${queueLimit} to wait, load ${load}`,
      networkOf(serviceOf({ concurrency, queueLimit })),
      100 * load,
      { mean, p95, failed: 1 },
    ),
  ),
  ...[
    { workUs: 50_000, cores: 1, load: 0.6 },
    { workUs: 50_000, cores: 2, load: 0.8 },
    { workUs: 100_000, cores: 4, load: 0.8 },
  ].map(({ workUs, cores, load }) =>
    setting(
      `a quota of ${workUs} µs in 100,000, ${cores} cores, load ${load}`,
      networkOf(serviceOf({})),
      (load * workUs) / 1_000,
      { mean: 10, p95: 18 },
      { processor: { speed: 1, cores, quota: { workUs, periodUs: 100_000 } } },
    ),
  ),
  ...[
    { workUs: 25_000, cores: 8, load: 0.95 },
    { workUs: 50_000, cores: 4, load: 0.9 },
    { workUs: 50_000, cores: 4, load: 0.98 },
    { workUs: 200_000, cores: 8, load: 0.9 },
    { workUs: 200_000, cores: 16, load: 0.98 },
    { workUs: 200_000, cores: 2.5, load: 0.95 },
    { workUs: 50_000, cores: 4, load: 0.95, more: ", 1 place", concurrency: 1 },
    { workUs: 100_000, cores: 8, load: 0.95, more: ", 8 places", concurrency: 8 },
    { workUs: 100_000, cores: 8, load: 0.9, more: ", constant needs", law: CONSTANT },
    { workUs: 100_000, cores: 8, load: 0.95, more: ", uneven needs", law: UNEVEN, median: 45 },
  ].map(({ workUs, cores, load, more = "", median = 30, ...wishes }) =>
    setting(
      `near a quota of ${workUs} µs in 100,000, ${cores} cores${more}, load ${load}`,
      networkOf(serviceOf(wishes)),
      (load * workUs) / 1_000,
      { mean: 12, median, p95: 15 },
      { processor: { speed: 1, cores, quota: { workUs, periodUs: 100_000 } }, counted: COUNTED_NEAR_LIMITS },
    ),
  ),
  ...[
    { workUs: 14_000, law: EXPONENTIAL, load: 0.1 },
    { workUs: 14_000, law: EXPONENTIAL, load: 0.5 },
    { workUs: 4_000, law: CONSTANT, load: 0.1 },
    { workUs: 4_000, law: EXPONENTIAL, load: 0.1 },
    { workUs: 4_000, law: EXPONENTIAL, load: 0.5, more: ", 1 place", concurrency: 1 },
    { workUs: 4_000, law: UNEVEN, load: 0.3 },
    { workUs: 1_700, law: CONSTANT, load: 0.3 },
  ].map(({ workUs, load, more = "", ...wishes }) =>
    setting(
      `${wishes.law.kind} needs of 10000 µs with a quota of ${workUs} in 100,000${more}, load ${load}`,
      networkOf(serviceOf(wishes)),
      (load * workUs) / 1_000,
      { mean: 8, p95: 18 },
      { processor: { speed: 1, cores: 4, quota: { workUs, periodUs: 100_000 } } },
    ),
  ),
  setting(
    "near a quota of 50000 µs in 100,000, 4 cores, the emptiest of 5, load 0.95",
    networkOf(serviceOf({ balancing: "least-connections" })),
    5 * 47.5,
    { mean: 20, median: 35, p95: 20 },
    {
      stations: 5,
      processor: { speed: 1, cores: 4, quota: { workUs: 50_000, periodUs: 100_000 } },
      counted: COUNTED_NEAR_LIMITS,
    },
  ),
  setting(
    "a quota of 50000 µs in 100,000, 4 cores and places, 20 to wait, load 1.5",
    networkOf(serviceOf({ concurrency: 4, queueLimit: 20 })),
    75,
    { mean: 8, p95: 20, failed: 1 },
    { processor: { speed: 1, cores: 4, quota: { workUs: 50_000, periodUs: 100_000 } } },
  ),
  setting("the core for a third of the time", networkOf(serviceOf({ cpuShare: 0.3, concurrency: 20 })), 0.8 * 333, {
    mean: 5,
    p95: 10,
  }),
  ...[
    { stations: 2, concurrency: Infinity, load: 0.8 },
    { stations: 5, concurrency: 1, load: 0.8 },
    { stations: 10, concurrency: Infinity, load: 0.5 },
    { stations: 10, concurrency: 1, load: 0.95 },
  ].map(({ stations, concurrency, load }) =>
    setting(
      `the emptiest of ${stations}, ${concurrency} places, load ${load}`,
      networkOf(serviceOf({ concurrency, balancing: "least-connections" })),
      100 * load * stations,
      { mean: 8, p95: 12 },
      { stations },
    ),
  ),
  ...[60, 140].map((perSecond) =>
    setting(
      `calls in depth and side by side, ${perSecond} a second`,
      networkOf(
        serviceOf({
          law: { kind: "exponential", mean: 5_000 },
          stages: [[callTo(1), { ...callTo(2), probability: 0.5 }]],
          concurrency: 20,
        }),
        serviceOf({ stages: [[callTo(2)]], concurrency: 8 }),
        serviceOf({ law: { kind: "exponential", mean: 8_000 }, cpuShare: 0.5 }),
      ),
      perSecond,
      { mean: 6, p95: 12 },
      { stations: 2 },
    ),
  ),
  ...[
    { times: 2, concurrency: Infinity, load: 0.4 },
    { times: 4, concurrency: Infinity, load: 0.8 },
    { times: 10, concurrency: 8, load: 0.8 },
    { times: 10, concurrency: 1, load: 0.4 },
    { times: 10, concurrency: 1, load: 0.8 },
  ].map(({ times, concurrency, load }) =>
    setting(
      `${times} calls side by side to one of 2 stations with ${concurrency} places, load ${load}`,
      networkOf(
        serviceOf({ cpuShare: 0, stages: [Array.from({ length: times }, () => callTo(1))] }),
        serviceOf({ concurrency, cpuShare: concurrency === Infinity ? 1 : 0 }),
      ),
      (load * (concurrency === Infinity ? 1 : concurrency) * 200) / times,
      { mean: 8, p95: 20, median: 25 },
      { stations: 2 },
    ),
  ),
  setting(
    "lost patience",
    networkOf(serviceOf({ concurrency: 1 }), { timeoutUs: 150_000, attempts: 1, backoffUs: 0 }),
    80,
    { mean: 6, p95: 10, failed: 2 },
  ),
  setting(
    "tries again that change little",
    networkOf(serviceOf({ concurrency: 1 }), { timeoutUs: 80_000, attempts: 2, backoffUs: 50_000 }),
    40,
    { mean: 6, p95: 10, failed: 1 },
  ),
  ...[
    { stations: 1, load: 0.8, backoffUs: 0 },
    { stations: 1, load: 1.2, backoffUs: 0 },
    { stations: 3, load: 0.8, backoffUs: 0 },
    { stations: 3, load: 1.2, backoffUs: 0 },
    { stations: 3, load: 1.2, backoffUs: 20_000 },
  ].map(({ stations, load, backoffUs }) =>
    setting(
      `tries again at full queues of ${stations}, after ${backoffUs / 1000} ms, load ${load}`,
      networkOf(serviceOf({ concurrency: 1, queueLimit: 3 }), { timeoutUs: Infinity, attempts: 3, backoffUs }),
      stations * load * 100,
      { mean: 5, p95: 5, failed: 2 },
      { stations },
    ),
  ),
];

/** Of so many requests, whose chance is the seed's. */
export function differenceOf(one: WaysSetting, counted: number, seed: string): WaysDifference {
  const exact = longRun(new ExactTraffic(one.network, seed), one, counted);
  const found = longRun(new IntervalTraffic(one.network), one, counted);
  return {
    mean: Math.abs(found.latency.meanUs / exact.latency.meanUs - 1) * 100,
    median: Math.abs(found.latency.quantileUs(0.5) / exact.latency.quantileUs(0.5) - 1) * 100,
    p95: Math.abs(found.latency.quantileUs(0.95) / exact.latency.quantileUs(0.95) - 1) * 100,
    failed: Math.abs(failedOf(found) - failedOf(exact)) * 100,
  };
}

/** Whether they differ by no more than they may. */
export function isAllowed({ allowed }: WaysSetting, { mean, median, p95, failed }: WaysDifference): boolean {
  return mean <= allowed.mean && median <= allowed.median && p95 <= allowed.p95 && failed <= allowed.failed;
}

function longRun(
  model: TrafficModel,
  { network, perSecond, stations, processor }: WaysSetting,
  counted: number,
): RequestCounts {
  for (const service of network.services.keys()) {
    const ids = Array.from({ length: stations }, (_, place) => service * stations + place);
    for (const id of ids) model.open({ id, service, zone: "", processor });
    model.route(service, ids);
  }
  model.setRate(0, perSecond);
  model.advance(((counted * LEFT_OUT) / perSecond) * US_PER_SECOND);
  model.collect();
  model.advance(((counted * (1 + LEFT_OUT)) / perSecond) * US_PER_SECOND);
  return model.collect().sources[0]![0]!;
}

function failedOf({ failed, arrived }: RequestCounts): number {
  return failed.reduce((sum, count) => sum + count) / arrived;
}

function setting(
  name: string,
  network: TrafficNetwork,
  perSecond: number,
  allowed: Partial<WaysDifference> & Pick<WaysDifference, "mean" | "p95">,
  {
    stations = 1,
    processor = ONE_CORE,
    counted = COUNTED,
  }: Partial<Pick<WaysSetting, "stations" | "processor" | "counted">> = {},
): WaysSetting {
  return {
    name,
    network,
    perSecond,
    stations,
    processor,
    counted,
    allowed: { failed: 0.5, median: MEDIAN, ...allowed },
  };
}

interface ServiceWishes extends Partial<Pick<Service, "concurrency" | "queueLimit" | "balancing">> {
  readonly law?: Distribution;
  readonly cpuShare?: number;
  readonly stages?: RequestClass["stages"];
}

function serviceOf({ law = EXPONENTIAL, cpuShare = 1, stages = [], ...others }: ServiceWishes): Service {
  const classes = [{ name: "all", serviceTime: law, cpuShare, stages }];
  return { name: "service", classes, concurrency: Infinity, queueLimit: Infinity, balancing: "random", ...others };
}

function callTo(service: number): Call {
  return { service, requestClass: 0, probability: 1, patience: PATIENT };
}

/** With a source at the first service; the last one may be the patience of its callers. */
function networkOf(...parts: readonly (Service | Patience)[]): TrafficNetwork {
  const services = parts.filter((part) => "classes" in part);
  const patience = parts.find((part) => "attempts" in part) ?? PATIENT;
  const mix = [{ requestClass: 0, share: 1 }];
  return { services, sources: [{ name: "outside", service: 0, mix, arrivals: "poisson", patience }] };
}

function evenly(network: TrafficNetwork): TrafficNetwork {
  return { ...network, sources: network.sources.map((source) => ({ ...source, arrivals: "even" })) };
}
