// `-o github` of a run.

import { describe, expect, it } from "vitest";

import { GITHUB_FORMAT } from "../../../src/report/text/github-format.ts";

import { sampleResult } from "../sample-result.ts";

describe("a run as annotations", () => {
  it("names the threshold that does not hold, at the scenario's file", () => {
    const text = GITHUB_FORMAT.render(sampleResult());
    expect(text).toMatch(/^::error file=scenarios\/openb\.yaml,.*kube_pod_status_unschedulable/);
    expect(text.endsWith("\n")).toBe(true);
  });
});
