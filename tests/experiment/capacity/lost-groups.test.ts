// Which nodes stand for one another, and which zones there are.

import { describe, expect, it } from "vitest";

import { lostGroups } from "../../../src/experiment/capacity/lost-groups.ts";
import { deployment, POOL, questionOf, worldOf, type SmallScenario } from "./small-worlds.ts";

function clusterOf(scenario: SmallScenario) {
  return worldOf(questionOf(scenario, deployment("web", 1, "cpu: 1"))).world.cluster;
}

const SAME = "{ name: same, count: 4, allocatable: { cpu: 4, memory: 8Gi, pods: 20 } }";

describe("lost groups", () => {
  it("holds nodes alike that differ in nothing but their names", () => {
    const cluster = clusterOf({ pools: [SAME, POOL] });
    const groups = lostGroups(cluster, "node");
    expect(groups.map(({ name, pool, alike }) => [name, pool, alike])).toEqual([
      ["same-1", "same", 4],
      ["general-1", "general", 1],
      ["general-2", "general", 1],
      ["general-3", "general", 1],
    ]);
  });

  it("tells nodes apart by the classes of their pods", () => {
    const cluster = clusterOf({ pools: [SAME], manifests: deployment("old", 5, "cpu: 2") });
    const counts = lostGroups(cluster, "node").map(({ alike }) => alike);
    expect(counts.toSorted((left, right) => left - right)).toEqual([1, 3]);
  });

  it("has zones by name, and none for nodes without one", () => {
    const cluster = clusterOf({ pools: [SAME, POOL] });
    expect(lostGroups(cluster, "zone").map(({ name, nodes, alike }) => [name, nodes.length, alike])).toEqual([
      ["a", 1, 1],
      ["b", 1, 1],
      ["c", 1, 1],
    ]);
    expect(lostGroups(clusterOf({ pools: [SAME] }), "zone")).toEqual([]);
  });
});
