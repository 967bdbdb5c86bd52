// What stays of a run that is over.

import { describe, expect, it } from "vitest";

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { endedRun, withoutPostFilter } from "../../../src/experiment/capacity/ended-run.ts";
import { deployment, POOL, questionOf } from "./small-worlds.ts";

const { plan } = questionOf(
  { pools: [POOL], manifests: deployment("old", 5, "cpu: 3") },
  deployment("web", 1, "cpu: 1"),
);

describe("an ended run", () => {
  it("counts the pods that found a place and those that wait, and keeps the cluster as it is then", () => {
    const run = endedRun(plan);
    expect([run.placed, run.waiting]).toEqual([3, 2]);
    const cluster = new ClusterState(run.placement.cluster.behaviour);
    cluster.restore(run.cluster);
    expect([...cluster.nodeOrder].map((node) => cluster.nodes.podCount(node))).toEqual([1, 1, 1]);
  });
});

describe("a configuration without post filters", () => {
  it("is the same but for those", () => {
    const without = withoutPostFilter(plan.scheduler);
    expect(plan.scheduler.profiles[0]?.plugins.postFilter).toContain("DefaultPreemption");
    expect(without.profiles[0]?.plugins.postFilter).toEqual([]);
    expect(without.profiles[0]?.plugins.filter).toEqual(plan.scheduler.profiles[0]?.plugins.filter);
  });
});
