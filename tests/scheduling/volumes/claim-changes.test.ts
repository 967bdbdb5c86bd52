// Objects on the way from a plan to bound claims.

import { describe, expect, it } from "vitest";

import { boundObjects, plannedObjects } from "../../../src/scheduling/volumes/claim-changes.ts";
import { claim, storageClass, volume } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "./volume-cluster.ts";

const THERE = { claim: claim("a"), volume: volume("v", "1Gi") };
const TO_MAKE = { claim: claim("b"), volume: undefined };
const TOPOLOGY = {
  metadata: { name: "n1" },
  spec: { drivers: [{ name: "x", topologyKeys: ["zone"] }] },
};

describe("a plan", () => {
  it("takes a volume that is there, and asks for one that is not", () => {
    expect(plannedObjects([THERE, TO_MAKE], "n1")).toMatchObject([
      { kind: "PersistentVolume", object: { spec: { claimRef: { name: "a" } } } },
      {
        kind: "PersistentVolumeClaim",
        object: { metadata: { annotations: { "volume.kubernetes.io/selected-node": "n1" } } },
      },
    ]);
  });

  it("ends with bound volumes and claims, a new one near the node", () => {
    const cluster = new VolumeCluster()
      .classes(storageClass("slow", "x"))
      .claims(claim("a"), claim("b"))
      .volumes(volume("v", "1Gi"))
      .csiNodes(TOPOLOGY);
    const bound = boundObjects([THERE, TO_MAKE], cluster.cluster.nodes.record(0), cluster.cluster);
    expect(bound.map(({ object }) => object.metadata?.name)).toEqual(["v", "a", "pvc-default-b", "b"]);
    expect(bound[2]).toMatchObject({
      object: {
        spec: { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "zone" }] }] } } },
      },
    });
  });

  it("leaves out what is gone", () => {
    const cluster = new VolumeCluster().claims(claim("a"), claim("b"));
    expect(boundObjects([THERE, TO_MAKE], cluster.cluster.nodes.record(0), cluster.cluster)).toEqual([]);
    expect(boundObjects([THERE], cluster.cluster.nodes.record(0), new VolumeCluster().cluster)).toEqual([]);
  });
});
