// The page of a comparison.

import { describe, expect, it } from "vitest";

import { COMPARISON_SECTION } from "../../../src/report/comparison/comparison-section.ts";
import { sweepPage } from "../../../src/report/sweep/html/sweep-page.ts";
import { prepareSweep } from "../../../src/report/sweep/sweep-material.ts";
import { readSweepJson, sweepJson } from "../../../src/report/sweep/sweep-json.ts";
import { madeComparison } from "./made-comparison.ts";

describe("the section of a comparison", () => {
  it("has what is better, all figures, and each difference", async () => {
    const material = await prepareSweep(madeComparison());
    const text = COMPARISON_SECTION.body(material).text;
    expect(text).toContain("packing: better in pods placed");
    expect(text).toContain("Figures of all alternatives");
    expect(text).toContain(">Against default</th>");
    expect(text.match(/<tr/g)!.length).toBeGreaterThan(6);
  });
});

describe("the page of a comparison", () => {
  it("says what it is, answers in a sentence, and calls the best by their names", async () => {
    const page = sweepPage(await prepareSweep(madeComparison()));
    expect(page).toContain("<strong>plimsoll</strong> comparison");
    expect(page).toContain(
      "There is no winner: packing and hasty are each better in something, and worse in something else.",
    );
    expect(page).toContain("at packing");
    expect(page).not.toContain("at point");
  });

  it("leaves the names of alternatives as they are", async () => {
    const { design, ...result } = madeComparison();
    const factors = [{ ...design.factors[0]!, levels: ["default", "FGD", "x"] }];
    const material = await prepareSweep({ ...result, design: { ...design, factors } });
    expect(COMPARISON_SECTION.body(material).text).toContain(">FGD</th>");
  });
});

describe("a comparison in sweep.json", () => {
  it("is read back as it was, endless intervals included", () => {
    const result = madeComparison([100, 101], [4, 4], 1);
    expect(result.comparison!.pairs[0]!.judgements[0]!.difference!.high).toBe(Infinity);
    expect(readSweepJson(sweepJson(result))).toEqual({ kind: "sweep", result });
  });

  it("is refused if it does not fit its points", () => {
    const result = madeComparison();
    const comparison = { ...result.comparison!, figures: [999] };
    expect(readSweepJson(sweepJson({ ...result, comparison }))).toMatchObject({ kind: "refused" });
  });
});
