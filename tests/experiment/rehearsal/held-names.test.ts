// Which pods keep their names: those of StatefulSets, on their way out, on a node that is lost.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { heldPods } from "../../../src/experiment/rehearsal/held-names.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

import { node, pod } from "../../model/build-objects.ts";

function clusterWith(ownerKind: string): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  const owner = { apiVersion: "apps/v1", kind: ownerKind, name: "db", uid: "u", controller: true };
  const classId = cluster.classify(pod({}, { namespace: "default", ownerReferences: [owner] }));
  for (const [id, name] of ["db-0", "db-1"].entries()) {
    cluster.apply({ kind: "pod-created", classId, name }, moment(0));
    cluster.apply({ kind: "pod-assumed", pod: id, node: 0 }, moment(0));
    cluster.apply({ kind: "pod-bound", pod: id }, moment(0));
    cluster.apply({ kind: "pod-started", pod: id }, moment(0));
  }
  cluster.apply({ kind: "pod-terminating", pod: 1 }, moment(1));
  return cluster;
}

describe("held names", () => {
  it("are those of a StatefulSet's pods that wait for a lost node", () => {
    expect(heldPods(clusterWith("StatefulSet"), new Set(["n1"]))).toEqual([{ pod: "default/db-1", node: "n1" }]);
  });

  it("are none of a ReplicaSet, whose pods have new names, or of a node that answers", () => {
    expect(heldPods(clusterWith("ReplicaSet"), new Set(["n1"]))).toEqual([]);
    expect(heldPods(clusterWith("StatefulSet"), new Set(["n2"]))).toEqual([]);
  });
});
