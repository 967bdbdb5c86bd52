// A comparison for a pull request.

import { describe, expect, it } from "vitest";

import { comparisonMarkdown } from "../../../src/report/comparison/comparison-markdown.ts";
import { madeComparison } from "./made-comparison.ts";

describe("the Markdown of a comparison", () => {
  const lines = comparisonMarkdown(madeComparison()).split("\n");

  it("is short, and begins with the answer", () => {
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines[0]).toMatch(/^### plimsoll: comparison of `/);
    expect(lines[2]).toMatch(/^there is no winner/);
  });

  it("has tables whose rows have as many cells as their heads", () => {
    const cells = lines.filter((line) => line.startsWith("|")).map((line) => line.split("|").length);
    expect(new Set(cells.slice(0, 4))).toEqual(new Set([cells[0]]));
    expect(cells.length).toBeGreaterThan(8);
  });

  it("says that nothing was compared if nothing was", () => {
    expect(comparisonMarkdown({ ...madeComparison(), comparison: null })).toMatch(/nothing was compared/);
  });
});
