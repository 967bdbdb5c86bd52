// Explanations and comparisons as text or as JSON that parses back to them.

import { describe, expect, it } from "vitest";

import { renderComparison, renderExplanation } from "../../../src/report/explain/explanation-formats.ts";
import { compareRuns } from "../../../src/simulation/explain/compare-runs.ts";
import { PACKING, SPREADING } from "../../simulation/explain/small-pairs.ts";
import { SAMPLE_EXPLANATION } from "./sample-explanation.ts";

describe("the formats", () => {
  it("are text by default, and JSON with every field", () => {
    expect(renderExplanation(SAMPLE_EXPLANATION, "text")).toContain("WHAT IT WOULD TAKE");
    expect(JSON.parse(renderExplanation(SAMPLE_EXPLANATION, "json"))).toEqual(SAMPLE_EXPLANATION);
  });

  it("are the same of comparisons", () => {
    const comparison = compareRuns(SPREADING, PACKING, 20);
    expect(renderComparison(comparison, "text")).toContain("NodeResourcesFit");
    expect(JSON.parse(renderComparison(comparison, "json"))).toEqual(comparison);
  });
});
