// Pods of three owners, one of them nobody, that come, run, end and go in any order: for tests of what is kept up with them.

import { moment } from "../../../../src/base/time.ts";
import { ClusterState } from "../../../../src/cluster/cluster-state.ts";
import { DELETED, PENDING, RUNNING } from "../../../../src/cluster/pod-table.ts";
import { PodIndex } from "../../../../src/components/controllers/run/pod-index.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import { node, pod } from "../../../model/build-objects.ts";

/** What the steps, which are any numbers, make of a cluster of one node. `begun` is called before them, `after` after each. */
export function lived(
  steps: readonly number[],
  begun: (cluster: ClusterState) => void = () => {},
  after: (cluster: ClusterState) => void = () => {},
): { readonly cluster: ClusterState; readonly index: PodIndex } {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  const index = new PodIndex(cluster);
  cluster.observe(index);
  begun(cluster);
  const classes = ["", "a", "b"].map((uid) => {
    const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: uid, uid, controller: true };
    return cluster.classify(pod({}, uid === "" ? { namespace: "x" } : { namespace: "x", ownerReferences: [owner] }));
  });
  for (const [number, step] of steps.entries()) {
    after(cluster);
    const at = moment(number);
    const some = step % Math.max(1, cluster.pods.size);
    if (step % 3 === 0 || cluster.pods.size === 0) {
      cluster.apply({ kind: "pod-created", classId: classes[(step % 7) % 3]!, name: `p${step % 5}-${number}` }, at);
    } else if (step % 3 === 1 && cluster.pods.phaseOf(some) === PENDING) {
      cluster.apply({ kind: "pod-assumed", pod: some, node: 0 }, at);
      cluster.apply({ kind: "pod-bound", pod: some }, at);
      cluster.apply({ kind: "pod-started", pod: some }, at);
    } else if (cluster.pods.phaseOf(some) !== DELETED && step % 13 === 0) {
      const { pod: before } = cluster.classOfPod(some);
      const { finalizers: _, ...free } = before.metadata;
      const metadata = step % 4 === 3 ? free : { ...free, finalizers: [`test/${step % 2}`] };
      const object = { ...before, metadata };
      cluster.apply({ kind: "pod-updated", pod: some, object }, at);
    } else if (cluster.pods.phaseOf(some) === RUNNING && step % 11 === 0) {
      cluster.apply({ kind: "pod-ready", pod: some, ready: step % 4 < 2 ? "False" : "True" }, at);
    } else if (cluster.pods.phaseOf(some) === RUNNING && step % 7 === 0) {
      cluster.apply({ kind: "pod-terminating", pod: some }, at);
    } else if (cluster.pods.phaseOf(some) === RUNNING && step % 2 === 0) {
      cluster.apply({ kind: "pod-ended", pod: some, phase: "failed" }, at);
    } else if (cluster.pods.phaseOf(some) !== DELETED) cluster.apply({ kind: "pod-deleted", pod: some }, at);
  }
  after(cluster);
  return { cluster, index };
}
