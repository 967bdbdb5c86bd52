// Details of single runs, cut.

import { describe, expect, it } from "vitest";

import { keptDetail } from "../../../src/experiment/execution/kept-detail.ts";
import { madeSweep } from "../../report/sweep/made-sweep.ts";

describe("a kept detail", () => {
  const whole = madeSweep().points[0]!.detail!;
  const long = {
    ...whole,
    series: Array.from({ length: 40 }, () => ({
      name: "pending_pods",
      labels: {},
      unit: "pods",
      atSeconds: Array.from({ length: 4_000 }, (_, index) => index),
      value: Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 1_000),
    })),
  };

  it("is short, and has the ends and the peaks of what it cuts", () => {
    const kept = keptDetail(long);
    expect(kept.series.length).toBe(24);
    const [series] = kept.series;
    expect(series!.atSeconds.length).toBeLessThanOrEqual(60);
    expect([series!.atSeconds[0], series!.atSeconds.at(-1)]).toEqual([0, 3_999]);
    expect(Math.max(...series!.value)).toBe(999);
    expect(JSON.stringify(kept).length).toBeLessThan(60_000);
  });

  it("is the same if it is kept again", () => {
    expect(keptDetail(keptDetail(long))).toEqual(keptDetail(long));
  });
});
