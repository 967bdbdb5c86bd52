// Stations with exponential service at values that a textbook or a sum over states gives.

import { describe, expect, it } from "vitest";

import {
  lossInMMcK,
  responseInMM1,
  responseQuantileInMM1,
  waitInMMc,
  waitQuantileInMMc,
} from "../../../src/queueing/theory/exponential-service.ts";

/** The share of time in which all places are taken, by a sum over the states. */
function fullByStates(offered: number, servers: number, waiting: number): number {
  const weights = [1];
  for (let count = 1; count <= servers + waiting; count += 1)
    weights.push((weights[count - 1]! * offered) / Math.min(count, servers));
  return weights.at(-1)! / weights.reduce((sum, weight) => sum + weight, 0);
}

describe("one server", () => {
  it("takes the service by the spare part", () => {
    expect(responseInMM1(8, 10)).toBeCloseTo(0.5, 14);
    expect(responseQuantileInMM1(8, 10, 0.95)).toBeCloseTo(0.5 * Math.log(20), 12);
    expect(responseInMM1(10, 10)).toBe(Infinity);
  });
});

describe("many servers", () => {
  it("makes wait as tables say", () => {
    expect(waitInMMc(90, 1, 100)).toBeCloseTo(0.021694, 6);
    expect(waitInMMc(0.8, 1, 1)).toBeCloseTo(4, 12);
    expect(waitInMMc(100, 1, 100)).toBe(Infinity);
  });

  it("knows who waits how long", () => {
    expect(waitQuantileInMMc(3.2, 1, 4, 0.4)).toBe(0);
    const longest = waitQuantileInMMc(3.2, 1, 4, 0.95);
    expect(0.596432 * Math.exp(-0.8 * longest)).toBeCloseTo(0.05, 6);
  });
});

describe("few places", () => {
  it.each([
    [0.8, 1, 0],
    [0.8, 1, 5],
    [3, 4, 3],
    [6, 4, 10],
    [4, 4, 20],
  ])("refuses at %d erlangs, %d servers and %d places what the states say", (offered, servers, waiting) => {
    expect(lossInMMcK(offered, servers, waiting)).toBeCloseTo(fullByStates(offered, servers, waiting), 12);
  });

  it("refuses what is too much where there are very many", () => {
    expect(lossInMMcK(2, 1, 10_000)).toBeCloseTo(0.5, 12);
  });
});
