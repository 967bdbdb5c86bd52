// The answer of a backtest, from made-up runs.

import { describe, expect, it } from "vitest";

import { backtestOf, near } from "./made-backtest.ts";

describe("the answer of a backtest", () => {
  it("is the cheapest setting that keeps the promise", () => {
    const found = backtestOf({ current: near(0.002, 20), lean: near(0.006, 10), bare: near(0.05, 5) });
    expect(found.answer).toEqual({ kind: "cheapest", point: 1 });
    expect(found.settings.map(({ keeps }) => keeps)).toEqual(["yes", "yes", "no"]);
    expect(found.settings[1]!.figures.cost!.estimate).toBeCloseTo(5);
    expect(found.settings[1]!.against!.cost.verdict.kind).toBe("better");
    expect(found.settings[1]!.against!.missed.verdict.kind).toBe("worse");
    expect(found.settings[0]!.against).toBeNull();
  });

  it("is open where the seeds do not tell of something cheaper, or of anything", () => {
    const wide = { missed: [0, 0.02, 0.001, 0.018, 0.009], podHours: [5, 5, 5, 5, 5] };
    expect(backtestOf({ current: near(0.002, 20), wide }).answer).toEqual({ kind: "open", point: 0 });
    expect(backtestOf({ current: near(0.5, 20), wide }).answer).toEqual({ kind: "open", point: 1 });
  });

  it("is the one that misses least where none keeps the promise", () => {
    const found = backtestOf({ current: near(0.2, 20), other: near(0.1, 30) });
    expect(found.answer).toEqual({ kind: "none", point: 1 });
  });

  it("takes one run of each for what it is", () => {
    const once = (missed: number, podHours: number) => ({ missed: [missed], podHours: [podHours] });
    const found = backtestOf({ current: once(0.02, 20), other: once(0.01, 30) });
    expect(found.answer).toEqual({ kind: "cheapest", point: 1 });
  });

  it("has on its front what no other beats in both", () => {
    const found = backtestOf({
      current: near(0.1, 20),
      worse: near(0.2, 30),
      lean: near(0.3, 10),
      same: near(0.1, 20),
    });
    expect(found.settings.map(({ isOnFront }) => isOnFront)).toEqual([true, false, true, true]);
  });

  it("looks at the autoscaler that is meant, and has no figure where nothing was measured", () => {
    const { figures } = backtestOf({ current: near(0.1, 20) }).settings[0]!;
    expect(figures.podHours!.estimate).toBeCloseTo(20);
    expect(figures.flaps).toBeNull();
  });

  it("divides the confidence among all that is judged", () => {
    const found = backtestOf({ current: near(0.1, 20), other: near(0.1, 20) });
    expect(found.confidenceOfEach).toBeCloseTo(1 - 0.05 / 4);
  });
});
