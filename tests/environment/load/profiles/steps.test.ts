// Rates that hold from their times on.

import { describe, expect, it } from "vitest";

import { STEPS } from "../../../../src/environment/load/profiles/steps.ts";

import { pieces, profile } from "../profile-world.ts";

const RATES = [
  { at: "0s", rate: 10 },
  { at: "10s", rate: 50 },
];

describe("steps", () => {
  it("hold until the next one, the last for ever", () => {
    expect(pieces(profile(STEPS, { rates: RATES }).path, 9)).toEqual(["0 10", "10 50"]);
  });

  it("are nothing before the first", () => {
    expect(pieces(profile(STEPS, { rates: [{ at: "3s", rate: 4 }] }).path, 9)).toEqual(["0 0", "3 4"]);
  });

  it("come again where they are to", () => {
    const { path } = profile(STEPS, { rates: RATES, every: "1m" });
    expect(pieces(path, 5)).toEqual(["0 10", "10 50", "60 10", "70 50", "120 10"]);
  });

  it("tell of times that do not ascend and of a turn that is too short", () => {
    const wrong = [...RATES, { at: "10s", rate: 5 }, { at: "2s", rate: 5 }];
    expect(profile(STEPS, { rates: wrong }).told).toEqual([
      "unsorted-times rates.2.at: at: 10s does not come after 10s",
      "unsorted-times rates.3.at: at: 2s does not come after 10s",
    ]);
    expect(profile(STEPS, { rates: RATES, every: "10s" }).told).toEqual([
      "out-of-range every: every: 10s comes before the last rate does",
    ]);
  });
});
