// The moments of a pod's way that the pod table does not keep.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { NOT_YET } from "../../src/cluster/pod-table.ts";
import { PodWays } from "../../src/metrics/pod-ways.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

function observed() {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const ways = new PodWays(cluster);
  cluster.observe(ways);
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: 4 }), pool: "p" }, moment(0));
  const classId = cluster.classify(podAsking({}));
  const pod = cluster.apply({ kind: "pod-created", classId, name: "a", askedAtUs: moment(3) }, moment(10)).pod;
  return { cluster, ways, pod };
}

describe("the ways of pods", () => {
  it("begin with the request, or with the creation where nobody asked", () => {
    const { cluster, ways, pod } = observed();
    const other = cluster.apply({ kind: "pod-created", classId: cluster.pods.classOf(pod), name: "b" }, moment(20)).pod;
    expect([ways.askedAtUs(pod), ways.createdAtUs(pod)]).toEqual([3, 10]);
    expect([ways.askedAtUs(other), ways.createdAtUs(other)]).toEqual([20, 20]);
  });

  it("have no moment that has not come", () => {
    const { ways, pod } = observed();
    const moments = [ways.queuedAtUs(pod), ways.firstAttemptAtUs(pod), ways.takenUpAtUs(pod), ways.readyAtUs(pod)];
    expect(moments).toEqual([NOT_YET, NOT_YET, NOT_YET, NOT_YET]);
  });

  it("keep the first place in a queue, a gate's too, and are ready as soon as the last start says", () => {
    const { cluster, ways, pod } = observed();
    cluster.apply({ kind: "pod-queued", pod, queue: "gated" }, moment(11));
    cluster.apply({ kind: "pod-queued", pod, queue: "active" }, moment(15));
    cluster.apply({ kind: "pod-attempted", pod }, moment(16));
    cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(17));
    cluster.apply({ kind: "pod-bound", pod }, moment(18));
    cluster.apply({ kind: "pod-taken-up", pod }, moment(20));
    cluster.apply({ kind: "pod-started", pod, isReady: false }, moment(30));
    expect([ways.queuedAtUs(pod), ways.takenUpAtUs(pod), ways.readyAtUs(pod)]).toEqual([11, 20, NOT_YET]);
    cluster.apply({ kind: "pod-ready", pod, ready: "True" }, moment(45));
    cluster.apply({ kind: "pod-ready", pod, ready: "False" }, moment(50));
    cluster.apply({ kind: "pod-ready", pod, ready: "True" }, moment(60));
    expect(ways.readyAtUs(pod)).toBe(45);
  });

  it("come back from a snapshot", () => {
    const { cluster, ways, pod } = observed();
    cluster.apply({ kind: "pod-queued", pod, queue: "active" }, moment(11));
    cluster.apply({ kind: "pod-attempted", pod }, moment(16));
    cluster.apply({ kind: "pod-attempt-failed", pod, message: "error" }, moment(17));
    cluster.apply({ kind: "pod-attempted", pod }, moment(26));
    const again = new PodWays(cluster);
    again.restore(ways.snapshot());
    expect([
      again.askedAtUs(pod),
      again.queuedAtUs(pod),
      again.firstAttemptAtUs(pod),
      again.lastAttemptAtUs(pod),
    ]).toEqual([3, 11, 16, 26]);
  });
});
