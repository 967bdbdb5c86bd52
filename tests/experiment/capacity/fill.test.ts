// Filling the whole cluster, and node by node.

import { describe, expect, it } from "vitest";

import { fill, furtherName, independentNodes } from "../../../src/experiment/capacity/fill.ts";
import { deployment, POOL, questionOf, worldOf } from "./small-worlds.ts";

const SMALL = "cpu: 1500m";
const SPREAD =
  'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }]';

function asked(template: string, manifests = deployment("old", 2, "cpu: 1")) {
  return worldOf(questionOf({ pools: [POOL], manifests }, template));
}

describe("fill", () => {
  it("places pods until one is refused, and takes that one away again", () => {
    const { world, wish } = asked(deployment("web", 1, SMALL));
    const before = world.cluster.pods.size;
    const { more, onNode, end } = fill(world, wish);
    expect(more).toBe([...onNode.values()].reduce((sum, pods) => sum + pods, 0));
    expect(end?.message).toBe("0/3 nodes are available: 3 Insufficient cpu.");
    expect(world.cluster.pods.size).toBe(before + more + 1);
    expect(world.cluster.pods.phaseNameOf(before + more)).toBe("deleted");
    expect(world.cluster.pods.nameOf(before)).toBe(furtherName("web", 0));
  });

  it("ends at the most that is wished for", () => {
    const { world, wish } = asked(deployment("web", 1, SMALL));
    expect(fill(world, { ...wish, most: 2 })).toMatchObject({ more: 2, end: undefined });
    expect(fill(world, { ...wish, most: 0 })).toMatchObject({ more: 0, end: undefined });
  });
});

describe("independent nodes", () => {
  it("hold one by one what they hold together", () => {
    const { world, wish } = asked(deployment("web", 1, SMALL));
    const { onNode } = fill(world, wish);
    world.reset();
    const nodes = independentNodes(world, wish.classId)!;
    const counts = [...world.cluster.nodeOrder].map((node) => [node, nodes.fill(node, wish)]);
    expect(new Map(counts as [number, number][])).toEqual(new Map([...onNode].toSorted(([a], [b]) => a - b)));
    expect(nodes.fill(world.cluster.nodeOrder[0]!, wish)).toBe(0);
  });

  it("are none where a filter counts pods elsewhere, or a gate, a quota or an unknown scheduler has a say", () => {
    const quota = "apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q }\nspec: { hard: { pods: 50 } }\n";
    const isIndependent = ({ world, wish }: ReturnType<typeof asked>) =>
      independentNodes(world, wish.classId) !== undefined;
    expect(isIndependent(asked(deployment("web", 1, SMALL, SPREAD)))).toBe(false);
    expect(isIndependent(asked(deployment("web", 1, SMALL, "schedulingGates: [{ name: g }]")))).toBe(false);
    expect(isIndependent(asked(deployment("web", 1, SMALL, "schedulerName: other")))).toBe(false);
    expect(isIndependent(asked(deployment("web", 1, SMALL), quota))).toBe(false);
    expect(isIndependent(asked(deployment("web", 1, SMALL, "nodeSelector: { a: b }")))).toBe(true);
  });
});
