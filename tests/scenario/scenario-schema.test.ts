// The definition of a scenario: what it takes.

import { describe, expect, it } from "vitest";

import { MAX_NODES, SCENARIO_SCHEMA } from "../../src/scenario/scenario-schema.ts";

function accepts(spec: object): boolean {
  const head = { apiVersion: "plimsoll/v1alpha1", kind: "Scenario", metadata: { name: "a" } };
  return SCENARIO_SCHEMA.safeParse({ ...head, spec: { cluster: {}, ...spec } }).success;
}

describe("the scenario's definition", () => {
  it.each([
    { kubernetes: "1.33" },
    { kubernetes: 1.36 },
    { seed: "text" },
    { seed: -3 },
    { workloads: [{ manifests: ["a"], arrival: { perSecond: 0.5 }, lifetime: "1h30m" }] },
    { workloads: [{ trace: { format: "openb", pods: "a" }, arrival: "at-start", lifetime: "forever" }] },
    { cluster: { nodePools: [{ name: "a", count: MAX_NODES, allocatable: { cpu: 1, memory: "1Gi", "a/b": 3 } }] } },
  ])("takes %j", (spec) => {
    expect(accepts(spec)).toBe(true);
  });

  it.each([
    { kubernetes: "1.32" },
    { seed: "" },
    { seed: 0.5 },
    { cluster: { nodePools: [{ name: "a", count: MAX_NODES + 1, allocatable: { cpu: 1, memory: 1 } }] } },
    { cluster: { nodePools: [{ name: "../a", count: 1, allocatable: { cpu: 1, memory: 1 } }] } },
    { workloads: [{ name: "UP", manifests: ["a"] }] },
    { coefficients: { a: Number.POSITIVE_INFINITY } },
  ])("refuses %j", (spec) => {
    expect(accepts(spec)).toBe(false);
  });
});
