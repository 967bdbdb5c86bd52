// Pods by themselves, with and without a loss: two clusters as they stand at the end.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { lonePods } from "../../../src/experiment/rehearsal/lone-pods.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

import { node, pod } from "../../model/build-objects.ts";

const LOST = new Set(["n1"]);
const OWNERS: Readonly<Record<string, string>> = { web: "ReplicaSet", "kube-proxy": "Node", rollout: "Rollout" };

/** All run on one node, and are ready at once. */
function clusterWith(names: readonly string[]): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  for (const [id, name] of names.entries()) {
    const kind = OWNERS[name];
    const owner = { apiVersion: "v1", kind: kind ?? "", name: "o", uid: "u", controller: true };
    const metadata = { namespace: "default", ...(kind === undefined ? {} : { ownerReferences: [owner] }) };
    cluster.apply({ kind: "pod-created", classId: cluster.classify(pod({}, metadata)), name }, moment(0));
    cluster.apply({ kind: "pod-assumed", pod: id, node: 0 }, moment(0));
    cluster.apply({ kind: "pod-bound", pod: id }, moment(0));
    cluster.apply({ kind: "pod-started", pod: id }, moment(0));
  }
  return cluster;
}

describe("pods by themselves", () => {
  it("are missing if they are gone, have failed or are not ready, as they are not without the loss", () => {
    const names = ["a", "b", "c", "d"];
    const after = clusterWith(names);
    after.apply({ kind: "pod-deleted", pod: 0 }, moment(5));
    after.apply({ kind: "pod-ended", pod: 1, phase: "failed" }, moment(5));
    after.apply({ kind: "pod-ready", pod: 2, ready: "False" }, moment(5));
    expect(lonePods(clusterWith(names), after, LOST, moment(1))).toEqual({
      missing: [
        { pod: "default/a", node: "n1", owner: null, became: "deleted" },
        { pod: "default/b", node: "n1", owner: null, became: "failed" },
        { pod: "default/c", node: "n1", owner: null, became: "not-ready" },
      ],
      missingCount: 3,
      backCount: 0,
      recoverySeconds: null,
    });
  });

  it("are those whose owners are not simulated, too, but not those of a controller or of their node", () => {
    const names = ["web", "kube-proxy", "rollout"];
    const after = clusterWith(names);
    for (const id of names.keys()) after.apply({ kind: "pod-deleted", pod: id }, moment(5));
    const { missing } = lonePods(clusterWith(names), after, LOST, moment(1));
    expect(missing).toEqual([{ pod: "default/rollout", node: "n1", owner: "Rollout/o", became: "deleted" }]);
  });

  it("are back from when they are ready again", () => {
    const after = clusterWith(["a", "b"]);
    after.apply({ kind: "pod-ready", pod: 0, ready: "False" }, moment(2e6));
    after.apply({ kind: "pod-ready", pod: 0, ready: "True" }, moment(5e6));
    const found = lonePods(clusterWith(["a", "b"]), after, LOST, moment(1e6));
    expect(found).toEqual({ missing: [], missingCount: 0, backCount: 1, recoverySeconds: 4 });
  });

  it("are not missed if they are gone without the loss, too", () => {
    const [before, after] = [clusterWith(["a"]), clusterWith(["a"])];
    for (const cluster of [before, after]) cluster.apply({ kind: "pod-deleted", pod: 0 }, moment(5));
    expect(lonePods(before, after, LOST, moment(1)).missingCount).toBe(0);
  });

  it("are counted where they are too many to be named", () => {
    const names = Array.from({ length: 130 }, (_, index) => `p${index}`);
    const after = clusterWith(names);
    for (const id of names.keys()) after.apply({ kind: "pod-deleted", pod: id }, moment(5));
    const { missing, missingCount } = lonePods(clusterWith(names), after, LOST, moment(1));
    expect([missing.length, missingCount]).toEqual([100, 130]);
  });
});
