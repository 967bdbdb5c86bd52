// What a report keeps of a sweep.

import { describe, expect, it } from "vitest";

import { keptSweep } from "../../../src/report/sweep/kept-sweep.ts";

import { madeSweep, singleRunSweep } from "./made-sweep.ts";

describe("a kept sweep", () => {
  const kept = keptSweep(madeSweep());

  it("has all figures, and short details", () => {
    expect(kept.runs).toEqual(madeSweep().runs);
    for (const { detail } of kept.points) {
      expect(detail!.series.every(({ atSeconds }) => atSeconds.length <= 60)).toBe(true);
      expect(detail!.latency.every(({ cdf }) => cdf.seconds.length <= 40)).toBe(true);
    }
  });

  it("is the same if it is kept again", () => {
    expect(keptSweep(kept)).toEqual(kept);
  });

  it("leaves points without details as they are", () => {
    const bare = { ...singleRunSweep(), points: singleRunSweep().points.map((point) => ({ ...point, detail: null })) };
    expect(keptSweep(bare)).toEqual(bare);
  });
});
