// What holds of requests one by one in any network: none is lost, and neither looks nor copies of the state change anything.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import type { RequestCounts, TrafficNetwork, TrafficOutcome } from "../../src/queueing/traffic-model.ts";
import { deed, Landscape, network } from "./random-network.ts";

/** All that an outcome says, to the last bit. */
function allOf({ fromUs, untilUs, sources, services }: TrafficOutcome): unknown {
  const counts = [...sources, ...services].flat();
  const rows = counts.map(({ arrived, completed, failed, latency }) => {
    const figures = [latency.sumUs, latency.quantileUs(0.5), latency.quantileUs(0.99)];
    return [arrived, completed, ...failed, ...figures];
  });
  return { fromUs, untilUs, rows };
}

function under({ arrived, completed, failed }: RequestCounts): number {
  return arrived - completed - sum([...failed]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function copyOf(traffic: ExactTraffic, net: TrafficNetwork): ExactTraffic {
  const copy = new ExactTraffic(net, "s");
  copy.restore(traffic.snapshot());
  return copy;
}

describe("requests one by one", () => {
  it("go on bit-equal in a copy of the state, however often one looks", () => {
    const property = fc.property(network, fc.array(deed, { minLength: 3, maxLength: 20 }), (net, deeds) => {
      let [traffic, copied] = [new ExactTraffic(net, "s"), new ExactTraffic(net, "s")];
      const landscape = new Landscape();
      landscape.begin([traffic, copied]);
      for (const each of deeds) {
        const fromUs = traffic.nowUs;
        traffic.advance(fromUs + each.afterUs);
        for (const part of [0.1, 0.1, 0.7, 1]) copied.advance(fromUs + each.afterUs * part);
        copied = copyOf(copied, net);
        landscape.apply([traffic, copied], each);
        for (const { id } of landscape.stations) {
          expect(copied.workDoneUs(id)).toBe(traffic.workDoneUs(id));
          expect(copied.arrivedAt(id)).toBe(traffic.arrivedAt(id));
        }
      }
      expect(allOf(copied.collect())).toEqual(allOf(traffic.collect()));
      traffic = copyOf(copied, net);
      const toUs = copied.nowUs + 50_000;
      for (const each of [traffic, copied]) each.advance(toUs);
      expect(allOf(copied.collect())).toEqual(allOf(traffic.collect()));
    });
    fc.assert(property, { seed: 9, numRuns: 12 });
  });

  it("take over a state whatever they did before", () => {
    const property = fc.property(network, fc.array(deed, { minLength: 6, maxLength: 12 }), (net, deeds) => {
      const [one, other] = [new ExactTraffic(net, "s"), new ExactTraffic(net, "s")];
      for (const [traffic, own] of [[one, deeds] as const, [other, deeds.toReversed()] as const]) {
        const landscape = new Landscape();
        landscape.begin([traffic]);
        for (const each of own) {
          traffic.advance(traffic.nowUs + each.afterUs);
          landscape.apply([traffic], each);
        }
      }
      other.restore(one.snapshot());
      const toUs = one.nowUs + 20_000;
      for (const traffic of [one, other]) traffic.advance(toUs);
      expect(allOf(one.collect())).toEqual(allOf(other.collect()));
    });
    fc.assert(property, { seed: 10, numRuns: 15 });
  });

  it("are all completed, failed or under way at any moment, and all over when no more come", () => {
    const property = fc.property(network, fc.array(deed, { minLength: 3, maxLength: 20 }), (net, deeds) => {
      const [traffic, landscape] = [new ExactTraffic(net, "s"), new Landscape()];
      landscape.begin([traffic]);
      const underWay = net.sources.map(() => 0);
      const inService = net.services.map(() => 0);
      const look = (): void => {
        const { sources, services } = traffic.collect();
        for (const [source, counts] of sources.entries()) underWay[source]! += sum(counts.map(under));
        for (const [service, counts] of services.entries()) inService[service]! += sum(counts.map(under));
        const present = net.services.map((_, service) =>
          sum(landscape.stations.filter((each) => each.service === service).map(({ id }) => traffic.inStation(id))),
        );
        expect(inService).toEqual(present);
        for (const count of underWay) expect(count).toBeGreaterThanOrEqual(0);
      };
      for (const each of deeds) {
        traffic.advance(traffic.nowUs + each.afterUs);
        look();
        landscape.apply([traffic], each);
      }
      for (const source of [0, 1]) traffic.setRate(source, 0);
      expect(traffic.steadySinceUs === Infinity || sum(underWay) === 0).toBe(true);
      traffic.advance(traffic.nowUs + 10_000_000);
      look();
      expect(underWay).toEqual([0, 0]);
      expect(traffic.steadySinceUs).toBeLessThan(traffic.nowUs);
    });
    fc.assert(property, { seed: 11, numRuns: 60 });
  });
});
