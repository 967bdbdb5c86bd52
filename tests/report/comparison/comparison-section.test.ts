// The page of a comparison.

import { describe, expect, it } from "vitest";

import { COMPARISON_SECTION } from "../../../src/report/comparison/comparison-section.ts";
import { prepareSweep } from "../../../src/report/sweep/sweep-material.ts";
import { readSweepJson, sweepJson } from "../../../src/report/sweep/sweep-json.ts";
import { madeComparison } from "./made-comparison.ts";

describe("the section of a comparison", () => {
  it("has what is better, all figures, and each difference", async () => {
    const material = await prepareSweep(madeComparison());
    const text = COMPARISON_SECTION.body(material).text;
    expect(text).toContain("packing: better in pods placed");
    expect(text).toContain("Figures of all alternatives");
    expect(text.match(/<tr/g)!.length).toBeGreaterThan(6);
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
