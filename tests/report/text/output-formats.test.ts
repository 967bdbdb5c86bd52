// What holds for every way to print a result.

import { describe, expect, it } from "vitest";

import { OUTPUT_FORMATS } from "../../../src/report/text/output-formats.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";

describe("the output formats", () => {
  it("are those of the manual, the table first", () => {
    expect(OUTPUT_FORMATS.map(({ name }) => name)).toEqual([
      "table",
      "wide",
      "json",
      "yaml",
      "csv",
      "markdown",
      "github",
    ]);
    expect(Object.isFrozen(OUTPUT_FORMATS)).toBe(true);
  });
});

describe.each(OUTPUT_FORMATS)("-o $name", (format) => {
  it("ends with a line feed and has no blank at the end of a line", () => {
    expect(format.render(sampleResult())).toMatch(/[^\n]\n$/);
    expect(format.render(sampleResult())).not.toMatch(/ \n/);
  });

  it("sends nothing to the terminal that a hostile name holds", () => {
    expect(unsafeCharacters(format.render(hostileResult()))).toEqual([]);
  });

  it("prints an empty result, and figures that are none", () => {
    const [queue] = sampleResult().latency;
    const none = { count: 0, mean: NaN, min: NaN, p50: NaN, p90: NaN, p99: NaN, max: NaN };
    const result = { ...emptyResult(), latency: [{ ...queue!, seconds: none, cdf: { seconds: [], fraction: [] } }] };
    expect(format.render(result)).not.toMatch(/undefined|NaN(?!\w)/);
  });

  it("gives the same text twice", () => {
    expect(format.render(sampleResult())).toBe(format.render(sampleResult()));
  });
});
