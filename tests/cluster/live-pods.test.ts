// A pod as the API shows it, from its creation to its end.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { isPodReady, LivePodView, podUidOf } from "../../src/cluster/live-pods.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

function placed(): { readonly cluster: ClusterState; readonly pod: number } {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  const classId = cluster.classify(podAsking({ cpu: "1" }));
  const { pod } = cluster.apply({ kind: "pod-created", classId, name: "web-1" }, moment(1_200_000));
  cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(1_300_000));
  return { cluster, pod };
}

describe("a pod as the API shows it", () => {
  it("is pending and nowhere until it is bound", () => {
    const { cluster, pod } = placed();
    const view = new LivePodView(cluster, pod);
    expect([view.phase, view.nodeName, view.startUs, view.condition("Ready"), view.containers]).toEqual([
      "Pending",
      undefined,
      undefined,
      undefined,
      [],
    ]);
    cluster.apply({ kind: "pod-bound", pod }, moment(1_400_000));
    expect([view.phase, view.nodeName, view.createdUs]).toEqual(["Pending", "n1", 1_000_000]);
  });

  it("runs and is ready from the second of its start unless somebody says otherwise", () => {
    const { cluster, pod } = placed();
    const view = new LivePodView(cluster, pod);
    cluster.apply({ kind: "pod-bound", pod }, moment(1_400_000));
    cluster.apply({ kind: "pod-started", pod }, moment(2_900_000));
    expect([view.phase, isPodReady(cluster, pod), view.condition("Ready")]).toEqual([
      "Running",
      true,
      { status: "True", sinceUs: 2_000_000 },
    ]);
    cluster.apply({ kind: "pod-ready", pod, ready: "Unknown" }, moment(4_900_000));
    expect([isPodReady(cluster, pod), view.condition("Ready")]).toEqual([
      false,
      { status: "Unknown", sinceUs: 4_000_000 },
    ]);
  });

  it("that ended says where it ran and how its containers ended", () => {
    const { cluster, pod } = placed();
    const view = new LivePodView(cluster, pod);
    cluster.apply({ kind: "pod-bound", pod }, moment(1_400_000));
    cluster.apply({ kind: "pod-started", pod, isReady: false }, moment(2_000_000));
    expect(view.condition("Ready")?.status).toBe("False");
    cluster.apply({ kind: "pod-ended", pod, phase: "failed", reason: "Evicted" }, moment(3_500_000));
    expect([view.phase, view.nodeName, view.reason, view.condition("Ready")]).toEqual([
      "Failed",
      "n1",
      "Evicted",
      { status: "False", reason: "PodCompleted", sinceUs: 3_000_000 },
    ]);
    expect(view.containers[0]?.state).toEqual({
      kind: "terminated",
      exitCode: 1,
      reason: "Error",
      finishedUs: 3_000_000,
    });
  });

  it("has an identity of its own even if another had its name before", () => {
    const { cluster, pod } = placed();
    const classId = cluster.pods.classOf(pod);
    cluster.apply({ kind: "pod-deleted", pod }, moment(2_000_000));
    const again = cluster.apply({ kind: "pod-created", classId, name: "web-1" }, moment(2_000_000)).pod;
    expect(podUidOf(again)).not.toBe(podUidOf(pod));
  });
});
