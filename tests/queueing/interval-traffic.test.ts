// A network worked out by intervals: what must hold whatever the approximation is worth. What it is worth stands in
// interval-agreement.test.ts.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { RequestCounts, TrafficNetwork, TrafficOutcome } from "../../src/queueing/traffic-model.ts";

import { IntervalTraffic } from "../../src/queueing/interval-traffic.ts";
import { REQUEST_FAILURES } from "../../src/queueing/traffic-model.ts";
import { callTo, networkOf, ONE_CORE, openStations, serviceOf, sourceOf } from "./networks.ts";

const SECOND_US = 1_000_000;

function failedBy({ failed }: RequestCounts, failure: (typeof REQUEST_FAILURES)[number]): number {
  return failed[REQUEST_FAILURES.indexOf(failure)]!;
}

function started(network: TrafficNetwork, perSecond: number, stations = 2): IntervalTraffic {
  const model = new IntervalTraffic(network);
  openStations(model, network, stations);
  model.setRate(0, perSecond);
  return model;
}

function after(model: IntervalTraffic, seconds: number): TrafficOutcome {
  model.advance(model.nowUs + seconds * SECOND_US);
  return model.collect();
}

function ofSource(outcome: TrafficOutcome): RequestCounts {
  return outcome.sources[0]![0]!;
}

/** Patience, calls, a limited queue, and a rate that is too much from the second change on. */
const BUSY: TrafficNetwork = {
  services: [
    serviceOf({ stages: [[callTo(1, { timeoutUs: 400_000, attempts: 2, backoffUs: 20_000 })]], concurrency: 40 }),
    serviceOf({ concurrency: 2, queueLimit: 50, balancing: "least-connections" }),
  ],
  sources: [sourceOf(0, { timeoutUs: 2_000_000, attempts: 2, backoffUs: 100_000 })],
};

/** Changes with the second at which each happens. */
const CHANGES: readonly (readonly [number, (model: IntervalTraffic) => void])[] = [
  [18, (model) => model.setProcessor(2, { speed: 0, cores: 2 })],
  [19, (model) => model.setProcessor(2, { speed: 0.8, cores: 2 })],
  [20, (model) => model.setRate(0, 260)],
  [21, (model) => model.drain(3)],
  [22, (model) => model.close(3)],
];

/** Lets the changes happen up to a moment, stopping at some of its own. */
function lead(model: IntervalTraffic, fromS: number, untilS: number, stops: readonly number[]): void {
  const moments = new Set([...CHANGES.map(([second]) => second), ...stops, untilS]);
  for (const second of [...moments].sort((left, right) => left - right)) {
    if (second <= fromS || second > untilS) continue;
    model.advance(second * SECOND_US);
    for (const [at, change] of CHANGES) if (at === second) change(model);
  }
}

