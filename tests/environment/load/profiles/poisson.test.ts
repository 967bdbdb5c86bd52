// Rates that are drawn anew in each step.

import { describe, expect, it } from "vitest";

import { POISSON } from "../../../../src/environment/load/profiles/poisson.ts";

import { pieces, profile } from "../profile-world.ts";

describe("redrawn rates", () => {
  it("are whole numbers of requests in each step, whose variance is their mean", () => {
    const { path } = profile(POISSON, { rate: 4, resolution: "10s" });
    const counts = pieces(path, 4_000).map((piece) => Number(piece.split(" ")[1]) * 10);
    expect(counts.every((count) => Math.abs(count - Math.round(count)) < 1e-9)).toBe(true);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) * (count - mean), 0) / counts.length;
    expect(Math.abs(mean - 40)).toBeLessThan(0.3);
    expect(Math.abs(variance - 40)).toBeLessThan(3);
  });

  it("are none where the mean is none", () => {
    expect(pieces(profile(POISSON, { rate: 0 }).path, 2)).toEqual(["0 0", "15 0"]);
  });
});
