// Why no further pod fits: counted over nodes, for the cluster and for each pool.

import { describe, expect, it } from "vitest";

import { fill } from "../../../src/experiment/capacity/fill.ts";
import { limitsOf } from "../../../src/experiment/capacity/room-limits.ts";
import { deployment, POOL, questionOf, worldOf } from "./small-worlds.ts";

const TAINTED =
  "{ name: gpu, count: 2, allocatable: { cpu: 4, memory: 8Gi, pods: 20 }, taints: [{ key: gpu, effect: NoSchedule }] }";
const FEW = "{ name: few, count: 1, allocatable: { cpu: 40, memory: 80Gi, pods: 2 } }";

function limits(pools: readonly string[], template: string, most = 1_000) {
  const { world, wish } = worldOf(questionOf({ pools }, template));
  return limitsOf(world, wish, fill(world, { ...wish, most }));
}

describe("limits", () => {
  it("counts what each node says, and names the resource that is short", () => {
    const found = limits([POOL, TAINTED, FEW], deployment("web", 1, "cpu: 1"));
    expect(found?.message).toBe(
      "0/6 nodes are available: 1 Too many pods, 2 node(s) had untolerated taint(s), 3 Insufficient cpu.",
    );
    expect(found?.reasons).toEqual([
      { plugin: "NodeResourcesFit", reason: "Insufficient cpu", resource: "cpu", nodes: 3 },
      { plugin: "TaintToleration", reason: "node(s) had untolerated taint(s)", resource: null, nodes: 2 },
      { plugin: "NodeResourcesFit", reason: "Too many pods", resource: "pods", nodes: 1 },
    ]);
    expect(found?.byPool.map(({ name, nodes, reasons }) => [name, nodes, reasons[0]?.plugin])).toEqual([
      ["general", 3, "NodeResourcesFit"],
      ["gpu", 2, "TaintToleration"],
      ["few", 1, "NodeResourcesFit"],
    ]);
  });

  it("blames what keeps all nodes out before any is asked", () => {
    const named =
      "affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: metadata.name, operator: In, values: [general-1] }] }] } } }";
    const found = limits([POOL], deployment("web", 1, "cpu: 3", named));
    expect(found?.reasons.map(({ plugin, nodes }) => [plugin, nodes])).toEqual([
      ["NodeAffinity", 2],
      ["NodeResourcesFit", 1],
    ]);
  });

  it("is nothing where filling was given up", () => {
    expect(limits([POOL], deployment("web", 1, "cpu: 1"), 3)).toBeNull();
  });
});
