// Means by percent offered.

import { describe, expect, it } from "vitest";

import { curveOf } from "../../../bench/reproduce/allocation-curve.ts";

function point(arrivedMilli: number, allocatedMilli: number, fragmentedMilli = 0) {
  return { arrivedMilli, allocatedMilli, fragmentedMilli };
}

describe("the curve", () => {
  it("takes the mean of the pods nearest to each percent, halves to the even one", () => {
    const points = [point(100, 100), point(140, 120), point(150, 150), point(200, 200)];
    expect(curveOf(points, 10_000, 2).allocatedPercent).toEqual([1.1, 1.1, 1.75]);
  });

  it("takes the neighbours' pods where a percent has none", () => {
    expect(curveOf([point(0, 0), point(200, 200)], 10_000, 3).allocatedPercent).toEqual([0, 1, 2, 2]);
    expect(curveOf([point(0, 0)], 10_000, 3).allocatedPercent).toEqual([0, 0, undefined, undefined]);
  });

  it("tells fragments of all GPUs and of the idle ones", () => {
    const { fragmentedPercent, fragmentedPercentOfIdle } = curveOf([point(5000, 5000, 1000)], 10_000, 50);
    expect([fragmentedPercent[50], fragmentedPercentOfIdle[50]]).toEqual([10, 20]);
  });

  it("counts nothing as fragmented where nothing is idle", () => {
    expect(curveOf([point(10_000, 10_000)], 10_000, 100).fragmentedPercentOfIdle[100]).toBe(0);
  });
});
