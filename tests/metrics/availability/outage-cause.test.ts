// Why pods no longer serve, from what happened to them.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { foundCause, lossCause } from "../../../src/metrics/availability/outage-cause.ts";
import { WorkloadBook } from "../../../src/metrics/availability/workload-book.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, pod } from "../../model/build-objects.ts";

function placed(...changes: readonly Change[]): ClusterState {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  cluster.apply({ kind: "pod-created", classId: cluster.classify(pod()), name: "p" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod: 0, node: 0 }, moment(0));
  for (const change of changes) cluster.apply(change, moment(0));
  return cluster;
}

const TERMINATING: Change = { kind: "pod-terminating", pod: 0 };
const silent = node("n1", { cpu: "4" });
const NODE_SILENT: Change = {
  kind: "node-updated",
  node: { ...silent, status: { ...silent.status, conditions: [{ type: "Ready", status: "Unknown" }] } },
};

describe("why a pod no longer serves", () => {
  it.each([
    ["PreemptionByScheduler", "preemption"],
    ["EvictionByEvictionAPI", "eviction"],
    ["DeletionByPodGC", "failure"],
  ])("is told by its condition: %s is %s", (reason, cause) => {
    const condition = { status: "True", reason } as const;
    const cluster = placed({ kind: "pod-condition", pod: 0, type: "DisruptionTarget", condition });
    expect(lossCause(cluster, 0, TERMINATING, [])).toBe(cause);
  });

  it("is an eviction where a taint drives it from a node that is well, and a failure from one that is lost", () => {
    const condition = { status: "True", reason: "DeletionByTaintManager" } as const;
    const driven: Change = { kind: "pod-condition", pod: 0, type: "DisruptionTarget", condition };
    expect(lossCause(placed(driven), 0, TERMINATING, [])).toBe("eviction");
    expect(lossCause(placed(NODE_SILENT, driven), 0, TERMINATING, [])).toBe("failure");
    expect(lossCause(placed({ kind: "node-removed", name: "n1" }, driven), 0, TERMINATING, [])).toBe("failure");
  });

  it("is its node where that is gone", () => {
    const cluster = placed({ kind: "node-removed", name: "n1" });
    expect(lossCause(cluster, 0, { kind: "pod-ready", pod: 0, ready: "False" }, [])).toBe("failure");
  });

  it("is an eviction where its kubelet turned it away, and a crash loop where it ended by itself", () => {
    const end = { kind: "pod-ended", pod: 0, phase: "failed" } as const;
    expect(lossCause(placed(), 0, { ...end, reason: "OutOfcpu" }, [])).toBe("eviction");
    expect(lossCause(placed(), 0, { ...end, reason: "DeadlineExceeded" }, [])).toBe("crash-loop");
    expect(lossCause(placed(), 0, end, [])).toBe("crash-loop");
  });

  it("is a rollout only while there is one", () => {
    const book = new WorkloadBook({ kind: "Deployment", namespace: "default", name: "web" });
    expect(lossCause(placed(), 0, TERMINATING, [book])).toBe("deletion");
    book.beginRollout(moment(0));
    expect(lossCause(placed(), 0, TERMINATING, [book])).toBe("rollout");
  });
});

describe("why a pod is found without its serving", () => {
  const STARTED: Change = { kind: "pod-started", pod: 0, isReady: false };
  const evicted = { status: "True", reason: "EvictionByEvictionAPI" } as const;
  const EVICTED: Change = { kind: "pod-condition", pod: 0, type: "DisruptionTarget", condition: evicted };

  it.each<[string, string | undefined, readonly Change[]]>([
    ["is not known of one that has not started", undefined, []],
    ["nor of one that is not ready yet", undefined, [STARTED]],
    ["nor of one that has ended", undefined, [STARTED, { kind: "pod-ended", pod: 0, phase: "failed" }]],
    ["is its node where that says nothing", "failure", [STARTED, NODE_SILENT]],
    ["is a deletion where it goes", "deletion", [STARTED, TERMINATING]],
    ["is what its condition says", "eviction", [STARTED, EVICTED, TERMINATING]],
  ])("%s", (_, cause, changes) => {
    expect(foundCause(placed({ kind: "pod-bound", pod: 0 }, ...changes), 0)).toBe(cause);
  });

  it("is its not being ready where it has been", () => {
    const cluster = placed({ kind: "pod-bound", pod: 0 }, { kind: "pod-started", pod: 0 });
    cluster.apply({ kind: "pod-ready", pod: 0, ready: "False" }, moment(60e6));
    expect(foundCause(cluster, 0)).toBe("not-ready");
  });
});
