// A pool that grows, on a small world whose pods all fit a node of their own: when it orders, what it says, and what it remembers.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { PlannedGrowth } from "../../../src/environment/growth/planned-growth.ts";
import { PoolGrowth } from "../../../src/environment/growth/pool-growth.ts";
import type { RoomTrial } from "../../../src/environment/growth/room-trial.ts";
import { SmallWorld, zonedNode } from "../small-world.ts";

const SECOND = 1_000_000;
const FAILURE = { plugins: [], reasons: [], message: "0/1 nodes are available" };

const GROWTH: PlannedGrowth = {
  pool: "n",
  nodes: ["n-2", "n-3", "n-4"].map((name) => zonedNode(name, "a")),
  maxNodes: 3,
  delayUs: 60 * SECOND,
  position: { file: "scenario.yaml", line: 5, column: 9 },
};

/** One pod a node; nodes that are there are full. */
function onePodANode(): RoomTrial {
  const empty = new Set<number>();
  let next = 100;
  return {
    addNode: () => {
      next += 1;
      empty.add(next);
      return next;
    },
    dropNode: (node) => void empty.delete(node),
    placeAnywhere: () => {
      const [first] = empty;
      return first !== undefined && empty.delete(first);
    },
    placeOn: (_pod, node) => empty.delete(node),
  };
}

interface GrowingWorld {
  readonly world: SmallWorld;
  readonly growth: PoolGrowth;
  /** A pod comes and finds no node. */
  readonly wait: (name: string) => number;
}

function growingWorld(): GrowingWorld {
  const world = new SmallWorld();
  world.addNodes(zonedNode("n-1", "a"));
  const { engine, cluster } = world;
  const growth = new PoolGrowth([GROWTH], { engine, cluster, client: world, newTrial: onePodANode });
  cluster.observe(growth);
  const wait = (name: string): number => {
    const spec = { containers: [{ name: "main" }] };
    world.createPod({ metadata: { name, namespace: "default" }, spec });
    const pod = cluster.pods.size - 1;
    cluster.apply({ kind: "pod-unschedulable", pod, failure: FAILURE }, engine.now);
    return pod;
  };
  return { world, growth, wait };
}

/** The nodes that came, with their seconds. */
function cameIn(world: SmallWorld, until: number): readonly string[] {
  const came: string[] = [];
  world.cluster.observe({
    hear: ({ change }) => {
      if (change.kind === "node-added") came.push(`${world.engine.now / SECOND} ${change.node.metadata.name}`);
    },
  });
  world.engine.run(moment(until * SECOND));
  return came;
}

describe("a pool that grows", () => {
  it("orders at the next tenth second, and the node is there after the delay", () => {
    const { world, wait } = growingWorld();
    world.engine.run(moment(3 * SECOND));
    wait("p");
    expect(cameIn(world, 200)).toEqual(["70 n-2"]);
  });

  it("does not order again for pods that wait for a node on its way", () => {
    const { world, wait } = growingWorld();
    const pod = wait("p");
    world.engine.run(moment(15 * SECOND));
    world.cluster.apply({ kind: "pod-unschedulable", pod, failure: FAILURE }, world.engine.now);
    expect(cameIn(world, 200)).toEqual(["70 n-2"]);
  });

  it("orders nothing for a pod that has gone or found a node meanwhile", () => {
    const { world, wait } = growingWorld();
    const pod = wait("p");
    world.cluster.apply({ kind: "pod-assumed", pod, node: 0 }, world.engine.now);
    expect(cameIn(world, 200)).toEqual([]);
  });

  it("grows to its size at most, and says once whom that holds back", () => {
    const { world, wait } = growingWorld();
    const pods = ["p", "q", "r"].map(wait);
    expect(cameIn(world, 200)).toEqual(["70 n-2", "70 n-3"]);
    for (const pod of pods) {
      world.cluster.apply({ kind: "pod-unschedulable", pod, failure: FAILURE }, world.engine.now);
    }
    world.engine.run(moment(300 * SECOND));
    expect(world.said).toEqual([
      "10 Scale-up: group n size set to 3 instead of 1 (max: 3)",
      "10 pod default/r didn't trigger scale-up: 1 max node group size reached",
    ]);
  });

  it("makes up for a node that is gone", () => {
    const { world, wait } = growingWorld();
    const pods = ["p", "q", "r"].map(wait);
    world.engine.run(moment(100 * SECOND));
    for (const pod of pods.slice(0, 2))
      world.cluster.apply({ kind: "pod-assumed", pod, node: pod + 1 }, world.engine.now);
    world.removeNode("n-1");
    expect(cameIn(world, 300)).toEqual(["140 n-4"]);
  });

  it("says at the end of a run which nodes are on the way", () => {
    const { world, growth, wait } = growingWorld();
    wait("p");
    world.engine.run(moment(30 * SECOND));
    expect(growth.openEnds()).toMatchObject([{ sinceUs: 10 * SECOND, text: "a node is on the way" }]);
  });

  it("remembers what it has ordered in a saved run", () => {
    const { world, growth, wait } = growingWorld();
    wait("p");
    world.engine.run(moment(30 * SECOND));
    const other = growingWorld();
    other.growth.restore(growth.snapshot());
    expect(other.growth.snapshot()).toEqual(growth.snapshot());
    expect(other.growth.openEnds()).toEqual(growth.openEnds());
  });
});
