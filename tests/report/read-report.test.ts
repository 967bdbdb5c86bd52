// Data of reports read back.

import { describe, expect, it } from "vitest";

import { readReportData } from "../../src/report/read-report.ts";
import { sweepJson } from "../../src/report/sweep/sweep-json.ts";
import { resultJson } from "../../src/report/text/result-json.ts";

import { emptyResult } from "./empty-result.ts";
import { sampleResult } from "./sample-result.ts";
import { singleRunSweep } from "./sweep/made-sweep.ts";

describe("the data of a report", () => {
  it.each([sampleResult, emptyResult])("is the result of a run again", (make) => {
    expect(readReportData("summary.json", resultJson(make()))).toEqual({ kind: "run", result: make() });
  });

  it("is the result of a sweep again", () => {
    const data = readReportData("sweep.json", sweepJson(singleRunSweep()));
    expect(data.kind).toBe("sweep");
  });

  it.each([
    ["not json", "it is no JSON"],
    ["[]", "it holds no RunResult"],
    ['{"kind":"SweepResult"}', "it holds no RunResult"],
    ['{"kind":"RunResult","apiVersion":"v9"}', "it has the version v9, and this plimsoll reads plimsoll/v1alpha1"],
    ['{"kind":"RunResult","apiVersion":"plimsoll/v1alpha1"}', "plimsoll is missing"],
    [JSON.stringify({ ...sampleResult(), latency: [{}] }), "latency[0].stage is missing"],
  ])("is refused with the reason", (text, reason) => {
    expect(readReportData("summary.json", text)).toEqual({ kind: "refused", reason });
  });
});
