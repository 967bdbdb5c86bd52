// `-o github` of a sweep.

import { describe, expect, it } from "vitest";

import { SWEEP_GITHUB } from "../../../../src/report/sweep/text/github-format.ts";

import { madeSweep } from "../made-sweep.ts";

describe("a sweep as annotations", () => {
  it("names the points whose thresholds do not hold", () => {
    expect(SWEEP_GITHUB.render(madeSweep())).toMatch(/^::error file=scenarios\/first-sweep\.yaml,.*point 0: nodePools/);
  });
});
