// Annotations of a pull request.

import { describe, expect, it } from "vitest";

import { githubAnnotations } from "../../../src/report/ci/github-annotations.ts";
import { promisesOfRun, promisesOfSweep } from "../../../src/report/ci/promise.ts";

import { hostileResult } from "../hostile-result.ts";
import { unsafeCharacters } from "../markup-check.ts";
import { sampleResult } from "../sample-result.ts";
import { madeSweep } from "../sweep/made-sweep.ts";

describe("annotations for GitHub", () => {
  it("are an error for a broken threshold, and a notice with all counts", () => {
    expect(githubAnnotations(promisesOfRun(sampleResult())).split("\n")).toEqual([
      "::error file=scenarios/openb.yaml,title=plimsoll%3A threshold broken::kube_pod_status_unschedulable value == 0: observed 53, limit 0",
      "::notice title=plimsoll%3A openb::3 promises: 2 kept, 1 broken, 0 not told",
      "",
    ]);
  });

  it("are no more than GitHub shows, broken ones first", () => {
    const lines = githubAnnotations(promisesOfSweep(madeSweep())).trimEnd().split("\n");
    expect(lines).toHaveLength(10);
    expect(lines.slice(0, 9).every((line) => line.startsWith("::error "))).toBe(true);
    expect(lines[9]).toContain("24 promises");
  });

  it("stay on their line whatever a name holds", () => {
    const text = githubAnnotations(promisesOfRun(hostileResult()));
    expect(text.trimEnd().split("\n")).toHaveLength(2);
    expect(unsafeCharacters(text)).toEqual([]);
  });
});
