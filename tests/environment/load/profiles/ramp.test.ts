// From one rate to another in a straight line.

import { describe, expect, it } from "vitest";

import { RAMP } from "../../../../src/environment/load/profiles/ramp.ts";

import { pieces, profile } from "../profile-world.ts";

describe("a ramp", () => {
  it("goes in steps with the mean of the line, and stays where it arrives", () => {
    const { path } = profile(RAMP, { from: 0, to: 60, over: "40s" });
    expect(pieces(path, 9)).toEqual(["0 11.25", "15 33.75", "30 52.5", "40 60"]);
  });

  it("begins when it is to, in steps of any length", () => {
    const { path } = profile(RAMP, { from: 20, to: 0, at: "7s", over: "2s", resolution: "1s" });
    expect(pieces(path, 9)).toEqual(["0 20", "7 15", "8 5", "9 0"]);
  });

  it("is a step where it takes no time", () => {
    expect(pieces(profile(RAMP, { from: 1, to: 2, at: "5s", over: "0s" }).path, 9)).toEqual(["0 1", "5 2"]);
  });
});
