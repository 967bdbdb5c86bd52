// What outputs read out of autoscalers.

import { describe, expect, it } from "vitest";

import {
  aboveTargetSeconds,
  autoscalerFigures,
  mostNeeded,
  replicaHours,
  rescalesOf,
  tooFewSeconds,
} from "../../../src/report/load/autoscaler-readings.ts";

import { SAMPLE_AUTOSCALERS } from "./sample-load.ts";

const [scaling, blind] = SAMPLE_AUTOSCALERS;

describe("the figures of an autoscaler", () => {
  it("are texts", () => {
    expect(autoscalerFigures(scaling!)).toEqual({
      range: "2–20",
      last: "20",
      needed: "24",
      changes: "2",
      flaps: "1",
      atMaximum: "5m",
      aboveTarget: "8m 35s",
      tooFew: "3m 20s",
      replicaHours: "2.5",
    });
    expect(autoscalerFigures(blind!)).toMatchObject({ needed: "–", tooFew: "–", last: "3" });
  });

  it("are those of the metric that lay above its target for longest", () => {
    expect([mostNeeded({ ...scaling!, countsFromSeconds: 300 }), mostNeeded(blind!)]).toEqual([18, 0]);
    expect([aboveTargetSeconds(scaling!), aboveTargetSeconds(blind!)]).toEqual([515.2, 0]);
    expect([mostNeeded(scaling!), replicaHours(scaling!)]).toEqual([24, 2.5]);
  });

  it("count the time in which there were fewer replicas than needed, whenever either changes", () => {
    const points = (atSeconds: readonly number[], value: readonly number[]) => ({
      ...scaling!.current,
      atSeconds,
      value,
    });
    const current = points([10, 40, 100], [1, 3, 3]);
    expect(tooFewSeconds({ ...scaling!, current, needed: points([0, 20, 60, 100], [2, 1, 4, 4]) })).toBe(10 + 40);
    expect(tooFewSeconds(blind!)).toBe(0);
    const asked = points([0, 20, 100], [1, 3, 3]);
    expect(tooFewSeconds({ ...scaling!, current, asked, needed: points([0, 20, 60, 100], [2, 1, 4, 4]) })).toBe(
      20 + 40,
    );
    const later = { ...scaling!, current, needed: points([0, 20, 60, 100], [2, 1, 4, 4]), countsFromSeconds: 15 };
    expect(tooFewSeconds(later)).toBe(5 + 40);
  });
});

it("changes of size stand in the order of time, whose they ever are", () => {
  const later = { ...blind!, rescales: [{ atSeconds: 300, from: 1, to: 2, reason: "x" }] };
  expect(rescalesOf([later, scaling!]).map(({ rescale }) => rescale.atSeconds)).toEqual([200, 300, 460]);
});
