// VolumeBinding: pods go where their claims can be bound, and the decision says to what.

import { describe, expect, it } from "vitest";

import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { volumeBinding } from "../../../src/scheduling/plugins/volume-binding.ts";
import { pod } from "../../model/build-objects.ts";
import { claim, claiming, onlyWhere, storageClass, volume } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "../volumes/volume-cluster.ts";

const WANTED = pod({ volumes: claiming("c") });

function withDisk(): VolumeCluster {
  return new VolumeCluster()
    .classes(storageClass("slow", "kubernetes.io/no-provisioner"))
    .claims(claim("c"))
    .volumes(volume("disk", "1Gi", onlyWhere("zone", "b")));
}

describe("a pod with claims", () => {
  it("goes where a volume is", () => {
    expect(withDisk().filter(volumeBinding, WANTED)).toEqual({
      n1: "UnschedulableAndUnresolvable: node(s) didn't find available persistent volumes to bind",
      n2: "Success",
    });
  });

  it("is decided with a plan for them", () => {
    const { decision } = withDisk().decide(WANTED);
    expect(decision).toMatchObject({
      kind: "scheduled",
      node: 1,
      claims: [{ claim: { metadata: { name: "c" } }, volume: { metadata: { name: "disk" } } }],
    });
  });

  it("is refused before any node where a claim cannot wait", () => {
    const cluster = withDisk();
    const outcome = cluster.plugin(volumeBinding).preFilter!(cluster.pod(pod({ volumes: claiming("gone") })));
    expect(outcome.kind).toBe("rejected");
    expect(cluster.plugin(volumeBinding).planClaims!(cluster.pod(pod({ volumes: claiming("gone") })), 0)).toEqual([]);
  });

  it("has no plan for a node that refuses it", () => {
    const cluster = withDisk();
    expect(cluster.plugin(volumeBinding).planClaims!(cluster.pod(WANTED), 0)).toEqual([]);
  });

  it("fails where its volume makes no sense to a driver", () => {
    const selector = { matchExpressions: [{ key: "a", operator: "Like" }] };
    const cluster = withDisk().claims(claim("c", { selector }));
    expect(cluster.filter(volumeBinding, WANTED)["n1"]).toContain("Error: error creating internal label selector");
  });
});

describe("the plugin", () => {
  it("has nothing to do with other pods, and scores none", () => {
    const cluster = new VolumeCluster();
    const plugin = cluster.plugin(volumeBinding);
    const asked = cluster.pod(pod());
    expect(plugin.preFilter!(asked).kind).toBe("skip");
    expect(plugin.incremental!.concerns!(asked.podClass)).toBe(false);
    expect(plugin.preScore!(asked, []).kind).toBe("skip");
    expect(plugin.incremental!.scoresNothing!(asked)).toBe(true);
    expect(plugin.score!(asked, new LiveNode(cluster.cluster, 0), undefined)).toBe(0);
  });

  it("fails without its preparation, whatever the pod", () => {
    const cluster = new VolumeCluster();
    const status = cluster.plugin(volumeBinding).filter!(
      cluster.pod(pod()),
      new LiveNode(cluster.cluster, 0),
      undefined,
    );
    expect(status).toEqual({ code: "Error", reasons: ["not found"] });
  });
});
