// Promises as JUnit XML, which pipelines read.

import { describe, expect, it } from "vitest";

import { junitXml } from "../../../src/report/ci/junit.ts";
import { promisesOfRun, promisesOfSweep } from "../../../src/report/ci/promise.ts";

import { hostileResult } from "../hostile-result.ts";
import { elementsOf, unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";
import { brokenSweep, madeSweep } from "../sweep/made-sweep.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

function elements(xml: string): ReturnType<typeof elementsOf> {
  expect(xml.startsWith(DECLARATION)).toBe(true);
  return elementsOf(xml.slice(DECLARATION.length));
}

describe("JUnit XML", () => {
  it("has a suite for a run and a case for each threshold", () => {
    const found = elements(junitXml(promisesOfRun(sampleResult())));
    expect(found.map(({ name }) => name)).toEqual([
      "testsuites",
      "testsuite",
      "testcase",
      "testcase",
      "testcase",
      "failure",
    ]);
    expect(found[0]!.attributes).toMatchObject({ tests: "3", failures: "1", errors: "0", skipped: "0" });
  });

  it("has a suite for each point, whose counts add up, and an error for what cannot be told", () => {
    const found = elements(junitXml(promisesOfSweep(brokenSweep())));
    const suites = found.filter(({ name }) => name === "testsuite");
    expect(suites).toHaveLength(12);
    for (const count of ["tests", "failures", "errors"]) {
      const sum = suites.reduce((all, { attributes }) => all + Number(attributes[count]), 0);
      expect(found[0]!.attributes[count]).toBe(String(sum));
    }
    expect(found.filter(({ name }) => name === "error")).toHaveLength(Number(found[0]!.attributes["errors"]));
  });

  it("lets no hostile name out of its attribute", () => {
    const xml = junitXml(promisesOfRun(hostileResult()));
    expect(elements(xml).map(({ name }) => name)).not.toContain("script");
    expect(unsafeCharacters(xml)).toEqual([]);
  });

  it("is the same again", () => {
    expect(junitXml(promisesOfSweep(madeSweep()))).toBe(junitXml(promisesOfSweep(madeSweep())));
  });
});
