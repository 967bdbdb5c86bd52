// Stations with any law of service at closed forms, and M/D/c against its own chain.

import { describe, expect, it } from "vitest";

import {
  correlatedArea,
  responseInProcessorSharing,
  sharingFactor,
  squaredWaitInMG1,
  varianceInProcessorSharing,
  waitInMG1,
  waitInMGc,
} from "../../../src/queueing/theory/general-service.ts";

/** Mean wait in M/D/c with a service of 1: what is there after a service time is what was beyond the servers, and who came (Crommelin). */
function waitInMDcByChain(arrivalRate: number, servers: number): number {
  const states = 400;
  const arrivals = [Math.exp(-arrivalRate)];
  for (let count = 1; count < states; count += 1) arrivals.push((arrivals[count - 1]! * arrivalRate) / count);
  let chances = new Float64Array(states);
  chances[0] = 1;
  for (let round = 0; round < 600; round += 1) {
    const next = new Float64Array(states);
    for (let count = 0; count < states; count += 1) {
      const chance = chances[count]!;
      if (chance < 1e-14) continue;
      const kept = Math.max(0, count - servers);
      for (let more = 0; kept + more < states && more < 60; more += 1) next[kept + more]! += chance * arrivals[more]!;
    }
    chances = next;
  }
  const waiting = chances.reduce((sum, chance, count) => sum + chance * Math.max(0, count - servers), 0);
  return waiting / arrivalRate;
}

describe("M/G/1", () => {
  it("makes wait as Pollaczek and Khinchine say", () => {
    expect(waitInMG1(0.8, 1, 1)).toBeCloseTo(4, 12);
    expect(waitInMG1(0.8, 1, 0)).toBeCloseTo(2, 12);
    expect(waitInMG1(0.8, 1, 4)).toBeCloseTo(10, 12);
    expect(waitInMG1(1, 1, 1)).toBe(Infinity);
  });

  it("spreads the wait of exponential service as M/M/1 does", () => {
    // The wait is 0 with chance 1 - rho and exponential with mean 1 / (1 - rho) else.
    expect(squaredWaitInMG1(0.8, 1, 2, 6)).toBeCloseTo(0.8 * 2 * 25, 10);
  });
});

describe("M/G/1 with processor sharing", () => {
  it("takes as long as the load says", () => {
    expect(responseInProcessorSharing(0.8, 3)).toBeCloseTo(15, 12);
    expect(responseInProcessorSharing(1, 3)).toBe(Infinity);
  });

  it("has the variance of M/M/1 with processor sharing", () => {
    // Known: variance by squared mean is (2 + rho) / (2 - rho). By the law of total variance over exponential service.
    const load = 0.7;
    let within = 0;
    const step = 0.001;
    for (let service = step / 2; service < 60; service += step)
      within += varianceInProcessorSharing(load, service, 1) * Math.exp(-service) * step;
    const between = 1 / ((1 - load) * (1 - load));
    const mean = 1 / (1 - load);
    expect((within + between) / (mean * mean)).toBeCloseTo((2 + load) / (2 - load), 4);
  });

  it("adds up a forgetful rate alike for short and long", () => {
    expect(correlatedArea(0.00099, 1) / correlatedArea(0.00101, 1)).toBeCloseTo((0.99 * 0.99) / (1.01 * 1.01), 4);
    expect(correlatedArea(1e6, 1)).toBeCloseTo(1e6 - 1, 3);
  });
});

describe("M/G/c", () => {
  it.each([
    [2, 0.5],
    [2, 0.9],
    [5, 0.7],
    [10, 0.8],
    [10, 0.95],
  ])(
    "makes %d servers with a load of %d and constant service wait within two percent of the chain",
    (servers, load) => {
      const found = waitInMGc(load * servers, 1, 0, servers);
      expect(Math.abs(found / waitInMDcByChain(load * servers, servers) - 1)).toBeLessThan(0.02);
    },
  );

  it("is exact for one server", () => {
    expect(waitInMGc(0.8, 1, 4, 1)).toBeCloseTo(waitInMG1(0.8, 1, 4), 12);
  });
});

describe("a shared processor with arrivals that are not Poisson", () => {
  /** Of D/M/1: the chance to find somebody, which is what the gaps leave of the load. */
  function foundBy(load: number): number {
    let found = load;
    for (let round = 0; round < 500; round += 1) found = Math.exp(-(1 - found) / load);
    return found;
  }

  it("takes as long as without sharing where needs are exponential: even gaps are D/M/1", () => {
    for (const load of [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99]) {
      const stretch = 1 + (load / (1 - load)) * sharingFactor(load, 0, 1);
      expect(Math.abs(stretch * (1 - foundBy(load)) - 1)).toBeLessThan(0.03);
    }
  });

  it("is as with Poisson arrivals where they vary as those do, whatever the needs", () => {
    for (const variability of [0, 0.3, 1, 4]) expect(sharingFactor(0.8, 1, variability)).toBe(1);
  });

  it("comes near a full load to what both variabilities say, and slows nobody where neither varies", () => {
    expect(sharingFactor(0.9999, 0, 4)).toBeCloseTo(4 / 5, 3);
    expect(sharingFactor(0.9999, 0, 1 / 3)).toBeCloseTo(1 / 4, 3);
    expect(sharingFactor(0.9999, 3, 1)).toBe(2);
    expect(sharingFactor(0.9, 0, 0)).toBe(0);
  });
});
