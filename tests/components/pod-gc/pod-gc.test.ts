// The pod garbage collector in virtual time: orphans, pods on a node that is out of service, and too many ended pods.

import { describe, expect, it } from "vitest";

import type { LifecycleWorld } from "../node-lifecycle/lifecycle-world.ts";
import { CRASHED, lifecycleWorld, nodesIn } from "../node-lifecycle/lifecycle-world.ts";

function phasesOf({ cluster }: LifecycleWorld): readonly string[] {
  return Array.from({ length: cluster.pods.size }, (_, pod) => cluster.pods.phaseNameOf(pod));
}

describe("the pod garbage collector in a run", () => {
  it("deletes the pods of a node that is gone, 40 s after it has missed it", () => {
    const world = lifecycleWorld(nodesIn("a", 3), 300);
    world.at(105, () => world.cluster.apply({ kind: "node-removed", name: "a-1" }, world.engine.now));
    world.runTo(159);
    expect(phasesOf(world)).toEqual(["running", "running", "running"]);
    world.runTo(160);
    expect(phasesOf(world)).toEqual(["running", "deleted", "running"]);
  });

  it("deletes pods that have ended there, too", () => {
    const world = lifecycleWorld(nodesIn("a", 3), 300);
    const end = (pod: number) => world.cluster.apply({ kind: "pod-ended", pod, phase: "succeeded" }, world.engine.now);
    world.at(100, () => end(1));
    world.at(105, () => world.cluster.apply({ kind: "node-removed", name: "a-1" }, world.engine.now));
    world.runTo(160);
    expect(phasesOf(world)).toEqual(["running", "deleted", "running"]);
    world.runTo(300);
    expect(world.engine.pending).toBe(0);
  });

  it("waits for nothing once the orphans are gone", () => {
    const world = lifecycleWorld(nodesIn("a", 3), 300);
    world.at(105, () => world.cluster.apply({ kind: "node-removed", name: "a-1" }, world.engine.now));
    world.runTo(300);
    expect(world.engine.pending).toBe(0);
  });

  it("lets them be if the node is back in time", () => {
    const world = lifecycleWorld(nodesIn("a", 3), 300);
    const { object } = world.cluster.nodes.record(1);
    world.at(105, () => world.cluster.apply({ kind: "node-removed", name: "a-1" }, world.engine.now));
    world.at(130, () => world.cluster.apply({ kind: "node-added", node: object, pool: "" }, world.engine.now));
    world.runTo(300);
    expect(phasesOf(world)).toEqual(["running", "running", "running"]);
  });

  it("ends what cannot end by itself on a node that is out of service", () => {
    const world = lifecycleWorld(nodesIn("a", 3), 300);
    world.at(100, () => world.setHealth("a-1", CRASHED));
    world.at(170, () => {
      const node = world.cluster.nodes.record(1).object;
      const taints = [...(node.spec?.taints ?? []), { key: "node.kubernetes.io/out-of-service", effect: "NoExecute" }];
      world.cluster.apply({ kind: "node-updated", node: { ...node, spec: { taints } } }, world.engine.now);
      world.cluster.apply({ kind: "pod-terminating", pod: 1 }, world.engine.now);
    });
    world.runTo(179);
    expect(phasesOf(world)).toEqual(["running", "running", "running"]);
    world.runTo(180);
    expect(phasesOf(world)).toEqual(["running", "deleted", "running"]);
  });

  it("deletes the oldest of too many ended pods", () => {
    const world = lifecycleWorld(nodesIn("a", 4), 300);
    const end = (pod: number) => world.cluster.apply({ kind: "pod-ended", pod, phase: "succeeded" }, world.engine.now);
    world.at(100, () => [3, 1, 2].forEach(end));
    world.runTo(120);
    expect(phasesOf(world)).toEqual(["running", "deleted", "succeeded", "succeeded"]);
  });
});
