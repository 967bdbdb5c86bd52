// DynamicResources: its words, and pods with and without claims.

import { describe, expect, it } from "vitest";

import type { PostFilterDiagnosis } from "../../../src/scheduling/framework/plugin.ts";
import { dynamicResources } from "../../../src/scheduling/plugins/dynamic-resources.ts";
import { node, pod } from "../../model/build-objects.ts";
import { claim, devices, exactly, GPU_CLASS, slice, store } from "../dynamic-resources/devices.ts";
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

describe("a pod with a claim", () => {
  const cluster = new SmallCluster([node("n1", { cpu: "4" }), node("n2", { cpu: "4" })]);
  store(cluster.cluster, GPU_CLASS, { kind: "ResourceSlice", object: slice("n1", devices(0)) });
  const asking = pod({ resourceClaims: [{ name: "g", resourceClaimName: "a" }] });

  it("may not enter the queue before its claim is there", () => {
    const { podClass, name } = cluster.pod(asking);
    expect(cluster.plugin(dynamicResources).preEnqueue!(podClass, name).reasons).toEqual([
      'could not find ResourceClaim "default/a"',
    ]);
    store(cluster.cluster, { kind: "ResourceClaim", object: claim("a", [exactly("r", 1)]) });
    expect(cluster.plugin(dynamicResources).preEnqueue!(podClass, name).code).toBe("Success");
  });

  it("fits where its devices are, and takes them there", () => {
    expect(cluster.filter(dynamicResources, asking)).toEqual({
      n1: "Success",
      n2: "UnschedulableAndUnresolvable: cannot allocate all claims",
    });
    const plugin = cluster.plugin(dynamicResources);
    const cycle = cluster.pod(asking);
    plugin.preFilter!(cycle);
    const [reserved] = plugin.reserveDevices!(cycle, cluster.cluster.nodes.find("n1")!);
    expect(reserved!.status!.allocation!.devices!.results).toMatchObject([{ pool: "n1", device: "d0" }]);
    expect(plugin.postFilter!(cycle, NOTHING_FITS).message).toBe("still not schedulable");
  });
});