describe("a network by intervals", () => {
  it("does what comes, with the work that it takes", () => {
    const model = started(networkOf(serviceOf({})), 100);
    const { arrived, completed, latency } = ofSource(after(model, 100));
    expect(arrived).toBeCloseTo(10_000, 6);
    // Two stations have one request each.
    expect(completed).toBeCloseTo(10_000 - 2, 6);
    expect(latency.meanUs).toBeCloseTo(20_000, 3);
    expect(model.workDoneUs(0)).toBeCloseTo((completed * 10_000) / 2, 3);
    expect(model.inStation(0)).toBeCloseTo(1, 6);
    expect(model.arrivedAt(1)).toBeCloseTo(5_000, 6);
    expect(model.waiting(0)).toBe(0);
    expect(model.steadySinceUs).toBeLessThan(SECOND_US);
  });

  it("loses no request: those who came are done, failed or there", () => {
    const model = started(networkOf(serviceOf({ concurrency: 3 })), 100);
    let balance = 0;
    for (const rate of [250, 150, 190, 10, 0, 60]) {
      model.setRate(0, rate);
      const { arrived, completed } = ofSource(after(model, 37));
      balance += arrived - completed;
      expect(model.inStation(0) + model.inStation(1)).toBeCloseTo(balance, 6);
    }
  });

  it("lets a backlog grow by what is too much, and works it off", () => {
    const model = started(networkOf(serviceOf({ concurrency: 4 })), 240);
    after(model, 100);
    expect(model.inStation(0)).toBeCloseTo(2_000, -2);
    expect(model.steadySinceUs).toBe(Infinity);
    model.setRate(0, 160);
    expect(ofSource(after(model, 50)).completed / 50).toBeCloseTo(200, 0);
    after(model, 200);
    expect(model.inStation(0)).toBeCloseTo(4, 1);
    expect(model.steadySinceUs).toBeLessThan(model.nowUs);
  });

  it("finds no station where there is none, and is refused by one that is gone", () => {
    const network = networkOf(serviceOf({}));
    const model = new IntervalTraffic(network);
    model.setRate(0, 10);
    expect(failedBy(ofSource(after(model, 10)), "no-station")).toBeCloseTo(100, 9);
    openStations(model, network, 4);
    model.close(3);
    expect(failedBy(ofSource(after(model, 10)), "refused")).toBeCloseTo(25, 9);
    model.drain(2);
    expect(failedBy(ofSource(after(model, 10)), "refused")).toBeCloseTo(50, 9);
    model.route(0, [0, 1]);
    expect(failedBy(ofSource(after(model, 10)), "refused")).toBe(0);
  });

  it("cuts off what is in a station that goes, and lets a draining one end it", () => {
    const model = started(networkOf(serviceOf({ concurrency: 4 })), 240);
    after(model, 100);
    const present = model.inStation(0);
    model.close(0);
    model.drain(1);
    model.setRate(0, 0);
    const { failed, completed } = ofSource(after(model, 60));
    expect(failed[REQUEST_FAILURES.indexOf("cut-off")]).toBeCloseTo(present, 6);
    expect(completed).toBeCloseTo(present, 0);
    expect([model.inStation(0), model.inStation(1)]).toEqual([0, expect.closeTo(0, 3)]);
  });

  it("does not depend on when somebody looks", () => {
    const once = started(BUSY, 100);
    lead(once, 0, 22, []);
    const expected = once.collect();
    const property = fc.property(fc.array(fc.integer({ min: 1, max: 219 }), { maxLength: 20 }), (tenths) => {
      const often = started(BUSY, 100);
      lead(
        often,
        0,
        22,
        tenths.map((tenth) => tenth / 10),
      );
      const found = often.collect();
      expect(often.inStation(0)).toBeCloseTo(once.inStation(0), 9);
      expect(often.workDoneUs(2) / once.workDoneUs(2)).toBeCloseTo(1, 9);
      for (const [one, other] of [
        [ofSource(found), ofSource(expected)],
        [found.services[1]![0]!, expected.services[1]![0]!],
      ]) {
        expect(one!.completed / other!.completed).toBeCloseTo(1, 9);
        expect(one!.latency.quantileUs(0.95) / other!.latency.quantileUs(0.95)).toBeCloseTo(1, 6);
        for (const [reason, count] of one!.failed.entries()) expect(count).toBeCloseTo(other!.failed[reason]!, 6);
      }
    });
    fc.assert(property, { seed: 3, numRuns: 2 });
  });

  it("goes on from a copy as the original does, bit by bit", () => {
    for (const second of [0.01, 18.5, 20.5]) {
      const [original, copy] = [started(BUSY, 100), new IntervalTraffic(BUSY)];
      lead(original, 0, second, []);
      copy.restore(original.snapshot());
      expect(copy.snapshot()).toEqual(original.snapshot());
      for (const model of [original, copy]) lead(model, second, second + 2, [second + 0.5]);
      expect(copy.snapshot()).toEqual(original.snapshot());
      expect([copy.steadySinceUs, copy.inStation(0)]).toEqual([original.steadySinceUs, original.inStation(0)]);
    }
  });

  it("keeps apart what has nothing to do with one another", () => {
    const services = [serviceOf({}), serviceOf({ concurrency: 4 })];
    const both: TrafficNetwork = { services, sources: [sourceOf(0), sourceOf(1)] };
    const model = started(both, 100);
    model.setRate(1, 300);
    const { sources } = after(model, 50);
    const alone = after(started(networkOf(services[0]!), 100), 50);
    expect(sources[0]![0]!.latency.snapshot()).toEqual(ofSource(alone).latency.snapshot());
  });

  it("takes as long as a path of calls does", () => {
    const network = networkOf(serviceOf({ stages: [[callTo(1)], [callTo(2)]] }), serviceOf({}), serviceOf({}));
    const { latency } = ofSource(after(started(network, 100), 60));
    expect(latency.meanUs / 60_000).toBeCloseTo(1, 3);
  });

  it("sends callers to their own zone", () => {
    const network = networkOf(serviceOf({ stages: [[callTo(1)]] }), serviceOf({ balancing: "topology-aware" }));
    const model = new IntervalTraffic(network);
    openStations(model, network, 2);
    // Three stations of the called service are in zone b, one in zone a.
    for (const id of [10, 11]) model.open({ id, service: 1, zone: "b", processor: ONE_CORE });
    model.route(1, [2, 3, 10, 11]);
    model.setRate(0, 60);
    after(model, 100);
    for (const [id, arrived] of [
      [2, 3_000],
      [3, 1_000],
      [10, 1_000],
    ] as const)
      expect(model.arrivedAt(id)).toBeCloseTo(arrived, -2);
  });

  it("goes to and fro between services, if no class comes back to itself", () => {
    const [first] = serviceOf({ stages: [[callTo(1)]] }).classes;
    const [last] = serviceOf({}).classes;
    const there = { ...serviceOf({}), classes: [first!, last!] };
    const back = serviceOf({ stages: [[{ ...callTo(0), requestClass: 1 }]] });
    const model = started(networkOf(there, back), 60);
    after(model, 10);
    const { sources, services } = after(model, 100);
    expect(services[0]!.map(({ arrived }) => Math.round(arrived))).toEqual([6_000, 6_000]);
    expect(services[1]![0]!.completed).toBeCloseTo(6_000, 3);
    // Two stations with 30 a second each of the called service, and 60 of the one that is asked twice; 10 ms alone.
    const [twice, once] = [10_000 / (1 - 0.6), 10_000 / (1 - 0.3)];
    expect(sources[0]![0]!.latency.meanUs / (2 * twice + once)).toBeCloseTo(1, 2);
    const copy = new IntervalTraffic(networkOf(there, back));
    copy.restore(model.snapshot());
    expect(copy.snapshot()).toEqual(model.snapshot());
    for (const one of [model, copy]) {
      one.setRate(0, 90);
      one.advance(one.nowUs + 1_234_567);
    }
    expect(copy.snapshot()).toEqual(model.snapshot());
  });
});

