// How options of profiles are read.

import { describe, expect, it } from "vitest";

import {
  METRIC_VALUES,
  rateOption,
  readResolution,
  readSpan,
  readStep,
  REQUEST_RATES,
} from "../../../src/environment/load/profile-options.ts";

import { readerOf, SECOND } from "./profile-world.ts";

describe("options of profiles", () => {
  it("have steps of a quarter of a minute unless said, and none that are too short", () => {
    const told: string[] = [];
    const reader = readerOf({}, {}, told);
    expect([readResolution(undefined, reader), readResolution("1m", reader)]).toEqual([15 * SECOND, 60 * SECOND]);
    expect([readStep("100ms", ["x"], reader), readStep("99ms", ["x"], reader)]).toEqual([100_000, 15 * SECOND]);
    expect(told).toEqual(["out-of-range x: x: 99ms is out of range"]);
  });

  it("may leave spans out", () => {
    const reader = readerOf({}, {}, []);
    expect([readSpan(undefined, ["at"], reader), readSpan("2s", ["at"], reader)]).toEqual([0, 2 * SECOND]);
  });

  it("have rates that are none below zero", () => {
    const rate = rateOption("The rate", REQUEST_RATES);
    expect([0, 0.5, -1, Infinity].map((value) => rate.safeParse(value).success)).toEqual([true, true, false, false]);
  });

  it("have limits by what their values are", () => {
    const fits = (value: number) =>
      [REQUEST_RATES, METRIC_VALUES].map((values) => rateOption("The value", values).safeParse(value).success);
    expect([fits(1e9), fits(1.1e9), fits(1.1e15)]).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
    expect(rateOption("The value", METRIC_VALUES).description).toContain("in the metric's own unit");
    // An autoscaler counts in thousandths, with 64 bits.
    expect(BigInt(METRIC_VALUES.most) * 1000n).toBeLessThan(2n ** 63n);
  });
});
