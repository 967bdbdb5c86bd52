// How fast containers work while they warm up.

import { describe, expect, it } from "vitest";

import { amountOver } from "../../../src/model/kubelet/amounts-at-ages.ts";
import { parseWarmUp, speedAt, speedSteps } from "../../../src/model/kubelet/warm-up.ts";

const SECOND = 1_000_000;

const spanUs = (text: string) => (/^\d+s$/.test(text) ? Number(text.slice(0, -1)) * SECOND : undefined);
const steps = (text: string) => speedSteps(parseWarmUp(text, spanUs)!);

describe("a warm-up", () => {
  it("is one speed for a while, then another", () => {
    expect(steps("0.4@0s,0.4@30s,1@30s")).toEqual([
      { ageUs: 0, speed: 0.4 },
      { ageUs: 30 * SECOND, speed: 1 },
    ]);
    expect(steps(".5")).toEqual([{ ageUs: 0, speed: 0.5 }]);
  });

  it("that rises all the time is cut into seconds with the mean of each", () => {
    const warmUp = parseWarmUp("0.4@0s,1@30s", spanUs)!;
    const cut = speedSteps(warmUp);
    expect(cut).toHaveLength(31);
    const work = cut.slice(0, -1).reduce((total, { speed }) => total + speed * SECOND, 0);
    expect(work).toBeCloseTo(amountOver(warmUp, 0, 30 * SECOND), 3);
    expect(speedAt(cut, 0)).toBeCloseTo(0.41, 6);
    expect(speedAt(cut, 29.5 * SECOND)).toBeCloseTo(0.99, 6);
    expect(speedAt(cut, 31 * SECOND)).toBe(1);
  });

  it("that takes days has a bounded number of steps", () => {
    expect(steps("0.1@0s,1@864000s").length).toBeLessThanOrEqual(3602);
  });

  it.each(["", "0", "1.1", "-0.5", "half", "40%", "0.4@30"])("is nothing as %j", (text) => {
    expect(parseWarmUp(text, spanUs)).toBeUndefined();
  });
});
