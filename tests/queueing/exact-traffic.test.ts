// Requests one by one, held against what queueing theory says of single stations.

import { describe, expect, it } from "vitest";

import { lognormalFromMean, type Distribution } from "../../src/base/random/distribution.ts";
import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import {
  REQUEST_FAILURES,
  type Patience,
  type Service,
  type TrafficNetwork,
  type TrafficOutcome,
} from "../../src/queueing/traffic-model.ts";

const FOR_EVER = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
const MEAN_US = 1_000;
const [NO_STATION, QUEUE_FULL, TIMEOUT] = ["no-station", "queue-full", "timeout"].map((failure) =>
  REQUEST_FAILURES.findIndex((known) => known === failure),
) as [number, number, number];
const exponential: Distribution = { kind: "exponential", mean: MEAN_US };

function oneService(serviceTime: Distribution, limits: Partial<Service> = {}): TrafficNetwork {
  const classes = [{ name: "get", serviceTime, cpuShare: 1, stages: [] }];
  const unlimited = { concurrency: Infinity, queueLimit: Infinity, balancing: "random" } as const;
  const mix = [{ requestClass: 0, share: 1 }];
  return {
    services: [{ name: "web", classes, ...unlimited, ...limits }],
    sources: [{ name: "users", service: 0, mix, arrivals: "poisson", patience: FOR_EVER }],
  };
}

/** Two thirds need half of the mean, one third twice as much as it: the mean stays. */
function twoSizes(): TrafficNetwork {
  const { services, sources } = oneService(exponential);
  const sized = (value: number) => ({ ...services[0]!.classes[0]!, serviceTime: { kind: "constant", value } as const });
  const mix = [
    { requestClass: 0, share: 2 / 3 },
    { requestClass: 1, share: 1 / 3 },
  ];
  const classes = [sized(MEAN_US / 2), sized(2 * MEAN_US)];
  return { services: [{ ...services[0]!, classes }], sources: [{ ...sources[0]!, mix }] };
}

function withPatience(patience: Patience): TrafficNetwork {
  const { services, sources } = oneService(exponential);
  return { services, sources: [{ ...sources[0]!, patience }] };
}

/** One station at work, at so many erlangs. */
function oneStation(network: TrafficNetwork, cores: number, load: number): ExactTraffic {
  const traffic = new ExactTraffic(network, "theory");
  traffic.open({ id: 7, service: 0, zone: "a", processor: { speed: 1, cores } });
  traffic.route(0, [7]);
  traffic.setRate(0, (load * 1_000_000) / MEAN_US);
  return traffic;
}

/** Outcomes of so many parts of a run of one station, after a first part that is left out. */
function partsOf(network: TrafficNetwork, cores: number, load: number, parts: number): readonly TrafficOutcome[] {
  const traffic = oneStation(network, cores, load);
  const partUs = (2_000 * MEAN_US) / load;
  return Array.from({ length: parts + 1 }, (_, part) => {
    traffic.advance((part + 1) * partUs);
    return traffic.collect();
  }).slice(1);
}

/** The mean of the parts' figures, and how far off three standard errors go. */
function estimate(figures: readonly number[]): { readonly mean: number; readonly slack: number } {
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const squares = figures.reduce((sum, figure) => sum + (figure - mean) * (figure - mean), 0);
  return { mean, slack: 3 * Math.sqrt(squares / (figures.length - 1) / figures.length) };
}

/** Which part of the requests failed in this way. */
function failedPart({ sources }: TrafficOutcome, failure: number): number {
  const { arrived, failed } = sources[0]![0]!;
  return failed[failure]! / arrived;
}

function meanLatency(outcomes: readonly TrafficOutcome[]): { readonly mean: number; readonly slack: number } {
  return estimate(outcomes.map(({ sources }) => sources[0]![0]!.latency.meanUs));
}

/** The chance that all of `servers` are taken where one that finds them so goes away, at so many erlangs (Erlang B). */
function erlangB(servers: number, erlangs: number): number {
  let blocked = 1;
  for (let taken = 1; taken <= servers; taken += 1) blocked = (erlangs * blocked) / (taken + erlangs * blocked);
  return blocked;
}

/** The chance to wait where all do (Erlang C). */
function erlangC(servers: number, erlangs: number): number {
  const blocked = erlangB(servers, erlangs);
  return blocked / (1 - (erlangs / servers) * (1 - blocked));
}

function expectNear({ mean, slack }: ReturnType<typeof estimate>, expected: number): void {
  expect(Math.abs(mean - expected)).toBeLessThan(slack);
  // Wide bounds would prove nothing.
  expect(slack).toBeLessThan(0.1 * expected);
}