describe("a station that stands still", () => {
  const TIMEOUT_US = 500_000;

  function network(attempts: number, timeoutUs: number): TrafficNetwork {
    return { services: [serviceOf({})], sources: [sourceOf(0, { timeoutUs, attempts, backoffUs: 0 })] };
  }

  /** One of two stands still after 10 seconds. */
  function halfStill(attempts: number, timeoutUs: number): IntervalTraffic {
    const model = started(network(attempts, timeoutUs), 50);
    after(model, 10);
    model.setProcessor(0, { speed: 0, cores: 1 });
    return model;
  }

  it("lets its requests run out of patience, and those of the others be", () => {
    const { arrived, completed, failed, latency } = ofSource(after(halfStill(1, TIMEOUT_US), 40));
    expect(failed[REQUEST_FAILURES.indexOf("timeout")]! / 1_000).toBeCloseTo(1, 2);
    expect(completed / 1_000).toBeCloseTo(1, 2);
    expect(arrived).toBeCloseTo(2_000, 6);
    expect(latency.meanUs / (10_000 / (1 - 0.25))).toBeCloseTo(1, 1);
  });

  it("has them tried again elsewhere", () => {
    const { completed, failed, latency } = ofSource(after(halfStill(2, TIMEOUT_US), 40));
    expect(failed[REQUEST_FAILURES.indexOf("timeout")]! / 500).toBeCloseTo(1, 1);
    expect(completed / 1_500).toBeCloseTo(1, 1);
    expect(latency.quantileUs(0.95) / TIMEOUT_US).toBeCloseTo(1, 0);
  });

  it("keeps those that wait for ever, cuts them off at its end, and does them when it goes on", () => {
    const model = halfStill(1, Infinity);
    expect(ofSource(after(model, 40)).failed.every((count) => count === 0)).toBe(true);
    expect(model.inStation(0) / 1_000).toBeCloseTo(1, 2);
    const copy = new IntervalTraffic(network(1, Infinity));
    copy.restore(model.snapshot());
    model.close(0);
    expect(failedBy(ofSource(after(model, 1)), "cut-off") / 1_000).toBeCloseTo(1, 2);
    copy.setProcessor(0, ONE_CORE);
    const { completed } = ofSource(after(copy, 60));
    expect(completed / 4_000).toBeCloseTo(1, 2);
    expect(copy.inStation(0)).toBeLessThan(1);
  });

  it("has told the fate of those who wait no more when it goes", () => {
    const model = halfStill(1, TIMEOUT_US);
    after(model, 40);
    model.close(0);
    expect(failedBy(ofSource(after(model, 1)), "cut-off")).toBe(0);
  });

  it("refuses what finds no room, and may be all that there is", () => {
    const model = new IntervalTraffic(
      networkOf(serviceOf({ concurrency: 2, queueLimit: 8, balancing: "least-connections" })),
    );
    openStations(model, networkOf(serviceOf({})), 2, { speed: 1, cores: 0 });
    model.setRate(0, 10);
    const { failed, completed } = ofSource(after(model, 100));
    expect([completed, failed[REQUEST_FAILURES.indexOf("queue-full")]]).toEqual([0, expect.closeTo(980, 0)]);
    expect([model.inStation(0), model.waiting(0)]).toEqual([10, 8]);
    expect(model.steadySinceUs).toBeLessThan(model.nowUs);
  });

  it("lets callers fail that have lost their patience with it", () => {
    const called = callTo(1, { timeoutUs: 200_000, attempts: 1, backoffUs: 0 });
    const model = started(networkOf(serviceOf({ stages: [[called]] }), serviceOf({})), 50);
    for (const station of [2, 3]) model.setProcessor(station, { speed: 0, cores: 1 });
    after(model, 10);
    const { completed, failed } = ofSource(after(model, 20));
    expect(completed).toBe(0);
    expect(failed[REQUEST_FAILURES.indexOf("call-failed")]).toBeCloseTo(1_000, 6);
    expect(model.inStation(0)).toBeCloseTo(25 * 0.2 + 1 / 3, 1);
  });
});

describe("a limited queue of a station that is asked for too much", () => {
  it("never holds more than its room, and turns the rest away, while what comes becomes less", () => {
    const model = started(networkOf(serviceOf({ concurrency: 16, queueLimit: 100 })), 90, 1);
    after(model, 60);
    for (const [place, load] of [1.05, 1.05, 1.047, 1.043, 1.038, 1.031, 1.013, 0.99, 0.97].entries()) {
      model.setRate(0, 100 * load);
      const counts = ofSource(after(model, 15));
      expect(model.inStation(0)).toBeLessThanOrEqual(116);
      // Until it is full, all are let in.
      if (place > 0 && load > 1.03) expect(failedBy(counts, "queue-full") / (1_500 * (load - 1))).toBeGreaterThan(0.9);
    }
  });
});
