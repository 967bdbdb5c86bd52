// DynamicResources for pods without claims: no score, and its words.

import { describe, expect, it } from "vitest";

import type { PostFilterDiagnosis } from "../../../src/scheduling/framework/plugin.ts";
import { dynamicResources } from "../../../src/scheduling/plugins/dynamic-resources.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const NOTHING_FITS: PostFilterDiagnosis = {
  nodesTotal: 2,
  preemptible: [],
  preFilter: undefined,
  dryRun: () => {
    throw new Error("nobody is preempted for a claim");
  },
};

describe("a pod without claims", () => {
  const cluster = new SmallCluster([node("a", {}), node("b", {})]);
  const plugin = cluster.plugin(dynamicResources);

  it("is scored 0 everywhere", () => {
    expect(cluster.scores(dynamicResources, pod())).toEqual({ a: 0, b: 0 });
  });

  it("has no claim that could be given back where it fits nowhere", () => {
    expect(plugin.postFilter!(cluster.pod(pod()), NOTHING_FITS)).toMatchObject({
      code: "Unschedulable",
      message: "no new claims to deallocate",
    });
  });

  it("passes every filter", () => {
    expect(plugin.preFilter!(cluster.pod(pod()))).toEqual({ kind: "skip" });
    expect(cluster.filter(dynamicResources, pod())).toEqual({ a: "Success", b: "Success" });
  });

  it("can be signed, one with claims cannot", () => {
    expect(plugin.sign!(cluster.pod(pod()).podClass)).toBeDefined();
    expect(plugin.sign!(cluster.pod(pod({ resourceClaims: [{ name: "gpu" }] })).podClass)).toBeUndefined();
  });
});

describe("the plugin without its preFilter", () => {
  it("has no state, and fails with that wherever it looks for it", () => {
    const { filterWithoutState, scoreWithoutState, postFilterWithoutState } = new SmallCluster([]).plugin(
      dynamicResources,
    );
    expect([filterWithoutState, scoreWithoutState, postFilterWithoutState]).toEqual([
      "not found",
      "not found",
      "not found",
    ]);
  });

  it("does nothing before its feature came, wherever it stands, and says so", () => {
    const old = new SmallCluster([], "1.33");
    const plugin = old.plugin(dynamicResources);
    expect(plugin.filterWithoutState).toBeUndefined();
    expect(plugin.postFilter!(old.pod(pod()), NOTHING_FITS).message).toBe("plugin disabled");
  });
});