const LAWS: readonly Distribution[] = [
  exponential,
  lognormalFromMean(MEAN_US, 2),
  { kind: "constant", value: MEAN_US },
];

describe("a single station", () => {
  it("takes as long as M/M/1 and, with any law, M/G/1-PS do", () => {
    for (const law of LAWS) expectNear(meanLatency(partsOf(oneService(law), 1, 0.6, 30)), MEAN_US / 0.4);
  });

  it("takes twice as long for twice the work, where a processor is shared", () => {
    const network = twoSizes();
    const outcomes = partsOf(network, 1, 0.6, 40);
    for (const [place, sizeUs] of [MEAN_US / 2, 2 * MEAN_US].entries()) {
      const parts = outcomes.map(({ sources }) => sources[0]![place]!.latency.meanUs);
      expectNear(estimate(parts), sizeUs / (1 - 0.6));
    }
  });

  it("takes as long as M/M/c does, first come first served or sharing", () => {
    const [cores, load] = [4, 3];
    const expected = MEAN_US * (1 + erlangC(cores, load) / (cores - load));
    expectNear(meanLatency(partsOf(oneService(exponential), cores, load, 20)), expected);
    expectNear(meanLatency(partsOf(oneService(exponential, { concurrency: cores }), cores, load, 20)), expected);
    // With a processor that is never short, limits alone make requests wait.
    expectNear(meanLatency(partsOf(oneService(exponential, { concurrency: cores }), 99, load, 20)), expected);
  });

  it("lets requests wait as often as Erlang C says", () => {
    const [cores, load] = [3, 2.1];
    const traffic = oneStation(oneService(exponential, { concurrency: cores }), cores, load);
    const parts = Array.from({ length: 30 }, () => {
      let taken = 0;
      for (let look = 0; look < 800; look += 1) {
        traffic.advance(traffic.nowUs + 2.5 * MEAN_US);
        taken += traffic.inStation(7) >= cores ? 1 : 0;
      }
      return taken / 800;
    });
    expectNear(estimate(parts), erlangC(cores, load));
  });

  it("refuses as many as Erlang B says, whatever the law", () => {
    for (const law of LAWS) {
      const outcomes = partsOf(oneService(law, { concurrency: 5, queueLimit: 0 }), 99, 4, 48);
      const parts = outcomes.map((outcome) => failedPart(outcome, QUEUE_FULL));
      expectNear(estimate(parts), erlangB(5, 4));
    }
  });

  it("refuses as many as M/M/1/K says", () => {
    // Places for 1 that is served and 3 that wait: the chance of the last of 5 geometric states.
    const [load, places] = [0.8, 4];
    const states = Array.from({ length: places + 1 }, (_, count) => Math.exp(count * Math.log(load)));
    const expected = states.at(-1)! / states.reduce((sum, state) => sum + state, 0);
    const outcomes = partsOf(oneService(exponential, { concurrency: 1, queueLimit: places - 1 }), 1, load, 40);
    const parts = outcomes.map((outcome) => failedPart(outcome, QUEUE_FULL));
    expectNear(estimate(parts), expected);
  });

  it("holds as many as Little's law says of those that come and how long they stay", () => {
    const traffic = oneStation(oneService(lognormalFromMean(MEAN_US, 2)), 1, 0.7);
    let [inside, looks] = [0, 0];
    for (; looks < 100_000; looks += 1) {
      traffic.advance(traffic.nowUs + MEAN_US / 2);
      inside += traffic.inStation(7);
    }
    const { latency } = traffic.collect().sources[0]![0]!;
    // Both are of one run: they differ only by what happens between two looks.
    expect(inside / looks / (latency.sumUs / traffic.nowUs)).toBeCloseTo(1, 2);
  });

  it("works as much as its requests need, and no more than its quota in each period", () => {
    const free = oneStation(oneService({ kind: "constant", value: MEAN_US }), 2, 0.9);
    free.advance(3_000 * MEAN_US);
    const left = free.inStation(7);
    const { completed } = free.collect().services[0]![0]!;
    expect(free.workDoneUs(7)).toBeGreaterThanOrEqual(completed * MEAN_US - 1);
    expect(free.workDoneUs(7)).toBeLessThanOrEqual((completed + left) * MEAN_US + 1);
    const short = oneStation(oneService(exponential), 2, 0.9);
    short.setProcessor(7, { speed: 1, cores: 2, quota: { workUs: 30_000, periodUs: 100_000 } });
    short.advance(1_000_000);
    for (let period = 10; period < 20; period += 1) {
      expect(short.workDoneUs(7)).toBeCloseTo((period - 9) * 30_000 + 270_000, 3);
      short.advance((period + 1) * 100_000);
    }
  });
});

