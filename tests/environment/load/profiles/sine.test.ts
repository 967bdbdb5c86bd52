// A rate that swings about its mean.

import { describe, expect, it } from "vitest";

import { SINE } from "../../../../src/environment/load/profiles/sine.ts";

import { pieces, profile } from "../profile-world.ts";

describe("a sine", () => {
  it("rises from its mean in steps with the means of the curve", () => {
    const { path } = profile(SINE, { mean: 10, amplitude: 10, period: "1m" });
    const swing = 20 / Math.PI;
    expect(pieces(path, 4).map((piece) => Number(piece.split(" ")[1]))).toEqual(
      [10 + swing, 10 + swing, 10 - swing, 10 - swing].map((rate) => Number(rate.toPrecision(6))),
    );
  });

  it("peaks when it is to", () => {
    const { path } = profile(SINE, { mean: 10, amplitude: 5, period: "1h", peakAt: "20m", resolution: "10s" });
    const rates = pieces(path, 360).map((piece) => Number(piece.split(" ")[1]));
    expect(rates.indexOf(Math.max(...rates))).toBe(119);
  });

  it("tells of rates that would be negative and of swings that no step shows", () => {
    expect(profile(SINE, { mean: 1, amplitude: 2, period: "10s" }).told).toEqual([
      "out-of-range amplitude: amplitude: 2 is more than the mean, so that rates would be negative",
      "out-of-range period: period: 10s is no longer than one step",
    ]);
  });
});
