// The result as YAML.

import { parse } from "yaml";
import { describe, expect, it } from "vitest";

import { resultYaml } from "../../../src/report/text/result-yaml.ts";

import { emptyResult } from "../empty-result.ts";
import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";

describe("the result as YAML", () => {
  it.each([
    ["a full", sampleResult],
    ["an empty", emptyResult],
    ["a hostile", hostileResult],
  ])("parses back to exactly %s result, for readers of YAML 1.1 and 1.2", (_, make) => {
    const text = resultYaml(make());
    expect(parse(text, { version: "1.1" })).toEqual(make());
    expect(parse(text, { version: "1.2" })).toEqual(make());
  });

  it("keeps words and numbers that are text as text", () => {
    const odd = { ...emptyResult(), seed: "0777", scenario: { ...emptyResult().scenario, name: "yes" } };
    expect(parse(resultYaml(odd), { version: "1.1" })).toEqual(odd);
  });

  it("keeps a list of numbers on one line", () => {
    expect(resultYaml(sampleResult()).split("\n").length).toBeLessThan(800);
  });

  it("holds no control character of a hostile name", () => {
    expect(unsafeCharacters(resultYaml(hostileResult()))).toEqual([]);
  });
});
