// How to repeat the run, on the page.

import { describe, expect, it } from "vitest";

import { CSV_FILES } from "../../../src/report/csv/csv-files.ts";
import { REPRODUCE_SECTION } from "../../../src/report/html/reproduce-section.ts";

import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

describe("repeating the run", () => {
  it("takes one command line, and gives the same fingerprint", () => {
    const { text } = REPRODUCE_SECTION.body(sampleMaterial(sampleResult()));
    expect(text).toContain("<pre><code>plimsoll run scenarios/openb.yaml --seed 1</code></pre>");
    expect(text).toContain("<code>9c41e0b7d2a85f13</code>");
  });

  it("lists every file of the report", () => {
    const { text } = REPRODUCE_SECTION.body(sampleMaterial(sampleResult()));
    for (const { name } of CSV_FILES) expect(text).toContain(`${name}.csv`);
    expect(text).toContain("latency-cdf.svg, .vl.json");
  });
});
