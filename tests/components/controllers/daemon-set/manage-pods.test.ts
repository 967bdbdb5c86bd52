// Which nodes lack a pod, and which pods have to go.

import { describe, expect, it } from "vitest";

import { managePods } from "../../../../src/components/controllers/daemon-set/manage-pods.ts";
import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { Backoff } from "../../../../src/model/flow-control/backoff.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { node } from "../../../model/build-objects.ts";
import { livePod, play } from "../fake-view.ts";
import { daemonPod, daemonSet, lookAt } from "./build-daemons.ts";

const N1 = node("n1", {});
const N2 = node("n2", {});
const SURGE = { updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } };

function manage(pods: readonly LivePod[], nodes: readonly Node[] = [N1], spec = {}, failures = new Backoff(1, 10)) {
  const { told, value } = play(managePods(lookAt(daemonSet(spec), nodes, pods), failures));
  return { told: told.filter((text) => !/Create|Delete/.test(text)), value };
}

describe("a node", () => {
  it("without a pod gets one, also while it has one that is going and surplus is allowed", () => {
    expect(manage([], [N1, N2]).told).toEqual(["create-pod n1", "create-pod n2"]);
    const going = daemonPod("n1", "new", { isDeleted: true });
    expect(manage([going]).told).toEqual([]);
    expect(manage([going], [N1], SURGE).told).toEqual(["create-pod n1"]);
  });

  it("where none should be loses its pods", () => {
    const tainted = node("n1", {}, { taints: [{ key: "x", effect: "NoExecute" }] });
    expect(manage([daemonPod("n1", "new")], [tainted]).told).toEqual(["delete-pod agent-n1"]);
    const closed = node("n1", {}, { taints: [{ key: "x", effect: "NoSchedule" }] });
    expect(manage([daemonPod("n1", "new")], [closed]).told).toEqual([]);
  });

  it("that is gone keeps nobody waiting for it", () => {
    const matchFields = [{ key: "metadata.name", operator: "In", values: ["n9"] }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] } };
    const waits = livePod({ name: "waits", spec: { affinity: { nodeAffinity } } });
    expect(manage([waits, daemonPod("n8", "new")], []).told).toEqual(["delete-pod waits"]);
  });
});

describe("a pod", () => {
  it("that is over is told of and deleted", () => {
    expect(manage([daemonPod("n1", "new", { phase: "Succeeded" })]).told).toEqual([
      "event SucceededDaemonPod",
      "delete-pod agent-n1",
    ]);
  });

  it("that fails again soon is left for a while", () => {
    const failures = new Backoff(5_000_000, 900_000_000);
    const failed = daemonPod("n1", "new", { phase: "Failed" });
    expect(manage([failed], [N1], {}, failures).told).toEqual(["event FailedDaemonPod", "delete-pod agent-n1"]);
    const { told, value } = manage([failed], [N1], {}, failures);
    expect(told).toEqual([]);
    expect(value.afterUs).toBe(5_000_000);
  });

  it("that is surplus goes, and the oldest stays", () => {
    const young = daemonPod("n1", "new", { name: "young", createdUs: 9 });
    expect(manage([young, daemonPod("n1", "old")]).told).toEqual(["delete-pod young"]);
  });

  it("of an old revision goes when the new one beside it is available, or when it is not ready itself", () => {
    const fresh = daemonPod("n1", "new", { name: "fresh" });
    const waiting = daemonPod("n1", "new", { name: "fresh", readySinceUs: undefined });
    const old = daemonPod("n1", "old");
    expect(manage([old, fresh], [N1], SURGE).told).toEqual(["delete-pod agent-n1"]);
    expect(manage([old, waiting], [N1], SURGE).told).toEqual([]);
    const broken = daemonPod("n1", "old", { readySinceUs: undefined });
    expect(manage([broken, waiting], [N1], SURGE).told).toEqual(["delete-pod agent-n1"]);
    const third = daemonPod("n1", "new", { name: "third", createdUs: 5, readySinceUs: undefined });
    expect(manage([old, waiting, third], [N1], SURGE).told).toEqual(["delete-pod third"]);
  });
});
