// What matters.

import { describe, expect, it } from "vitest";

import { MATTER_SECTION } from "../../../../src/report/sweep/html/matter-section.ts";

import { drawnSweep, madeSweep, policySweep, singleRunSweep } from "../made-sweep.ts";
import { bodyOf } from "./sections.ts";

describe("what matters", () => {
  it("is a row for each factor that moves a figure", () => {
    const body = bodyOf(MATTER_SECTION, madeSweep());
    expect([...body.matchAll(/<tr>/g)]).toHaveLength(1 + 9);
    expect(body).toContain("clear");
  });

  it("names the figures that nothing moves", () => {
    expect(bodyOf(MATTER_SECTION, policySweep())).toContain("The same at every point: cost an hour.");
  });

  it("says why there are no effects", () => {
    expect(bodyOf(MATTER_SECTION, singleRunSweep())).toContain("one point only");
    expect(bodyOf(MATTER_SECTION, drawnSweep(6, 2))).toContain("Every point has levels of its own");
  });
});
