// The long run of a station where theory knows it in closed form.

import { describe, expect, it } from "vitest";

import { capacityOf, stateAt } from "../../../src/queueing/analytic/station-state.ts";
import { erlangB, erlangC } from "../../../src/queueing/theory/erlang.ts";
import { lossInMMcK, waitInMMc } from "../../../src/queueing/theory/exponential-service.ts";
import { waitInMG1, waitInMGc } from "../../../src/queueing/theory/general-service.ts";
import { PLAIN, rateFor } from "./settings.ts";

describe("a station without a limit", () => {
  it("shares a core as M/G/1 with processor sharing", () => {
    const state = stateAt(PLAIN, rateFor(0.8));
    expect(state.stretch).toBeCloseTo(5, 10);
    expect(state.present).toBeCloseTo(4, 10);
    // That of the number present: rho / (1 - rho)^2.
    expect(state.stretchVariance).toBeCloseTo(20, 8);
  });

  it("shares many cores as M/M/c in the mean", () => {
    const state = stateAt({ ...PLAIN, cores: 4 }, rateFor(0.8, 4));
    expect(state.present).toBeCloseTo(3.2 + 3.2 * waitInMMc(3.2, 1, 4), 9);
  });

  it("is a slower core where it has less than one", () => {
    const state = stateAt({ ...PLAIN, cores: 0.5 }, rateFor(0.8, 0.5));
    expect([state.leastStretch, state.stretch]).toEqual([2, expect.closeTo(10, 9)]);
  });

  it("keeps those who need no core, without being slower for it", () => {
    const state = stateAt({ ...PLAIN, heldUs: 90_000 }, rateFor(0.5));
    expect(state.stretch).toBeCloseTo(2, 10);
    expect(state.present).toBeCloseTo(1 + 4.5, 10);
  });
});

describe("a station with places", () => {
  it.each([0, 1, 4])("of one place waits as M/G/1 with a variability of %d", (variability) => {
    const state = stateAt({ ...PLAIN, places: 1, variability }, rateFor(0.8));
    expect(state.waitUs).toBeCloseTo(waitInMG1(rateFor(0.8), 10_000, variability), 6);
    expect(state.waitChance).toBeCloseTo(0.8, 10);
  });

  it("with a core for each place waits as M/G/c", () => {
    const setting = { ...PLAIN, places: 4, cores: 4, variability: 0 };
    const state = stateAt(setting, rateFor(0.8, 4));
    expect(state.waitChance).toBeCloseTo(erlangC(3.2, 4), 10);
    expect(state.waitUs).toBeCloseTo(waitInMGc(rateFor(0.8, 4), 10_000, 0, 4), 5);
  });

  it("with few places to share a core splits M/M/1's time into wait and service", () => {
    const state = stateAt({ ...PLAIN, places: 4 }, rateFor(0.8));
    expect(state.waitUs + 10_000 * state.stretch).toBeCloseTo(50_000, 6);
    // Avi-Itzhak and Halfin: a part of rho^4 is waited.
    expect(state.waitUs).toBeCloseTo(40_960 * 0.5, 6);
  });

  it("that are held without a core are what many waiters share", () => {
    const setting = { ...PLAIN, workUs: 0, heldUs: 10_000, places: 20 };
    expect(stateAt(setting, 16 / 10_000).waitChance).toBeCloseTo(erlangC(16, 20), 9);
    expect(capacityOf(setting)).toBeCloseTo(20 / 10_000, 12);
  });

  it("loses what Erlang says, whatever the law", () => {
    const setting = { ...PLAIN, places: 3, cores: 3, queueLimit: 0, variability: 4 };
    expect(stateAt(setting, rateFor(2)).lost).toBeCloseTo(erlangB(2, 3), 10);
    expect(stateAt({ ...setting, workUs: 2_000, heldUs: 8_000, cores: 1 }, 2e-4).lost).toBeGreaterThan(erlangB(2, 3));
  });

  it.each([
    [2, 3],
    [5, 3],
    [40, 3.5],
    [300, 9],
  ])("with room for %d to wait loses what M/M/c/K does at %d erlangs", (queueLimit, offered) => {
    const state = stateAt({ ...PLAIN, places: 3, cores: 3, queueLimit }, rateFor(offered));
    expect(state.lost).toBeCloseTo(lossInMMcK(offered, 3, queueLimit), 8);
    expect(state.waiting).toBeLessThanOrEqual(queueLimit);
  });

  it("that are never all taken are as none", () => {
    const state = stateAt({ ...PLAIN, cores: 2, places: 1_000 }, 1e-15);
    expect(state).toMatchObject({ lost: 0, waitChance: 0, waiting: 0, stretch: 1 });
    expect(state.present).toBeCloseTo(1e-11, 20);
  });

  it("that are always full make all wait nearly as long", () => {
    const state = stateAt({ ...PLAIN, places: 1, queueLimit: 400 }, rateFor(2));
    expect(state.waitUs / 4_000_000).toBeCloseTo(1, 1);
    expect(state.waitVariability).toBeLessThan(0.01);
  });
});

describe("what a station can bear", () => {
  it.each([
    [{ ...PLAIN, cores: 2 }, 2 / 10_000],
    [{ ...PLAIN, cores: 2, places: 1 }, 1 / 10_000],
    [{ ...PLAIN, heldUs: 10_000, places: 1 }, 1 / 20_000],
    // Two who alternate between one core and nothing, 10 ms each on average: the core is busy four times in five.
    [{ ...PLAIN, heldUs: 10_000, places: 2 }, 0.8 / 10_000],
    [{ ...PLAIN, heldUs: 10_000, places: 1_000 }, 1 / 10_000],
  ])("follows from cores and places (%#)", (setting, capacity) => {
    expect(capacityOf(setting) / capacity).toBeCloseTo(1, 6);
  });
});
