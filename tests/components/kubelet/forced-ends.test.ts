// Pods that a kubelet ends for reasons of its node.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { InstantApiServer } from "../../../src/components/api-server/instant-api-server.ts";
import { ForcedEnds } from "../../../src/components/kubelet/forced-ends.ts";
import { podProgramme, podStopUs } from "../../../src/components/kubelet/pod-programme.ts";
import { StatusWrites } from "../../../src/components/kubelet/status-writes.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";

const SECOND = 1_000_000;
const END = {
  reason: "Evicted",
  message: "no room",
  conditionMessage: "no room",
  graceSeconds: 5,
  tellsEvent: true,
} as const;

/** A pod that is bound to a node. */
function world(isManaged = () => true) {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const forgotten: number[] = [];
  const ends = new ForcedEnds({
    engine,
    cluster,
    writes: new StatusWrites(engine, cluster, new InstantApiServer(engine, cluster)),
    stopUs: (pod, graceSeconds) => podStopUs(podProgramme(cluster.classOfPod(pod).pod), graceSeconds),
    isManaged,
    forget: (pod) => void forgotten.push(pod),
  });
  cluster.apply({ kind: "node-added", node: node("n1", { cpu: 4 }), pool: "p" }, moment(0));
  const classId = cluster.classify(podAsking({}));
  const { pod } = cluster.apply({ kind: "pod-created", classId, name: "web" }, moment(0));
  cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(0));
  cluster.apply({ kind: "pod-bound", pod }, moment(0));
  return { engine, cluster, ends, pod, forgotten };
}

describe("a pod that its kubelet ends", () => {
  it("is not ready at once, says why, and fails when its containers have stopped", () => {
    const { engine, cluster, ends, pod, forgotten } = world();
    cluster.apply({ kind: "pod-started", pod }, moment(0));
    expect(ends.begin(pod, END)).toBe(5 * SECOND);
    expect([ends.has(pod), forgotten]).toEqual([true, [pod]]);
    engine.run(moment(SECOND));
    expect(cluster.life.readinessOf(pod)).toBe("False");
    expect(cluster.life.detailOf(pod).conditions).toEqual({
      DisruptionTarget: { status: "True", reason: "TerminationByKubelet", message: "no room", sinceUs: 0 },
    });
    engine.run();
    expect([cluster.pods.phaseNameOf(pod), cluster.life.detailOf(pod).reason]).toEqual(["failed", "Evicted"]);
    expect(cluster.life.detailOf(pod).message).toBe("no room");
    expect(cluster.pods.endedAtUs(pod)).toBe(5 * SECOND);
  });

  it("has nothing to stop before it has started", () => {
    const { engine, cluster, ends, pod } = world();
    expect(ends.begin(pod, { ...END, tellsEvent: false })).toBe(0);
    engine.run();
    expect(cluster.pods.phaseNameOf(pod)).toBe("failed");
  });

  it("is gone when it was deleted, too", () => {
    const { engine, cluster, ends, pod } = world();
    cluster.apply({ kind: "pod-started", pod }, moment(0));
    cluster.apply({ kind: "pod-terminating", pod }, moment(0));
    ends.begin(pod, END);
    engine.run();
    expect(cluster.pods.phaseNameOf(pod)).toBe("deleted");
  });

  it("lives on where the kubelet went away meanwhile, or forgot the reason", () => {
    const { engine, cluster, ends, pod } = world(() => false);
    cluster.apply({ kind: "pod-started", pod }, moment(0));
    ends.begin(pod, END);
    engine.run();
    expect([cluster.pods.phaseNameOf(pod), ends.has(pod)]).toEqual(["running", false]);
    const other = world();
    other.ends.begin(other.pod, END);
    other.ends.restore(other.ends.snapshot());
    other.ends.forget(other.pod);
    other.engine.run();
    expect(other.cluster.pods.phaseNameOf(other.pod)).toBe("bound");
  });
});
