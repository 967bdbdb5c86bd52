// Jobs that wait for what is on a lost node, told from those that go on.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { hangingJobs } from "../../src/simulation/hanging-jobs.ts";
import { node, pod } from "../model/build-objects.ts";

function withCondition(type: string): Change {
  const status = { conditions: [{ type, status: "True" }] };
  const metadata = { name: "work", namespace: "team", uid: "j" };
  return { kind: "object-stored", stored: { kind: "Job", object: { metadata, status } } };
}

const NODE_LOST: Change = { kind: "node-removed", name: "n1" };
const GOING: Change = { kind: "pod-terminating", pod: 0 };

/** One Job with a pod on n1. */
function found(...changes: readonly Change[]): readonly string[] {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const bare = pod();
  const owner = { apiVersion: "batch/v1", kind: "Job", name: "work", uid: "j", controller: true };
  const object = { ...bare, metadata: { ...bare.metadata, namespace: "team", ownerReferences: [owner] } };
  const placed: readonly Change[] = [
    withCondition("SuccessCriteriaMet"),
    { kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" },
    { kind: "pod-created", classId: cluster.classify(object), name: "work-1" },
    { kind: "pod-assumed", pod: 0, node: 0 },
    { kind: "pod-bound", pod: 0 },
  ];
  for (const change of [...placed, ...changes]) cluster.apply(change, moment(0));
  return hangingJobs(cluster);
}

describe("a Job that is not over", () => {
  it("hangs with a pod on a node that is gone or not ready, whether that pod is to go or not", () => {
    const silent = node("n1", { cpu: "4" });
    const conditions = [{ type: "Ready", status: "Unknown" }];
    const unknown = { ...silent, status: { ...silent.status, conditions } };
    expect(found(NODE_LOST)).toEqual(["team/work"]);
    expect(found({ kind: "node-updated", node: unknown }, GOING)).toEqual(["team/work"]);
  });

  it("does not hang where its node is well, or its pod is over", () => {
    expect(found()).toEqual([]);
    expect(found(GOING)).toEqual([]);
    expect(found({ kind: "pod-ended", pod: 0, phase: "succeeded" }, NODE_LOST)).toEqual([]);
  });

  it("is not told of once it is over, or gone", () => {
    for (const type of ["Complete", "Failed"]) expect(found(NODE_LOST, withCondition(type))).toEqual([]);
    const name = { kind: "Job", namespace: "team", name: "work" } as const;
    expect(found(NODE_LOST, { kind: "object-removed", name })).toEqual([]);
  });
});
