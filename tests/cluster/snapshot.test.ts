// Saved and restored clusters: after any history the twin is the same in every array, and stays the same whatever happens
// to both.

import { describe, expect, it } from "vitest";

import { moment, type SimTime } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { RandomWorld } from "../contracts/random-world.ts";
import { node, podAsking } from "../model/build-objects.ts";

const VERSION = "1.36";

function twinOf(cluster: ClusterState): ClusterState {
  const twin = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
  twin.restore(cluster.snapshot());
  return twin;
}

/** Plays `steps` random changes; returns them as they were applied. The order is asked for after each, as it is cached. */
function play(world: RandomWorld, steps: number): readonly { readonly change: Change; readonly at: SimTime }[] {
  const played: { change: Change; at: SimTime }[] = [];
  world.cluster.observe({
    hear: ({ change }) => {
      played.push({ change, at: world.now });
      void world.cluster.nodeOrder;
    },
  });
  for (let step = 0; step < steps; step += 1) {
    world.pass();
    if (world.draw.chance(30)) placeSomewhere(world, world.createPod());
    else world.change();
  }
  return played;
}

function placeSomewhere(world: RandomWorld, pod: number): void {
  const { nodeOrder } = world.cluster;
  if (nodeOrder.length > 0) world.assume(pod, world.draw.pick([...nodeOrder]));
}

/** Makes the same changes on the twin; classes are met in the same order. */
function follow(twin: ClusterState, leader: ClusterState, played: ReturnType<typeof play>): void {
  for (const { change, at } of played) {
    if ("classId" in change) {
      for (let id = twin.classes.size; id <= change.classId; id += 1) twin.classes.intern(leader.classes.get(id).pod);
    }
    twin.apply(change, at);
    void twin.nodeOrder;
  }
}

describe("a restored cluster", () => {
  const seeds = Array.from({ length: 15 }, (_, seed) => `snapshot ${seed}`);

  it.each(seeds)("is the same as the saved one and goes on as it does: %s", (seed) => {
    const world = new RandomWorld(VERSION, seed);
    world.addNodes(6);
    play(world, 80);
    const saved = world.cluster.snapshot();
    const twin = twinOf(world.cluster);
    expect(twin.snapshot()).toEqual(saved);
    const played = play(world, 80);
    follow(twin, world.cluster, played);
    expect(twin.nodeOrder).toEqual(world.cluster.nodeOrder);
    // Classes that were only looked at, for changes that were not made, are not among those of the twin.
    for (let id = twin.classes.size; id < world.cluster.classes.size; id += 1) {
      twin.classes.intern(world.cluster.classes.get(id).pod);
    }
    expect(twin.snapshot()).toEqual(world.cluster.snapshot());
  });

  it("shares nothing with its snapshot: both can be used again", () => {
    const world = new RandomWorld(VERSION, "shared");
    world.addNodes(4);
    play(world, 60);
    const saved = world.cluster.snapshot();
    const untouched = structuredClone(saved);
    const first = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
    first.restore(saved);
    follow(first, world.cluster, play(world, 60));
    expect(saved).toEqual(untouched);
    const second = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
    second.restore(saved);
    expect(second.snapshot()).toEqual(untouched);
  });

  it("counts what filters pass over, and finds nodes by name", () => {
    const cluster = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
    const taints = [
      { key: "a", effect: "NoSchedule" },
      { key: "b", effect: "PreferNoSchedule" },
    ];
    const add = (name: string, traits: Parameters<typeof node>[2]) =>
      cluster.apply({ kind: "node-added", node: node(name, { cpu: "4" }, traits), pool: "p" }, moment(0));
    add("n1", { taints });
    add("n2", { unschedulable: true });
    add("n3", {});
    cluster.apply({ kind: "node-removed", name: "n2" }, moment(0));
    const { nodes } = twinOf(cluster);
    expect([nodes.hardTaints, nodes.preferNoScheduleTaints, nodes.unschedulableNodes]).toEqual([1, 1, 0]);
    expect([nodes.size, nodes.idLimit, nodes.find("n2"), nodes.find("n3")]).toEqual([2, 3, undefined, 2]);
  });

  it("keeps the order of search as it was last asked for, or not at all", () => {
    const zone = (name: string) => ({ labels: { "topology.kubernetes.io/zone": name } });
    const cluster = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
    const add = (name: string, inZone: string) =>
      cluster.apply({ kind: "node-added", node: node(name, {}, zone(inZone)), pool: "p" }, moment(0));
    for (const [name, inZone] of [
      ["n1", "a"],
      ["n2", "a"],
      ["n3", "b"],
    ] as const)
      add(name, inZone);
    expect([...cluster.nodeOrder]).toEqual([0, 2, 1]);
    const asked = twinOf(cluster);
    add("n4", "b");
    const unasked = twinOf(cluster);
    for (const state of [cluster, asked, unasked]) {
      state.apply({ kind: "node-updated", node: node("n2", {}, zone("c")) }, moment(1));
    }
    expect([...asked.nodeOrder]).toEqual([0, 2, 1]);
    expect([...unasked.nodeOrder]).toEqual([...cluster.nodeOrder]);
    expect([...unasked.nodeOrder]).toEqual([0, 2, 1, 3]);
  });

  it("grows on from where the saved one was", () => {
    const cluster = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
    for (let index = 0; index < 100; index += 1) {
      const added = node(`n${index}`, { cpu: "4", "example.com/gpu": index });
      cluster.apply({ kind: "node-added", node: added, pool: "p" }, moment(0));
    }
    const classId = cluster.classify(podAsking({ cpu: "1" }));
    for (let index = 0; index < 700; index += 1) {
      cluster.apply({ kind: "pod-placed", classId, name: `p${index}`, nodeName: `n${index % 100}` }, moment(0));
    }
    const twin = twinOf(cluster);
    for (const state of [cluster, twin]) {
      for (let index = 700; index < 1500; index += 1) {
        state.apply({ kind: "pod-placed", classId, name: `p${index}`, nodeName: `n${index % 100}` }, moment(1));
      }
      state.apply({ kind: "node-added", node: node("late", { "example.com/nic": 1 }), pool: "p" }, moment(1));
    }
    expect(twin.snapshot()).toEqual(cluster.snapshot());
    expect([...twin.pods.onNode(7)]).toHaveLength(15);
  });

  it("must have begun as the saved one did", () => {
    const saved = new RandomWorld(VERSION, "other");
    saved.addNodes(3);
    saved.createPod();
    const stranger = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
    stranger.classify(podAsking({ "example.com/unheard-of": 1 }));
    expect(() => stranger.restore(saved.cluster.snapshot())).toThrow("in the same order");
  });
});
