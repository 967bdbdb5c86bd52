// A crowd that comes, stays and goes.

import { describe, expect, it } from "vitest";

import { BURST } from "../../../../src/environment/load/profiles/burst.ts";

import { pieces, profile } from "../profile-world.ts";

describe("a burst", () => {
  it("is there at once and gone at once", () => {
    const { path } = profile(BURST, { base: 5, peak: 50, at: "10s", for: "20s" });
    expect(pieces(path, 9)).toEqual(["0 5", "10 50", "30 5"]);
  });

  it("rises and falls in steps where it takes its time", () => {
    const { path } = profile(BURST, { peak: 30, rise: "30s", for: "1m", fall: "15s" });
    expect(pieces(path, 9)).toEqual(["0 7.5", "15 22.5", "30 30", "90 15", "105 0"]);
  });

  it("comes again each time its span has passed, after the time before the first", () => {
    const { path } = profile(BURST, { base: 1, peak: 9, at: "100s", for: "5s", every: "20s" });
    expect(pieces(path, 6)).toEqual(["0 1", "100 9", "105 1", "120 9", "125 1", "140 9"]);
  });

  it("cannot come again before it is over", () => {
    expect(profile(BURST, { peak: 9, rise: "5s", for: "5s", every: "10s" }).told).toEqual([
      "out-of-range every: every: 10s comes before the burst is over",
    ]);
  });
});
