// Which aspects of a pod or a node an update changes.

import { describe, expect, it } from "vitest";

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { isSame, nodeActions, podActions } from "../../../src/components/scheduler/object-aspects.ts";
import type { Node, Pod, PodSpec } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { podAsking } from "../../model/build-objects.ts";

const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

function classOf(requests: Record<string, string>, spec: Partial<PodSpec> = {}, labels: Record<string, string> = {}) {
  const pod: Pod = { ...podAsking(requests, spec), metadata: { name: "p", labels } };
  return cluster.classes.get(cluster.classify(pod));
}

describe("an update of a pod", () => {
  const plain = classOf({ cpu: "2" });

  it.each([
    ["nothing", plain, ["Update"]],
    ["more room", classOf({ cpu: "3" }), ["Update"]],
    ["less room", classOf({ cpu: "1" }), ["UpdatePodScaleDown"]],
    ["a label", classOf({ cpu: "2" }, {}, { app: "web" }), ["UpdatePodLabel"]],
    ["a toleration", classOf({ cpu: "2" }, { tolerations: [{ operator: "Exists" }] }), ["UpdatePodToleration"]],
    ["a gate", classOf({ cpu: "2" }, { schedulingGates: [{ name: "g" }] }), ["Update"]],
  ])("to %s is of the aspects %j", (_what, after, actions) => {
    expect(podActions(plain, after)).toEqual(actions);
  });

  it("that takes the last gate and shrinks the pod is two, in this order", () => {
    const gated = classOf({ cpu: "3" }, { schedulingGates: [{ name: "g" }] });
    expect(podActions(gated, plain)).toEqual(["UpdatePodScaleDown", "UpdatePodSchedulingGatesEliminated"]);
  });

  it("that drops a resource asks for less", () => {
    expect(podActions(classOf({ "example.com/gpu": "1" }), classOf({}))).toEqual(["UpdatePodScaleDown"]);
  });
});

describe("an update of a node", () => {
  const before: Node = {
    metadata: { name: "n", labels: { zone: "a" } },
    spec: { unschedulable: true },
    status: { allocatable: { cpu: "1000m" }, conditions: [{ type: "Ready", status: "True", reason: "yes" }] },
  };

  it("that changes no amount and no status of a condition is none", () => {
    const status = { allocatable: { cpu: "1" }, conditions: [{ type: "Ready", status: "True", reason: "still" }] };
    expect(nodeActions(before, { ...before, status })).toEqual([]);
  });

  it("is as many as there are aspects, in a fixed order", () => {
    const after: Node = {
      metadata: { name: "n", labels: { zone: "b" }, annotations: { a: "b" } },
      spec: { taints: [{ key: "k", effect: "NoSchedule" }] },
      status: {
        allocatable: { cpu: "2" },
        conditions: [{ type: "Ready", status: "False" }],
        declaredFeatures: ["f"],
      },
    };
    expect(nodeActions(before, after)).toEqual([
      "UpdateNodeTaint",
      "UpdateNodeAllocatable",
      "UpdateNodeLabel",
      "UpdateNodeTaint",
      "UpdateNodeCondition",
      "UpdateNodeAnnotation",
      "UpdateNodeDeclaredFeature",
    ]);
  });

  it("that cordons it is none", () => {
    const open: Node = { ...before, spec: {} };
    expect(nodeActions(open, before)).toEqual([]);
  });
});

describe("two values", () => {
  it("are the same in whatever order their keys stand, and nothing is as much as an empty list", () => {
    expect(isSame({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect([isSame([], undefined), isSame({}, null), isSame([1], undefined)]).toEqual([true, true, false]);
    expect([isSame({ a: 1 }, { b: 1 }), isSame([1, 2], [2, 1]), isSame("a", 1)]).toEqual([false, false, false]);
  });
});