describe("requests", () => {
  it("time out as often as their law takes longer", () => {
    const patience = { timeoutUs: MEAN_US, attempts: 1, backoffUs: 0 };
    const outcomes = partsOf(withPatience(patience), 1e9, 4, 10);
    expectNear(estimate(outcomes.map((outcome) => failedPart(outcome, TIMEOUT))), Math.exp(-1));
    // What the station was asked, it does.
    for (const { services } of outcomes) expect(services[0]![0]!.failed[TIMEOUT]).toBe(0);
  });

  it("are tried again as often as they may, after pauses that double", () => {
    const traffic = new ExactTraffic(withPatience({ timeoutUs: Infinity, attempts: 4, backoffUs: 1_000 }), "seed");
    traffic.setRate(0, 10);
    const attemptsUs: number[] = [];
    while (attemptsUs.length < 4) {
      traffic.advance(traffic.nowUs + 100);
      const { sources, services } = traffic.collect();
      if (services[0]![0]!.arrived > 0) attemptsUs.push(traffic.nowUs);
      expect(sources[0]![0]!.failed[NO_STATION]).toBe(attemptsUs.length === 4 ? 1 : 0);
    }
    const pausesUs = attemptsUs.slice(1).map((us, before) => us - attemptsUs[before]!);
    expect(pausesUs).toEqual([1_000, 2_000, 4_000]);
  });

  it("pass two stations as a chain of M/M/1 does, where one calls the other", () => {
    const { services, sources } = oneService(exponential);
    const call = { service: 1, requestClass: 0, probability: 1, patience: FOR_EVER };
    const caller = { ...services[0]!, classes: [{ ...services[0]!.classes[0]!, stages: [[call]] }] };
    const traffic = oneStation({ services: [caller, services[0]!], sources }, 1, 0.6);
    traffic.open({ id: 8, service: 1, zone: "a", processor: { speed: 1.2, cores: 1 } });
    traffic.route(1, [8]);
    const parts = Array.from({ length: 40 }, () => {
      traffic.advance(traffic.nowUs + 2_000 * MEAN_US);
      return traffic.collect().sources[0]![0]!.latency.meanUs;
    });
    expectNear(estimate(parts), MEAN_US / (1 - 0.6) + MEAN_US / 1.2 / (1 - 0.6 / 1.2));
  });

  it("are the same ones whatever stations there are and however fast they come", () => {
    const arrivals = (stations: number, rates: readonly number[]): readonly number[] => {
      const traffic = new ExactTraffic(oneService({ kind: "uniform", low: 0, high: 9 }), "seed");
      for (let id = 0; id < stations; id += 1) {
        traffic.open({ id, service: 0, zone: "a", processor: { speed: 1, cores: 1e9 } });
      }
      traffic.route(0, [...Array(stations).keys()]);
      return rates.flatMap((rate, part) => {
        traffic.setRate(0, rate);
        traffic.advance((part + 1) * 100_000);
        const { arrived, latency } = traffic.collect().sources[0]![0]!;
        return [arrived, Math.round(latency.sumUs)];
      });
    };
    expect(arrivals(3, [500, 500, 500])).toEqual(arrivals(40, [500, 500, 500]));
    // Twice the rate: the requests of two parts come in one.
    const [[first, second, third, fourth], doubled] = [arrivals(3, [500, 500]), arrivals(3, [1_000])];
    expect(doubled).toEqual([first! + third!, second! + fourth!]);
  });
});

describe("requests without an answer", () => {
  it("are told with how long they have waited, also where others were answered since", () => {
    const [traffic, hung] = [oneStation(oneService(exponential), 1, 0.1), 8];
    traffic.open({ id: hung, service: 0, zone: "a", processor: { speed: 1, cores: 1 } });
    traffic.route(0, [7, hung]);
    traffic.advance(1_000_000);
    traffic.setProcessor(hung, { speed: 0, cores: 1 });
    traffic.advance(61_000_000);
    const [[waiting]] = traffic.unanswered() as [[readonly { readonly count: number; readonly ageUs: number }[]]];
    const total = waiting.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(traffic.inStation(7) + traffic.inStation(hung));
    expect(waiting.map(({ ageUs }) => ageUs / 1_000_000)).toEqual(Array.from({ length: 60 }, (_, age) => age));
  });
});
