// The analytic way beside the exact one, in short: a few settings of the grid that `npm run prove` goes through, and what changes with time.

import { describe, expect, it } from "vitest";

import { differenceOf, isAllowed, SETTINGS } from "../../bench/statistics/two-ways.ts";
import { ExactTraffic } from "../../src/queueing/exact-traffic.ts";
import { IntervalTraffic } from "../../src/queueing/interval-traffic.ts";
import { networkOf, openStations, serviceOf, sourceOf } from "./networks.ts";

/** So few that chance alone may be half of what the grid allows. */
const COUNTED = 12_000;
/** Near a limit a station forgets slowly. */
const COUNTED_NEAR_LIMITS = 300_000;
const LEEWAY = 1.5;

describe("the two ways", () => {
  const some = [
    "constant needs, 1 places, 1 cores, load 0.8",
    "exponential needs, 1 places, 1 cores, load 0.3",
    "exponential needs, Infinity places, 0.5 cores, load 0.6",
    "evenly spaced requests, exponential needs, 4 places, 1 core, load 0.5",
    "4 places, 10 to wait, load 1.2",
    "a quota of 50000 µs in 100,000, 1 cores, load 0.6",
    "exponential needs of 10000 µs with a quota of 14000 in 100,000, load 0.1",
    "constant needs of 10000 µs with a quota of 4000 in 100,000, load 0.1",
    "exponential needs of 10000 µs with a quota of 4000 in 100,000, 1 place, load 0.5",
    "the emptiest of 10, Infinity places, load 0.5",
    "calls in depth and side by side, 60 a second",
    "2 calls side by side to one of 2 stations with Infinity places, load 0.4",
    "10 calls side by side to one of 2 stations with 8 places, load 0.8",
    "10 calls side by side to one of 2 stations with 1 places, load 0.4",
    "tries again that change little",
  ];
  const near = [
    "near a quota of 50000 µs in 100,000, 4 cores, load 0.9",
    "near a quota of 200000 µs in 100,000, 8 cores, load 0.9",
    "near a quota of 200000 µs in 100,000, 2.5 cores, load 0.95",
    "near a quota of 50000 µs in 100,000, 4 cores, 1 place, load 0.95",
    "near a quota of 100000 µs in 100,000, 8 cores, constant needs, load 0.9",
    "evenly spaced requests, hyperexponential needs, Infinity places, 1 core, load 0.8",
    "4 calls side by side to one of 2 stations with Infinity places, load 0.8",
    "10 calls side by side to one of 2 stations with 1 places, load 0.8",
    "tries again at full queues of 1, after 0 ms, load 0.8",
    "tries again at full queues of 3, after 0 ms, load 1.2",
  ];
  const rows = [
    ...some.map((name) => [name, COUNTED] as const),
    ...near.map((name) => [name, COUNTED_NEAR_LIMITS] as const),
  ];
  it.each(rows)("agree in the long run: %s", (name, counted) => {
    const setting = SETTINGS.find((one) => one.name === name)!;
    const { mean, median, p95, failed } = setting.allowed;
    const allowed = { mean: mean * LEEWAY, median: median * LEEWAY, p95: p95 * LEEWAY, failed: failed * LEEWAY };
    const difference = differenceOf(setting, counted, "4");
    expect(isAllowed({ ...setting, allowed }, difference), JSON.stringify(difference)).toBe(true);
  });
});

describe("a station that stands still for a while", () => {
  it("costs the same failures, and the others nothing", () => {
    const network = {
      services: [serviceOf({})],
      sources: [sourceOf(0, { timeoutUs: 2_000_000, attempts: 1, backoffUs: 0 })],
    };
    const [exact, found] = [new ExactTraffic(network, "4"), new IntervalTraffic(network)].map((model) => {
      openStations(model, network, 3);
      model.setRate(0, 120);
      model.advance(20_000_000);
      model.setProcessor(1, { speed: 1, cores: 0 });
      model.advance(60_000_000);
      model.route(0, [0, 2]);
      model.close(1);
      model.advance(100_000_000);
      return model.collect().sources[0]![0]!;
    });
    const failedOf = ({ failed }: NonNullable<typeof exact>): number => failed.reduce((sum, count) => sum + count);
    expect(failedOf(found!) / failedOf(exact!)).toBeCloseTo(1, 1);
    expect(found!.completed / exact!.completed).toBeCloseTo(1, 1);
    expect(found!.latency.quantileUs(0.5) / exact!.latency.quantileUs(0.5)).toBeCloseTo(1, 1);
    expect(found!.latency.quantileUs(0.95) / exact!.latency.quantileUs(0.95)).toBeCloseTo(1, 1);
  });
});

describe("too much for a minute", () => {
  it.each([[10, 8]])(
    "for stations with %d places gives the same latency minute by minute within %d percent",
    (concurrency, percent) => {
      const network = networkOf(serviceOf({ concurrency }));
      const [exact, found] = [new ExactTraffic(network, "4"), new IntervalTraffic(network)];
      for (const model of [exact, found]) openStations(model, network, 10);
      for (const [place, rate] of [800, 1_200, 1_200, 800].entries()) {
        const [right, value] = [exact, found].map((model) => {
          model.setRate(0, rate);
          model.advance(model.nowUs + 30_000_000);
          return model.collect().sources[0]![0]!;
        });
        const allowed = place === 0 ? 12 : percent;
        expect(Math.abs(value!.latency.meanUs / right!.latency.meanUs - 1) * 100).toBeLessThan(allowed);
        expect(Math.abs(value!.completed / right!.completed - 1) * 100).toBeLessThan(2);
      }
    },
  );
});

describe("a load that crosses the quota of pods for some minutes", () => {
  it.each([
    [{}, 15],
    [{ concurrency: 16, queueLimit: 100 }, 15],
  ])("lets as many requests of %o take too long, within %d percent", (wishes, percent) => {
    const network = networkOf(serviceOf(wishes));
    const quota = { workUs: 50_000, periodUs: 100_000 };
    const [exact, found] = [new ExactTraffic(network, "4"), new IntervalTraffic(network)].map((model) => {
      for (let id = 0; id < 20; id += 1)
        model.open({ id, service: 0, zone: "", processor: { speed: 1, cores: 8, quota } });
      model.route(
        0,
        Array.from({ length: 20 }, (_, id) => id),
      );
      for (let quarter = 0; quarter < 40; quarter += 1) {
        model.setRate(0, 20 * 50 * (0.8 - 0.25 * Math.cos((quarter / 20) * Math.PI)));
        model.advance(model.nowUs + 15_000_000);
      }
      return model.collect().sources[0]![0]!;
    });
    for (const fraction of [0.5, 0.9, 0.95]) {
      const apart = found!.latency.quantileUs(fraction) / exact!.latency.quantileUs(fraction) - 1;
      expect(Math.abs(apart) * 100, `${fraction}`).toBeLessThan(percent);
    }
    expect(found!.completed / exact!.completed).toBeCloseTo(1, 2);
  });
});
