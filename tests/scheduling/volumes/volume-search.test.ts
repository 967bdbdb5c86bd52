// What nodes say of a pod's claims.

import { describe, expect, it } from "vitest";

import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import { VolumeSearch } from "../../../src/scheduling/volumes/volume-search.ts";
import { claim, claimOf, onlyWhere, storageClass, volume } from "../../model/volumes/storage-objects.ts";
import { VolumeCluster } from "./volume-cluster.ts";

const NOTHING_TO_BIND = "node(s) didn't find available persistent volumes to bind";
const BY_HAND = storageClass("slow", "kubernetes.io/no-provisioner");

/** By node: the volumes that the claims get (`new` for one that is made), or the reasons against the node. */
function answers(
  cluster: VolumeCluster,
  delayed: readonly PersistentVolumeClaim[],
  bound: readonly PersistentVolumeClaim[] = [],
) {
  const search = new VolumeSearch({ bound, delayed }, cluster.objects, cluster.cluster.behaviour);
  return cluster.byNode(({ record }) => {
    const answer = search.ask(record);
    switch (answer.kind) {
      case "found":
        return answer.plans.map((plan) => `${plan.claim.metadata?.name}: ${plan.volume?.metadata?.name ?? "new"}`);
      case "refused":
        return answer.reasons.join("; ");
      case "failed":
        return answer.message;
    }
  });
}

describe("claims that volumes are looked for", () => {
  it("get the smallest that can be reached", () => {
    const cluster = new VolumeCluster()
      .classes(BY_HAND)
      .volumes(volume("big", "9Gi"), volume("near", "2Gi", onlyWhere("zone", "a")));
    expect(answers(cluster, [claim("c")])).toEqual({ n1: ["c: near"], n2: ["c: big"] });
  });

  it("do not get the same one, and the smaller claim goes first", () => {
    const cluster = new VolumeCluster().classes(BY_HAND).volumes(volume("v1", "1Gi"), volume("v2", "2Gi"));
    const large = claim("large", { resources: { requests: { storage: "2Gi" } } });
    expect(answers(cluster, [large, claim("small")])["n1"]).toEqual(["small: v1", "large: v2"]);
    expect(answers(cluster, [claim("a"), claim("b"), claim("c")])["n1"]).toBe(NOTHING_TO_BIND);
  });

  it("get their own volume or none", () => {
    const own = volume("own", "9Gi", { ...onlyWhere("zone", "a"), claimRef: { namespace: "default", name: "c" } });
    const cluster = new VolumeCluster().classes(BY_HAND).volumes(volume("other", "1Gi"), own);
    expect(answers(cluster, [claim("c")])).toEqual({ n1: ["c: own"], n2: NOTHING_TO_BIND });
  });

  it("fail the cycle where nothing can be looked for", () => {
    const cluster = new VolumeCluster().classes(BY_HAND);
    const selector = { matchExpressions: [{ key: "a", operator: "Like" }] };
    expect(answers(cluster, [claim("c", { selector })])["n1"]).toContain("error creating internal label selector");
  });
});

describe("claims that no volume is there for", () => {
  it("have one made where the class allows it", () => {
    const allowedTopologies = [{ matchLabelExpressions: [{ key: "zone", values: ["b"] }] }];
    const cluster = new VolumeCluster().classes(storageClass("slow", "x", { allowedTopologies }));
    expect(answers(cluster, [claim("c")])).toEqual({ n1: NOTHING_TO_BIND, n2: ["c: new"] });
  });

  it("have it made where there is room, if the driver keeps account", () => {
    const cluster = new VolumeCluster().classes(storageClass("slow", "x")).store(
      { kind: "CSIDriver", object: { metadata: { name: "x" }, spec: { storageCapacity: true } } },
      {
        kind: "CSIStorageCapacity",
        object: {
          metadata: { name: "k" },
          storageClassName: "slow",
          capacity: "5Gi",
          nodeTopology: { matchLabels: { zone: "a" } },
        },
      },
    );
    expect(answers(cluster, [claim("c")])).toEqual({ n1: ["c: new"], n2: "node(s) did not have enough free storage" });
    const unsized = claim("c", { resources: {} });
    expect(answers(cluster, [unsized])["n2"]).toEqual(["c: new"]);
  });

  it("have it made on the node that was chosen earlier", () => {
    const cluster = new VolumeCluster().classes(storageClass("slow", "x"));
    const chosen = claim("c", {}, { "volume.kubernetes.io/selected-node": "n2" });
    expect(answers(cluster, [chosen])).toEqual({ n1: NOTHING_TO_BIND, n2: ["c: new"] });
  });
});

describe("bound claims", () => {
  it("keep the pod where their volumes are", () => {
    const cluster = new VolumeCluster().volumes(volume("v", "1Gi", onlyWhere("zone", "b")));
    expect(answers(cluster, [], [claimOf("v")])).toEqual({
      n1: "node(s) didn't match PersistentVolume's node affinity",
      n2: [],
    });
  });

  it("of volumes that are gone keep it nowhere, if no other claim's does first", () => {
    const cluster = new VolumeCluster().volumes(volume("v", "1Gi", onlyWhere("zone", "b")));
    expect(answers(cluster, [], [claimOf("v"), claimOf("gone")])).toEqual({
      n1: "node(s) didn't match PersistentVolume's node affinity",
      n2: "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)",
    });
  });

  it("and others give their reasons together", () => {
    const cluster = new VolumeCluster().classes(BY_HAND);
    expect(answers(cluster, [claim("c")], [claimOf("gone")])["n1"]).toBe(
      `${NOTHING_TO_BIND}; node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)`,
    );
  });
});
