// The CSV files of what was measured, cell by cell where their shape depends on the result.

import { describe, expect, it } from "vitest";

import {
  FRAGMENTATION_FILE,
  LATENCY_CDF_FILE,
  LATENCY_STAGES_FILE,
  NODES_FILE,
  SERIES_FILE,
  STRANDED_FILE,
  UTILISATION_FILE,
} from "../../../src/report/csv/measurement-files.ts";

import { GPU } from "../sample-nodes.ts";
import { sampleResult } from "../sample-result.ts";

const result = sampleResult();

describe("CSV files of measurements", () => {
  it("give a stage's figures in seconds", () => {
    const { header, rows } = LATENCY_STAGES_FILE.table(result);
    const { seconds, meaning } = result.latency[0]!;
    expect(header.slice(0, 4)).toEqual(["stage", "pods", "mean_seconds", "min_seconds"]);
    expect(rows[0]).toEqual([
      "queue",
      seconds.count,
      seconds.mean,
      seconds.min,
      seconds.p50,
      seconds.p90,
      seconds.p99,
      seconds.max,
      meaning,
    ]);
  });

  it("have a row for each point of each distribution", () => {
    expect(LATENCY_CDF_FILE.table(result).rows).toHaveLength(5 * 200);
  });

  it("have a row for each group and resource", () => {
    const resources = result.utilisation.map((group) => group.resources.length);
    expect(UTILISATION_FILE.table(result).rows).toHaveLength(resources.reduce((sum, count) => sum + count, 0));
  });

  it("have a row a node and three columns a resource, named with the unit", () => {
    const { header, rows } = NODES_FILE.table(result);
    expect(rows).toHaveLength(1_523);
    expect(header).toContain("cpu_requested_at_end_cores");
    expect(header).toContain(`${GPU}_allocatable_count`);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
  });

  it("have a row for each point of each series, with its labels", () => {
    const { rows } = SERIES_FILE.table(result);
    expect(rows).toHaveLength(9 * 500);
    expect(rows[0]!.slice(0, 3)).toEqual(["pending_pods", 'queue="active"', 0]);
  });

  it("tell stranded and fragmented amounts with their units", () => {
    expect(STRANDED_FILE.table(result).rows[0]).toEqual([GPU, 1_118, "cpu", "cores", 20_414]);
    expect(FRAGMENTATION_FILE.table(result).rows[0]).toEqual(["cpu", "cores", 27_057.5, 1_804, 8]);
  });
});
