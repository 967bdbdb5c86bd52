// The result as JSON.

import { describe, expect, it } from "vitest";

import { resultJson } from "../../../src/report/text/result-json.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";

describe("the result as JSON", () => {
  it.each([
    ["a full", sampleResult],
    ["an empty", emptyResult],
    ["a hostile", hostileResult],
  ])("parses back to exactly %s result", (_, make) => {
    expect(JSON.parse(resultJson(make()))).toEqual(make());
  });

  it("says its version first", () => {
    expect(resultJson(sampleResult())).toMatch(
      /^\{\n {2}"apiVersion": "plimsoll\/v1alpha1",\n {2}"kind": "RunResult",/,
    );
  });

  it("keeps a list of numbers on one line", () => {
    expect(resultJson(sampleResult()).split("\n").length).toBeLessThan(1_500);
  });

  it("holds no control character of a hostile name", () => {
    expect(unsafeCharacters(resultJson(hostileResult()))).toEqual([]);
  });
});
