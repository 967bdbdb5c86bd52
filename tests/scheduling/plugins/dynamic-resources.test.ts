// DynamicResources for pods without claims: no score, and its words.

import { describe, expect, it } from "vitest";

import { dynamicResources } from "../../../src/scheduling/plugins/dynamic-resources.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("a pod without claims", () => {
  const cluster = new SmallCluster([node("a", {}), node("b", {})]);
  const plugin = cluster.plugin(dynamicResources);

  it("is scored 0 everywhere", () => {
    expect(cluster.scores(dynamicResources, pod())).toEqual({ a: 0, b: 0 });
  });

  it("has no claim that could be given back where it fits nowhere", () => {
    const diagnosis = { nodesTotal: 2, preemptible: [], preFilter: undefined };
    expect(plugin.postFilter!(cluster.pod(pod()), diagnosis)).toEqual({
      code: "Unschedulable",
      message: "no new claims to deallocate",
    });
  });

  it.each([
    ["UnschedulableAndUnresolvable", "Error", "not found"],
    ["Unschedulable", "Unschedulable", "no new claims to deallocate"],
  ] as const)("after a preFilter that ended in %s ends in %s", (ended, code, message) => {
    const preFilter = { plugin: "NodeAffinity", code: ended, message: "pod affinity terms conflict" };
    const diagnosis = { nodesTotal: 2, preemptible: [], preFilter };
    expect(plugin.postFilter!(cluster.pod(pod()), diagnosis)).toEqual({ code, message });
  });

  it("can be signed, one with claims cannot", () => {
    expect(plugin.sign!(cluster.pod(pod()).podClass)).toBeDefined();
    expect(plugin.sign!(cluster.pod(pod({ resourceClaims: [{ name: "gpu" }] })).podClass)).toBeUndefined();
  });
});
