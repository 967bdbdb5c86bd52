// The law of the time at a station, where it is known.

import { describe, expect, it } from "vitest";

import type { Distribution } from "../../../src/base/random/distribution.ts";
import type { DiscreteLaw } from "../../../src/queueing/analytic/discrete-law.ts";
import type { StationSetting } from "../../../src/queueing/analytic/station-state.ts";

import { LawBuilder, massOf, totalOf } from "../../../src/queueing/analytic/discrete-law.ts";
import { slicedLaw } from "../../../src/queueing/analytic/law-nodes.ts";
import { stationLatency } from "../../../src/queueing/analytic/station-latency.ts";
import { stateAt } from "../../../src/queueing/analytic/station-state.ts";
import { responseQuantileInMM1 } from "../../../src/queueing/theory/exponential-service.ts";
import { PLAIN, rateFor } from "./settings.ts";

const EXPONENTIAL: Distribution = { kind: "exponential", mean: 10_000 };

function latencyOf(setting: StationSetting, law: Distribution, load: number, cpuShare = 1): DiscreteLaw {
  const state = stateAt(setting, rateFor(load));
  const crowding = { waitShape: 1, spread: 1, memoryUs: 10_000 / (1 - load) };
  return stationLatency(slicedLaw(law), cpuShare, setting.speed, state, crowding, new LawBuilder(5));
}

function quantileOf({ values, weights }: DiscreteLaw, fraction: number): number {
  let sum = 0;
  return values[weights.findIndex((weight) => (sum += weight) >= fraction)]!;
}

describe("the law of the time at a station", () => {
  it.each([0.3, 0.6, 0.9])("is that of M/M/1 with one place at a load of %d", (load) => {
    const law = latencyOf({ ...PLAIN, places: 1 }, EXPONENTIAL, load);
    expect(totalOf(law)).toBeCloseTo(10_000 / (1 - load), 5);
    for (const fraction of [0.5, 0.95, 0.99]) {
      const exact = responseQuantileInMM1(rateFor(load), 1 / 10_000, fraction);
      expect(Math.abs(quantileOf(law, fraction) / exact - 1)).toBeLessThan(0.08);
    }
  });

  it("has the variance of M/M/1 with processor sharing", () => {
    const law = latencyOf(PLAIN, EXPONENTIAL, 0.7);
    const mean = totalOf(law);
    const second = law.values.reduce((sum, value, place) => sum + law.weights[place]! * value * value, 0);
    expect(mean).toBeCloseTo(10_000 / 0.3, 5);
    expect((second / (mean * mean) - 1) / (2.7 / 1.3)).toBeCloseTo(1, 1);
  });

  it("is that of the request where nobody is in its way", () => {
    const law = latencyOf({ ...PLAIN, cores: 8 }, { kind: "constant", value: 10_000 }, 0.01);
    expect(massOf(law)).toBeCloseTo(1, 12);
    for (const fraction of [0.01, 0.99]) expect(quantileOf(law, fraction)).toBeCloseTo(10_000, 6);
  });

  it("is not stretched where no core is needed", () => {
    const law = latencyOf(PLAIN, { kind: "constant", value: 10_000 }, 0.9, 0);
    expect(totalOf(law)).toBeCloseTo(10_000, 8);
  });
});
