// The CSV files of outcomes, cell by cell.

import { describe, expect, it } from "vitest";

import {
  COEFFICIENTS_FILE,
  FAILURES_FILE,
  METRICS_FILE,
  NOTES_FILE,
  THRESHOLDS_FILE,
  UNPLACED_PODS_FILE,
} from "../../../src/report/csv/outcome-files.ts";

import { GPU } from "../sample-nodes.ts";
import { sampleResult } from "../sample-result.ts";

const result = sampleResult();

describe("CSV files of outcomes", () => {
  it("tell each threshold", () => {
    expect(THRESHOLDS_FILE.table(result).rows.at(-1)).toEqual([
      "kube_pod_status_unschedulable value == 0",
      false,
      53,
      0,
      "pods",
    ]);
  });

  it("tell each example pod and each reason", () => {
    expect(UNPLACED_PODS_FILE.table(result).rows[0]!.slice(0, 2)).toEqual(["openb/openb-pod-7411", 2]);
    expect(FAILURES_FILE.table(result).rows[0]).toEqual(["NodeResourcesFit", `Insufficient ${GPU}`, 53, 1_209, 171]);
  });

  it("tell where a note belongs", () => {
    expect(NOTES_FILE.table(result).rows[1]).toEqual([
      "ignored",
      "field-ignored",
      "scenarios/data/openb/openb_pod_list_default.csv",
      1,
      42,
      "gpu_spec",
      "gpu_spec of 2,231 pods is read as a node selector by GPU model",
    ]);
  });

  it("tell a distribution's figures, and none for a counter", () => {
    const { rows } = METRICS_FILE.table(result);
    expect(rows[0]!.slice(-6)).toEqual([null, null, null, null, null, null]);
    expect(rows.at(-1)!.slice(-6)).toEqual([0.14, 0.003, 0.0091, 0.021, 3.6142, 61.3]);
  });

  it("tell each coefficient with its source", () => {
    expect(COEFFICIENTS_FILE.table(result).rows[1]).toEqual([
      "scheduler.cyclePerNodeNs",
      780,
      "ns",
      "scheduler_perf SchedulingBasic, slope over the nodes visited",
    ]);
  });
});
