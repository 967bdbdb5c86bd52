// Requests one by one in random small networks, held against the plainest program that says the same.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import type { RequestCounts, TrafficOutcome } from "../../src/queueing/traffic-model.ts";
import { NaiveTraffic } from "./naive-traffic.ts";
import { deed, Landscape, network } from "./random-network.ts";

function figures(counts: RequestCounts): readonly number[] {
  return [counts.arrived, counts.completed, ...counts.failed];
}

function latencies({ sources, services: all }: TrafficOutcome): readonly number[] {
  return [...sources, ...all].flat().map(({ latency }) => latency.sumUs);
}

function expectAlike(exact: ExactTraffic, naive: NaiveTraffic, { stations }: Landscape): void {
  const [found, expected] = [exact.collect(), naive.collect()];
  expect(found.sources.flat().map(figures)).toEqual(expected.sources.flat().map(figures));
  expect(found.services.flat().map(figures)).toEqual(expected.services.flat().map(figures));
  for (const [place, sum] of latencies(expected).entries()) expect(latencies(found)[place]).toBeCloseTo(sum, 3);
  expect(exact.unanswered()).toEqual(naive.unanswered());
  for (const { id } of stations) {
    const inside = [naive.inStation(id), naive.waiting(id), naive.arrivedAt(id)];
    expect([exact.inStation(id), exact.waiting(id), exact.arrivedAt(id)]).toEqual(inside);
    expect(exact.workDoneUs(id)).toBeCloseTo(naive.workDoneUs(id), 3);
  }
}

describe("requests one by one", () => {
  it("fare as the plainest program says, whatever the network and whatever is done to it", () => {
    const property = fc.property(network, fc.array(deed, { minLength: 3, maxLength: 20 }), (net, deeds) => {
      const [exact, naive, landscape] = [new ExactTraffic(net, "s"), new NaiveTraffic(net, "s"), new Landscape()];
      const both = [exact, naive];
      landscape.begin(both);
      for (const each of deeds) {
        const toUs = exact.nowUs + each.afterUs;
        for (const traffic of both) traffic.advance(toUs);
        expectAlike(exact, naive, landscape);
        landscape.apply(both, each);
      }
      for (const traffic of both) traffic.advance(100_000);
      expectAlike(exact, naive, landscape);
    });
    fc.assert(property, { seed: 8, numRuns: 20 });
  });
});
