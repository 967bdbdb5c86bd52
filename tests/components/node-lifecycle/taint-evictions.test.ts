// The taint eviction controller in virtual time: pods leave lost nodes when their time is over, and not a moment before.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../../src/model/objects.ts";
import { BOOTED, CRASHED, lifecycleWorld, nodesIn, type LifecycleWorld } from "./lifecycle-world.ts";

function update({ cluster, engine }: LifecycleWorld, pod: number, changed: (pod: Pod) => Pod): void {
  const object = changed({ ...cluster.classOfPod(pod).pod, metadata: { name: "pod-a-1", namespace: "default" } });
  cluster.apply({ kind: "pod-updated", pod, object }, engine.now);
}

function markings({ events }: LifecycleWorld): readonly string[] {
  return events.map(({ message }) => message).filter((message) => message.startsWith("Marking for deletion"));
}

describe("the taint eviction controller in a run", () => {
  it("deletes the pods of a lost node when they have borne its taint long enough", () => {
    const world = lifecycleWorld(nodesIn("a", 4), 300);
    world.at(100, () => world.setHealth("a-1", CRASHED));
    world.runTo(439);
    expect(world.cluster.pods.isTerminating(1)).toBe(false);
    world.runTo(456);
    expect([0, 1, 2, 3].map((pod) => world.cluster.pods.isTerminating(pod))).toEqual([false, true, false, false]);
    expect(world.cluster.life.detailOf(1).conditions?.["DisruptionTarget"]?.reason).toBe("DeletionByTaintManager");
    expect(world.events.at(-1)?.message).toBe("Marking for deletion Pod default/pod-a-1");
  });

  it("lets them stay if the node comes back in time", () => {
    const world = lifecycleWorld(nodesIn("a", 4), 300);
    world.at(100, () => world.setHealth("a-1", CRASHED));
    world.at(400, () => world.setHealth("a-1", BOOTED));
    world.runTo(1000);
    expect(world.cluster.pods.isTerminating(1)).toBe(false);
    expect(world.events.at(-1)?.message).toBe("Cancelling deletion of Pod default/pod-a-1");
  });

  it("looks at updates of tolerations, and at no others", () => {
    const world = lifecycleWorld(nodesIn("a", 4), 100);
    world.at(100, () => world.setHealth("a-1", CRASHED));
    world.at(300, () => {
      update(world, 1, (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: { batch: "counted" } } }));
    });
    world.runTo(1000);
    expect(markings(world)).toHaveLength(1);
    const { tolerations: none, ...spec } = world.cluster.classOfPod(1).pod.spec;
    expect(none).toHaveLength(1);
    update(world, 1, (pod) => ({ ...pod, spec }));
    world.runTo(1001);
    expect(markings(world)).toHaveLength(2);
  });

  it("goes by taints that people set", () => {
    const world = lifecycleWorld(nodesIn("a", 1), 20);
    world.at(100, () => {
      const node = world.cluster.nodes.record(0).object;
      const taints = [{ key: "maintenance", effect: "NoExecute" }];
      world.cluster.apply({ kind: "node-updated", node: { ...node, spec: { taints } } }, world.engine.now);
    });
    world.runTo(119);
    expect(world.cluster.pods.isTerminating(0)).toBe(false);
    world.runTo(120);
    expect(world.cluster.pods.isTerminating(0)).toBe(true);
  });
});
