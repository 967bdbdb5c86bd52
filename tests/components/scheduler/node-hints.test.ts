// Which plugins ask for another try when a node comes, goes or changes.

import { describe, expect, it } from "vitest";

import type { SchedulingClass } from "../../../src/cluster/class-table.ts";
import type { NodeAction } from "../../../src/components/scheduler/cluster-events.ts";
import { NODE_HINTS } from "../../../src/components/scheduler/node-hints.ts";
import { compileRequired } from "../../../src/model/node-selector.ts";
import type { Node } from "../../../src/model/objects.ts";
import { podAsking } from "../../model/build-objects.ts";
import { classOf, classWith, waitingPod } from "./waiting-pods-for-hints.ts";

function node(more: Omit<Node, "metadata"> = {}, labels: Readonly<Record<string, string>> = {}): Node {
  return { metadata: { name: "n", labels }, ...more };
}

function sized(cpu: string, pods = "10"): Node {
  return node({ status: { allocatable: { cpu, pods, "example.com/gpu": "1" } } });
}

function helps(
  plugin: string,
  action: NodeAction,
  waiting: SchedulingClass,
  before: Node | undefined,
  after: Node | undefined,
): boolean {
  return NODE_HINTS[action].get(plugin)?.(waitingPod(waiting), before, after) ?? false;
}

describe("room", () => {
  const wanting = classOf(podAsking({ cpu: "2" }));

  it("comes with a node that the pod would fit on if it were alone", () => {
    const hears = (after: Node) => helps("NodeResourcesFit", "Add", wanting, undefined, after);
    expect([hears(sized("2")), hears(sized("1")), hears(sized("4", "0"))]).toEqual([true, false, false]);
  });

  it("comes with more of what the pod wants, or more pods", () => {
    const hears = (before: Node, after: Node) =>
      helps("NodeResourcesFit", "UpdateNodeAllocatable", wanting, before, after);
    expect([hears(sized("3"), sized("4")), hears(sized("3"), sized("3", "11"))]).toEqual([true, true]);
    expect([hears(sized("4"), sized("3")), hears(sized("1"), sized("1500m"))]).toEqual([false, false]);
  });

  it("of another sort is none", () => {
    const gpu = classOf(podAsking({ "example.com/gpu": "1" }));
    expect(helps("NodeResourcesFit", "UpdateNodeAllocatable", gpu, sized("3"), sized("4"))).toBe(false);
  });
});

describe("a change of taints", () => {
  const tainted = node({ spec: { taints: [{ key: "k", effect: "NoSchedule" }] } });

  it("helps a pod that the node begins to be open to", () => {
    const hears = (before: Node | undefined, after: Node) =>
      helps("TaintToleration", "UpdateNodeTaint", classWith(), before, after);
    expect([hears(tainted, node()), hears(undefined, node())]).toEqual([true, true]);
    expect([hears(node(), node()), hears(node(), tainted)]).toEqual([false, false]);
  });

  it("wakes all that wait for new nodes, whatever it is", () => {
    for (const plugin of ["NodeResourcesFit", "NodeAffinity", "NodePorts", "InterPodAffinity", "VolumeBinding"]) {
      expect(helps(plugin, "UpdateNodeTaint", classWith(), node(), tainted), plugin).toBe(true);
    }
  });

  it("is an uncordoned node, too", () => {
    const cordoned = node({ spec: { unschedulable: true } });
    const hears = (before: Node | undefined, after: Node) =>
      helps("NodeUnschedulable", "UpdateNodeTaint", classWith(), before, after);
    expect([hears(cordoned, node()), hears(undefined, node()), hears(node(), node())]).toEqual([true, true, false]);
    expect(hears(undefined, cordoned)).toBe(false);
  });
});

describe("labels", () => {
  const picky = classWith({ nodeSelector: { zone: "a" } });
  const [inA, inB] = [node({}, { zone: "a" }), node({}, { zone: "b" })];

  it("help once the node begins to match", () => {
    const hears = (before: Node | undefined, after: Node) =>
      helps("NodeAffinity", "UpdateNodeLabel", picky, before, after);
    expect([hears(inB, inA), hears(undefined, inA), hears(inA, inA), hears(inA, inB)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("do not help where the profile wants others", () => {
    const waiting = { ...waitingPod(picky), addedAffinity: compileRequired({ zone: "b" }, undefined) };
    expect(NODE_HINTS.UpdateNodeLabel.get("NodeAffinity")!(waiting, inB, inA)).toBe(false);
  });

  it("help a pod that is spread if the node's domain changes, and if a node of a domain comes or goes", () => {
    const constraint = { topologyKey: "zone", maxSkew: 1, whenUnsatisfiable: "DoNotSchedule", labelSelector: {} };
    const spread = classWith({ topologySpreadConstraints: [constraint] });
    const hears = (before: Node | undefined, after: Node | undefined) =>
      helps("PodTopologySpread", "Delete", spread, before, after);
    expect([hears(inA, inB), hears(inA, node()), hears(undefined, inA), hears(inA, undefined)]).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect([hears(inA, inA), hears(node(), node()), hears(undefined, node())]).toEqual([false, false, false]);
  });

  it("help affinity where the node joins a domain, anti-affinity where it leaves one", () => {
    const terms = { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "zone", labelSelector: {} }] };
    const hears = (spec: object, before: Node | undefined, after: Node) =>
      helps("InterPodAffinity", "UpdateNodeLabel", classWith(spec), before, after);
    const near = { affinity: { podAffinity: terms } };
    const far = { affinity: { podAntiAffinity: terms } };
    const changes = [
      [node(), inA],
      [inA, node()],
      [inA, inB],
      [inA, inA],
    ] as const;
    expect(changes.map(([before, after]) => hears(near, before, after))).toEqual([true, false, true, false]);
    expect(changes.map(([before, after]) => hears(far, before, after))).toEqual([false, true, true, false]);
    expect([hears(near, undefined, inA), hears(near, undefined, node()), hears(far, undefined, node())]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

it("heartbeats and annotations help nobody, and declared features those that wait for them", () => {
  expect([NODE_HINTS.UpdateNodeCondition.size, NODE_HINTS.UpdateNodeAnnotation.size]).toEqual([0, 0]);
  const declaring = node({ status: { declaredFeatures: ["f"] } });
  const hears = (before: Node) =>
    helps("NodeDeclaredFeatures", "UpdateNodeDeclaredFeature", classWith(), before, declaring);
  expect([hears(node()), hears(declaring)]).toEqual([true, false]);
});
