// What ReplicaSets say of quotas that refuse their pods.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { AvailabilityProbe } from "../../../src/metrics/availability/availability-probe.ts";
import { QuotaRefusals, refusalsInStatus } from "../../../src/metrics/availability/quota-refusals.ts";
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
  const saidIn = (stored: StoredObject) => {
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    cluster.apply({ kind: "object-stored", stored }, moment(0));
    return refusalsInStatus(cluster.objects);
  };

  it("is told by the ReplicaSet's condition, with the words from the quota on", () => {
    const words = FULL.slice(FULL.indexOf("exceeded"));
    expect(saidIn(replicaSet(FULL))).toEqual([
      { kind: "ReplicaSet", namespace: "team", name: "web", replicas: 2, words },
    ]);
    expect(saidIn(replicaSet("failed quota: q: must specify cpu", 0)).map(({ replicas }) => replicas)).toEqual([5]);
  });

  it("is none where another refuses, or all pods are there", () => {
    expect(saidIn(replicaSet("pods are forbidden: no service account"))).toEqual([]);
    expect(saidIn(replicaSet(FULL, 5))).toEqual([]);
    expect(saidIn(replicaSet(undefined))).toEqual([]);
  });

  it("counts by how many more pods it keeps back", () => {
    const refusals = new QuotaRefusals(new ClusterState(VERSION_BEHAVIOUR["1.36"]).objects);
    const hear = (message: string | undefined, before: string | undefined) =>
      refusals.hear({ change: { kind: "object-stored", stored: replicaSet(message) }, previous: replicaSet(before) });
    expect(hear(FULL, undefined)).toEqual({ kind: "ReplicaSet", namespace: "team", name: "web", replicas: 2 });
    expect(hear(undefined, FULL)?.replicas).toBe(-2);
    expect(hear(FULL, FULL)).toBeUndefined();
  });

  it.each([
    [
      "StatefulSet",
      { spec: { replicas: 4 }, status: { replicas: 1 } },
      { spec: { replicas: 4 }, status: { replicas: 4 } },
    ],
    [
      "DaemonSet",
      { status: { desiredNumberScheduled: 5, currentNumberScheduled: 2 } },
      { status: { desiredNumberScheduled: 2, currentNumberScheduled: 2 } },
    ],
    [
      "Job",
      { spec: { parallelism: 4, completions: 9 }, status: { active: 1, succeeded: 2 } },
      { spec: { parallelism: 4, completions: 9 }, status: { conditions: [{ type: "Failed", status: "True" }] } },
    ],
  ] as const)("is told by an event of a %s, until its status shows that the pods are there", (kind, short, full) => {
    const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
    const probe = new AvailabilityProbe(cluster);
    cluster.observe(probe);
    const store = (object: object, second: number) => {
      const stored = { kind, object: { metadata: { name: "web", namespace: "team" }, ...object } } as StoredObject;
      cluster.apply({ kind: "object-stored", stored }, moment(second * 1e6));
    };
    const about = { kind, namespace: "team", name: "web", type: "Warning", reason: "FailedCreate" } as const;
    store(short, 0);
    cluster.apply({ kind: "event-said", event: { ...about, message: "Error creating: no account" } }, moment(0));
    expect(probe.refusals).toEqual([]);
    for (const second of [1, 2]) {
      cluster.apply({ kind: "event-said", event: { ...about, message: `Error: ${FULL}` } }, moment(second * 1e6));
    }
    const other = new AvailabilityProbe(cluster);
    other.restore(probe.snapshot());
    const words = FULL.slice(FULL.indexOf("exceeded"));
    expect(other.refusals).toEqual([{ kind, namespace: "team", name: "web", replicas: 3, words }]);
    const found = probe.findings(moment(11e6)).workloads.find((workload) => workload.kind === kind);
    const quota = found?.missingReplicaSeconds.find(({ cause }) => cause === "quota");
    expect(quota).toEqual(kind === "Job" ? undefined : { cause: "quota", replicaSeconds: 30 });
    store(full, 12);
    expect(probe.refusals).toEqual([]);
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
