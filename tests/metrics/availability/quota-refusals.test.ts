// What ReplicaSets say of quotas that refuse their pods.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { AvailabilityProbe } from "../../../src/metrics/availability/availability-probe.ts";
import { refusalOf, refusalsMore } from "../../../src/metrics/availability/quota-refusals.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

const FULL = 'pods "web-1" is forbidden: exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3';

function replicaSet(message: string | undefined, replicas = 3): StoredObject {
  const failure = { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: message ?? "" } as const;
  const conditions = message === undefined ? [] : [failure];
  return {
    kind: "ReplicaSet",
    object: { metadata: { name: "web", namespace: "team" }, spec: { replicas: 5 }, status: { replicas, conditions } },
  };
}

describe("a quota that refuses pods", () => {
  it("is told by the ReplicaSet's condition, with the words from the quota on", () => {
    expect(refusalOf(replicaSet(FULL))).toEqual({ replicas: 2, words: FULL.slice(FULL.indexOf("exceeded")) });
    expect(refusalOf(replicaSet("failed quota: q: must specify cpu", 0))?.replicas).toBe(5);
  });

  it("is none where another refuses, or all pods are there", () => {
    expect(refusalOf(replicaSet("pods are forbidden: no service account"))).toBeUndefined();
    expect(refusalOf(replicaSet(FULL, 5))).toBeUndefined();
    expect(refusalOf(replicaSet(undefined))).toBeUndefined();
  });

  it("counts by how many more pods it keeps back", () => {
    expect(refusalsMore(replicaSet(FULL), undefined)).toBe(2);
    expect(refusalsMore(replicaSet(undefined), replicaSet(FULL))).toBe(-2);
  });

  it("is the cause for replicas that are missing, as long as it refuses them, over a snapshot too", () => {
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const first = new AvailabilityProbe(cluster);
    cluster.observe(first);
    cluster.apply({ kind: "object-stored", stored: replicaSet(FULL) }, moment(0));
    const probe = new AvailabilityProbe(cluster);
    probe.restore(first.snapshot());
    cluster.observe(probe);
    cluster.apply({ kind: "object-stored", stored: replicaSet(undefined) }, moment(10e6));
    expect(probe.findings(moment(15e6)).workloads[0]!.missingReplicaSeconds).toEqual([
      { cause: "start-up", replicaSeconds: 55 },
      { cause: "quota", replicaSeconds: 20 },
    ]);
  });
});
