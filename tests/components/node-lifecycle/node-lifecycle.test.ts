// The node lifecycle controller in virtual time: crashes, recoveries, cordons, and runs that are saved and go on.

import { describe, expect, it } from "vitest";

import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import { isPodReady } from "../../../src/cluster/live-pods.ts";
import { BOOTED, CRASHED, lifecycleWorld, nodesIn } from "./lifecycle-world.ts";

const UNREACHABLE = ["node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute"];

describe("the node lifecycle controller in a run", () => {
  it("does nothing while all is well", () => {
    const world = lifecycleWorld(nodesIn("a", 4), 300);
    world.runTo(1000);
    expect(world.engine.events).toBeLessThan(30);
    expect(world.events).toEqual([]);
  });

  it("says that a node that crashed is unknown 40 to 55 s later, taints it, and marks its pods", () => {
    const world = lifecycleWorld(nodesIn("a", 4), 300);
    world.at(100, () => world.setHealth("a-1", CRASHED));
    world.runTo(139);
    expect(world.readyOf("a-1")).toBe("True");
    world.runTo(156);
    expect(world.readyOf("a-1")).toBe("Unknown");
    expect(world.taintsOf("a-1")).toEqual(UNREACHABLE);
    expect([0, 1, 2, 3].map((pod) => isPodReady(world.cluster, pod))).toEqual([true, false, true, true]);
    expect(world.events.map(({ kind, name, reason }) => [kind, name, reason])).toEqual([
      ["Node", "a-1", "NodeNotReady"],
      ["Pod", "pod-a-1", "NodeNotReady"],
    ]);
  });

  it("takes all back when the node has booted, and leaves it to the kubelet to say when its pods are ready", () => {
    const world = lifecycleWorld(nodesIn("a", 4), 300);
    world.at(100, () => world.setHealth("a-1", CRASHED));
    world.at(200, () => world.setHealth("a-1", BOOTED));
    world.runTo(210);
    expect(world.readyOf("a-1")).toBe("True");
    expect(world.taintsOf("a-1")).toEqual([]);
    expect(isPodReady(world.cluster, 1)).toBe(false);
  });

  it("taints one node of a zone each 10 s", () => {
    const world = lifecycleWorld([...nodesIn("a", 6), ...nodesIn("b", 1)], 300);
    world.at(100, () => ["a-0", "a-1", "a-2"].forEach((node) => world.setHealth(node, CRASHED)));
    const tainted = () => ["a-0", "a-1", "a-2"].filter((node) => world.taintsOf(node).includes(UNREACHABLE[1]!)).length;
    world.runTo(156);
    expect(tainted()).toBeGreaterThan(0);
    expect(tainted()).toBeLessThan(3);
    world.runTo(180);
    expect(tainted()).toBe(3);
  });

  it("drives nobody away while no node of the cluster is ready", () => {
    const world = lifecycleWorld(nodesIn("a", 2), 10);
    world.at(100, () => ["a-0", "a-1"].forEach((node) => world.setHealth(node, CRASHED)));
    world.runTo(1000);
    expect(["a-0", "a-1"].map(world.readyOf)).toEqual(["Unknown", "Unknown"]);
    expect(["a-0", "a-1"].flatMap(world.taintsOf)).toEqual([UNREACHABLE[0], UNREACHABLE[0]]);
  });

  it("posts what a living kubelet finds, with its taint", () => {
    const world = lifecycleWorld(nodesIn("a", 2), 300);
    const pressure = {
      type: "DiskPressure",
      status: "True",
      reason: "KubeletHasDiskPressure",
      message: "kubelet has disk pressure",
    };
    world.at(100, () => world.setHealth("a-0", { ...HEALTHY_KUBELET, conditions: [pressure] }));
    world.at(200, () => world.setHealth("a-0", HEALTHY_KUBELET));
    world.runTo(111);
    expect(world.taintsOf("a-0")).toEqual(["node.kubernetes.io/disk-pressure:NoSchedule"]);
    world.runTo(211);
    expect(world.taintsOf("a-0")).toEqual([]);
  });

  it("taints a node that is cordoned, and a node that comes registers itself", () => {
    const world = lifecycleWorld(nodesIn("a", 1), 300);
    const [late] = nodesIn("b", 1);
    world.at(100, () => world.cluster.apply({ kind: "node-added", node: late!, pool: "" }, world.engine.now));
    world.at(110, () => {
      const node = world.cluster.nodes.record(0).object;
      const cordoned = { ...node, spec: { ...node.spec, unschedulable: true } };
      world.cluster.apply({ kind: "node-updated", node: cordoned }, world.engine.now);
    });
    world.runTo(120);
    expect(world.readyOf("b-0")).toBe("True");
    expect(world.taintsOf("a-0")).toEqual(["node.kubernetes.io/unschedulable:NoSchedule"]);
    expect(world.events).toMatchObject([{ name: "b-0", reason: "RegisteredNode" }]);
  });

  it("goes on from a saved state as if nothing had been", () => {
    const make = () => lifecycleWorld([...nodesIn("a", 5), ...nodesIn("b", 2)], 60);
    const crash = (world: ReturnType<typeof make>) => {
      ["a-0", "a-1", "a-2"].forEach((node) => world.setHealth(node, CRASHED));
    };
    const whole = make();
    crash(whole);
    whole.runTo(300);
    const first = make();
    crash(first);
    first.runTo(58);
    const second = make();
    second.engine.restore(first.engine.snapshot());
    second.cluster.restore(first.cluster.snapshot());
    second.lifecycle.restore(first.lifecycle.snapshot());
    second.evictions.restore(first.evictions.snapshot());
    second.collector.restore(first.collector.snapshot());
    second.runTo(300);
    expect(second.engine.fingerprint).toBe(whole.engine.fingerprint);
    expect(second.lifecycle.snapshot()).toEqual(whole.lifecycle.snapshot());
  });
});
