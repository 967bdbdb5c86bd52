// Amounts over a container's age as steps.

import { describe, expect, it } from "vitest";

import { amountSteps, nextStepUs, stepAt } from "../../../src/model/kubelet/amount-steps.ts";
import { amountOver, readAmountsAtAges } from "../../../src/model/kubelet/amounts-at-ages.ts";

const SECOND = 1_000_000;

const spanUs = (text: string) => (/^\d+s$/.test(text) ? Number(text.slice(0, -1)) * SECOND : undefined);
const points = (text: string) => readAmountsAtAges(text, Number, spanUs)!;

describe("an amount over a container's age", () => {
  it("that stays for a while is one step", () => {
    expect(amountSteps(points("0.4@0s,0.4@30s,1@30s"))).toEqual([
      { ageUs: 0, amount: 0.4 },
      { ageUs: 30 * SECOND, amount: 1 },
    ]);
    expect(amountSteps(points(".5"))).toEqual([{ ageUs: 0, amount: 0.5 }]);
  });

  it("that rises all the time is cut into seconds with the mean of each", () => {
    const rising = points("0.4@0s,1@30s");
    const cut = amountSteps(rising);
    expect(cut).toHaveLength(31);
    const total = cut.slice(0, -1).reduce((sum, { amount }) => sum + amount * SECOND, 0);
    expect(total).toBeCloseTo(amountOver(rising, 0, 30 * SECOND), 3);
    expect(stepAt(cut, 0)).toBeCloseTo(0.41, 6);
    expect(stepAt(cut, 29.5 * SECOND)).toBeCloseTo(0.99, 6);
    expect(stepAt(cut, 31 * SECOND)).toBe(1);
  });

  it("begins its next step at a later age, or never again", () => {
    const cut = amountSteps(points("0.4@0s,0.4@30s,1@30s"));
    expect([0, 29 * SECOND, 30 * SECOND].map((age) => nextStepUs(cut, age))).toEqual([
      30 * SECOND,
      30 * SECOND,
      Infinity,
    ]);
  });

  it("that takes days has a bounded number of steps", () => {
    expect(amountSteps(points("0.1@0s,1@864000s")).length).toBeLessThanOrEqual(3602);
  });
});
