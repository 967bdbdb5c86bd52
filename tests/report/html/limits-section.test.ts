// What limits, on the page.

import { describe, expect, it } from "vitest";

import { LIMITS_SECTION } from "../../../src/report/html/limits-section.ts";

import { emptyResult } from "../empty-result.ts";
import { elementsOf } from "../markup-check.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

describe("what limits, on the page", () => {
  it("is an ordered list beside the queue over time", () => {
    const { text } = LIMITS_SECTION.body(sampleMaterial(sampleResult()));
    expect(elementsOf(text).filter(({ name }) => name === "li")).toHaveLength(2);
    expect(text).toContain("<strong>gpu-milli</strong>");
    expect(text).toContain("pending-over-time wide");
  });

  it("says so if nothing does", () => {
    expect(LIMITS_SECTION.body(sampleMaterial(emptyResult())).text).toContain("Nothing that was measured limits");
  });
});
