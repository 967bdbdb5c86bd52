// The index of pods against a look through all pods, over random histories.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import { ClusterState } from "../../../../src/cluster/cluster-state.ts";
import { DELETED, PENDING, RUNNING } from "../../../../src/cluster/pod-table.ts";
import { PodIndex } from "../../../../src/components/controllers/run/pod-index.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import { node, pod } from "../../../model/build-objects.ts";

const SEED = 7_001;

/** Pods of three owners, one of them nobody, that come, run, end and go in any order. */
function lived(steps: readonly number[]): { readonly cluster: ClusterState; readonly index: PodIndex } {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  const index = new PodIndex(cluster);
  cluster.observe(index);
  const classes = ["", "a", "b"].map((uid) => {
    const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: uid, uid, controller: true };
    return cluster.classify(pod({}, uid === "" ? { namespace: "x" } : { namespace: "x", ownerReferences: [owner] }));
  });
  for (const [number, step] of steps.entries()) {
    const at = moment(number);
    const some = step % Math.max(1, cluster.pods.size);
    if (step % 3 === 0 || cluster.pods.size === 0) {
      cluster.apply({ kind: "pod-created", classId: classes[(step % 7) % 3]!, name: `p${step % 5}-${number}` }, at);
    } else if (step % 3 === 1 && cluster.pods.phaseOf(some) === PENDING) {
      cluster.apply({ kind: "pod-assumed", pod: some, node: 0 }, at);
      cluster.apply({ kind: "pod-bound", pod: some }, at);
      cluster.apply({ kind: "pod-started", pod: some }, at);
    } else if (cluster.pods.phaseOf(some) === RUNNING && step % 2 === 0) {
      cluster.apply({ kind: "pod-ended", pod: some, phase: "failed" }, at);
    } else if (cluster.pods.phaseOf(some) !== DELETED) cluster.apply({ kind: "pod-deleted", pod: some }, at);
  }
  return { cluster, index };
}

describe("the index of pods", () => {
  it("says what a look through all pods says, kept up and counted afresh", () => {
    const history = fc.array(fc.nat(1_000), { maxLength: 60 });
    fc.assert(
      fc.property(history, (steps) => {
        const { cluster, index } = lived(steps);
        const there = Array.from({ length: cluster.pods.size }, (_, id) => id).filter(
          (id) => cluster.pods.phaseOf(id) !== DELETED,
        );
        const ownerOf = (id: number) => cluster.classOfPod(id).pod.metadata.ownerReferences?.[0]?.uid ?? "";
        for (const each of [index, new PodIndex(cluster)]) {
          expect([...each.inNamespace("x")].toSorted((a, b) => a - b)).toEqual(there);
          for (const uid of ["", "a", "b"]) {
            const owned = there.filter((id) => ownerOf(id) === uid);
            expect([...each.controlledBy("x", uid)].toSorted((a, b) => a - b)).toEqual(owned);
          }
          for (const id of there) expect(each.find("x", cluster.pods.nameOf(id))).toBe(id);
          const ended = there.filter((id) => cluster.life.ranOn(id) === 0);
          expect([...each.endedOn(0)].toSorted((a, b) => a - b)).toEqual(ended);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
