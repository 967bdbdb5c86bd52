// Scheduling latency on the page.

import { describe, expect, it } from "vitest";

import { LATENCY_SECTION } from "../../../src/report/html/latency-section.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

describe("latency on the page", () => {
  const { text } = LATENCY_SECTION.body(sampleMaterial(sampleResult()));

  it("has a row for each stage with its percentiles", () => {
    const rows = text.match(/<th scope="row" class="name">\w+<\/th>/g) ?? [];
    expect(rows.map((row) => />(\w+)</.exec(row)?.[1])).toEqual(["queue", "cycle", "bind", "start", "total"]);
    expect(text).toContain('<td class="number">41.8s</td>');
  });

  it("shows the distribution and the course over time", () => {
    expect(text).toContain("latency-cdf wide");
    expect(text).toContain("latency-over-time wide");
  });

  it("says so if no pod was scheduled", () => {
    expect(LATENCY_SECTION.body(sampleMaterial(emptyResult())).text).toContain("No pod was scheduled");
  });
});
