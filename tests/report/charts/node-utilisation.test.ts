// The heat map of nodes by how full they are.

import { describe, expect, it } from "vitest";

import type { SimulationResult } from "../../../src/simulation/result.ts";

import { NARROW_CHART, WIDE_CHART } from "../../../src/report/charts/chart.ts";
import { NODE_UTILISATION } from "../../../src/report/charts/node-utilisation.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleResult } from "../sample-result.ts";

/** The sample with nodes of one core of which so much is requested. */
function withCpu(requested: readonly number[], allocatable = requested.map(() => 1)): SimulationResult {
  const cpu = {
    resource: "cpu",
    unit: "cores",
    allocatable,
    requestedAtEnd: requested,
    requestedMean: requested,
  } as const;
  return { ...sampleResult(), nodeUse: { ...sampleResult().nodeUse, resources: [cpu] } };
}

function counts(result: SimulationResult): Record<string, number> {
  const rows = NODE_UTILISATION.body(result, WIDE_CHART)?.rows ?? [];
  return Object.fromEntries(rows.map((row): [string, number] => [String(row["bin"]), Number(row["nodes"])]));
}

describe("the heat map of nodes", () => {
  it("counts a node from its percentage up to the next, full ones apart", () => {
    expect(counts(withCpu([0, 0.0999, 0.1, 0.55, 0.9999, 1, 1.2]))).toEqual({
      "0": 2,
      "10": 1,
      "50": 1,
      "90": 1,
      full: 2,
    });
  });

  it("leaves out nodes that have none of the resource", () => {
    expect(counts(withCpu([0, 0.5], [0, 1]))).toEqual({ "50": 1 });
  });

  it("counts every node that has the resource once, in parts as many as the size has", () => {
    for (const size of [WIDE_CHART, NARROW_CHART]) {
      const rows = NODE_UTILISATION.body(sampleResult(), size)!.rows;
      const cpu = rows.filter((row) => row["resource"] === "cpu");
      expect(cpu.reduce((sum, row) => sum + Number(row["nodes"]), 0)).toBe(1_523);
      expect(cpu.length).toBeLessThanOrEqual(size.heatParts + 1);
    }
  });

  it("shows the fullest of very many resources", () => {
    const sample = sampleResult();
    const [cluster] = sample.utilisation;
    const many = Array.from({ length: 30 }, (_, index) => `example.com/r${index}`);
    const uses = many.map((resource, index) => ({
      ...cluster!.resources[0]!,
      resource,
      allocatable: 100,
      requestedAtEnd: index,
    }));
    const nodeUse = {
      ...sample.nodeUse,
      resources: many.map((resource) => ({ ...sample.nodeUse.resources[0]!, resource })),
    };
    const result = { ...sample, utilisation: [{ ...cluster!, resources: uses }], nodeUse };
    const shown = new Set(NODE_UTILISATION.body(result, WIDE_CHART)!.rows.map((row) => row["resource"]));
    expect(shown).toEqual(new Set(Array.from({ length: 12 }, (_, index) => `r${index + 18}`)));
  });

  it("is none without nodes", () => {
    expect(NODE_UTILISATION.body(emptyResult(), WIDE_CHART)).toBeNull();
  });
});
