// The printed table: golden texts, width, order, hostile names, empty results.

import { describe, expect, it } from "vitest";

import { TABLE_FORMAT, WIDE_FORMAT } from "../../../src/report/text/table-formats.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { sampleResult } from "../sample-result.ts";

describe("the table", () => {
  it("is the golden text", async () => {
    await expect(TABLE_FORMAT.render(sampleResult())).toMatchFileSnapshot("data/table.txt");
  });

  it("fits 80 columns, whatever the names", () => {
    for (const result of [sampleResult(), hostileResult(), emptyResult()]) {
      const tooLong = TABLE_FORMAT.render(result)
        .split("\n")
        .filter((line) => Array.from(line).length > 80);
      expect(tooLong).toEqual([]);
    }
  });

  it("begins with the verdict, then thresholds, then what limits", () => {
    const headings = ["FAILED", "THRESHOLDS", "WHAT LIMITS YOU", "SCHEDULING LATENCY", "UTILISATION", "WHY PODS"];
    const text = TABLE_FORMAT.render(sampleResult());
    const places = headings.map((heading) => text.indexOf(heading));
    expect(places[0]).toBe(0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("leaves out what an empty result does not have", () => {
    expect(TABLE_FORMAT.render(emptyResult())).toMatch(
      /^PASSED {2}empty\nThere was nothing to do\n\nTHRESHOLDS \(none set\)\n\npods /,
    );
  });
});

describe("the wide table", () => {
  it("is the golden text", async () => {
    await expect(WIDE_FORMAT.render(sampleResult())).toMatchFileSnapshot("data/wide.txt");
  });

  it("names every example pod and every resource", () => {
    const text = WIDE_FORMAT.render(sampleResult());
    for (const { pod } of sampleResult().unplaced) expect(text).toContain(pod);
    expect(text).not.toContain("not shown");
  });
});
