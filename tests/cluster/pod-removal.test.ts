// What the end of a pod comes to: with and without somebody who holds it.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { LivePodView } from "../../src/cluster/live-pods.ts";
import { removalOf } from "../../src/cluster/pod-removal.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, pod } from "../model/build-objects.ts";

function running(finalizers: readonly string[]): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  const classId = cluster.classify(pod({}, { finalizers }));
  cluster.apply({ kind: "pod-created", classId, name: "a" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod: 0, node: 0 }, moment(0));
  cluster.apply({ kind: "pod-bound", pod: 0 }, moment(0));
  cluster.apply({ kind: "pod-started", pod: 0 }, moment(0));
  return cluster;
}

describe("a pod that is deleted for good", () => {
  it("is gone where nobody holds it", () => {
    expect(removalOf(running([]), 0)).toEqual([{ kind: "pod-deleted", pod: 0 }]);
  });

  it("stays as one that has failed and is to go where somebody does, and is left alone from then on", () => {
    const cluster = running(["batch.kubernetes.io/job-tracking"]);
    for (const change of removalOf(cluster, 0)) cluster.apply(change, moment(1));
    const view = new LivePodView(cluster, 0);
    expect([view.phase, view.deletion?.graceSeconds]).toEqual(["Failed", 0]);
    expect(removalOf(cluster, 0)).toEqual([]);
  });
});
