// The verdict on the page.

import { describe, expect, it } from "vitest";

import type { SimulationResult } from "../../../src/simulation/result.ts";

import { verdictSection } from "../../../src/report/html/verdict-section.ts";

import { emptyResult } from "../empty-result.ts";
import { elementsOf } from "../markup-check.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

function section(result: SimulationResult): string {
  return verdictSection(sampleMaterial(result)).text;
}

describe("the verdict on the page", () => {
  it.each(["passed", "failed", "incomplete"] as const)("has a colour, an icon and a word for %s", (outcome) => {
    const text = section({ ...sampleResult(), verdict: { outcome, sentence: "So it is." } });
    expect(text).toContain(`class="verdict ${outcome}"`);
    expect(text).toContain(`<h2 id="verdict-heading">${outcome}</h2>`);
    expect(elementsOf(text).filter(({ name }) => name === "svg")).toHaveLength(1);
  });

  it("shows the figures that a reader asks for first", () => {
    const figures = [...section(sampleResult()).matchAll(/<dd>([^<]+)<small>([^<]+)</g)].map((match) => match.slice(1));
    expect(figures).toEqual([
      ["8,099", "of 8,152 (99.3%)"],
      ["53", "for a node, at the end"],
      ["5.83s", "half within 1.73s"],
      ["96.4%", "of gpu-milli requested"],
      ["1,523", "8 pools, 3 zones"],
      ["13m 35s", "61,208 events"],
    ]);
  });

  it("takes no pod for placed that made way for another or never had a node, and says which are gone", () => {
    const pods = {
      ...sampleResult().pods,
      created: 10,
      pending: 1,
      gated: 0,
      preempted: 2,
      deleted: 4,
      deletedUnplaced: 1,
    };
    expect(section({ ...sampleResult(), pods })).toContain("<dd>6<small>of 10 (60.0%), 3 deleted later</small>");
  });

  it("shows each threshold with what was observed, and a dash where nothing was", () => {
    const [first] = sampleResult().thresholds;
    const text = section({ ...sampleResult(), thresholds: [{ ...first!, observed: null, passed: false }] });
    expect(text).toContain("Thresholds: 0 of 1 hold");
    expect(text.match(/<td class="number">–<\/td>/g)).toHaveLength(2);
    expect(text).toContain("✗ broken");
  });

  it("does without thresholds and without a single pod", () => {
    expect(section(emptyResult())).toContain("The scenario sets no threshold.");
    expect(section(emptyResult())).not.toContain("NaN");
  });
});
