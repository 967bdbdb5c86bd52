// Defaults of arguments.

import { describe, expect, it } from "vitest";

import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { completeArguments } from "../../../src/scheduling/configuration/complete-arguments.ts";

const BOTH = [
  { name: "cpu", weight: 1 },
  { name: "memory", weight: 1 },
];

function completed(name: string, args: Record<string, unknown>, version: KubernetesVersion = "1.36") {
  completeArguments(name, args, version);
  return args;
}

describe("arguments that are not given", () => {
  it.each([
    ["DefaultPreemption", { minCandidateNodesPercentage: 10, minCandidateNodesAbsolute: 100 }],
    ["InterPodAffinity", { hardPodAffinityWeight: 1 }],
    ["NodeAffinity", {}],
    ["NodeResourcesBalancedAllocation", { resources: BOTH }],
    ["NodeResourcesFit", { scoringStrategy: { type: "LeastAllocated", resources: BOTH } }],
    ["PodTopologySpread", { defaultingType: "System" }],
    ["VolumeBinding", { bindTimeoutSeconds: 600 }],
    ["DynamicResources", { filterTimeout: "10s", bindingTimeout: "10m0s" }],
    ["NodePorts", {}],
  ])("of %s are those of kube-scheduler", (name, complete) => {
    expect(completed(name, {})).toEqual(complete);
  });

  it("of DynamicResources have no time of binding where that is off", () => {
    expect(completed("DynamicResources", {}, "1.35")).toEqual({ filterTimeout: "10s" });
  });
});

describe("arguments that are given", () => {
  it("stay, zeros of pointers among them", () => {
    const preemption = { minCandidateNodesPercentage: 0, minCandidateNodesAbsolute: 5 };
    expect(completed("DefaultPreemption", { ...preemption })).toEqual(preemption);
    expect(completed("InterPodAffinity", { hardPodAffinityWeight: 0 })).toEqual({ hardPodAffinityWeight: 0 });
  });

  it("weigh resources 1 where they say nothing or 0", () => {
    const resources = () => [{ name: "cpu" }, { name: "memory", weight: 0 }];
    expect(completed("NodeResourcesBalancedAllocation", { resources: resources() })).toEqual({ resources: BOTH });
    expect(
      completed("NodeResourcesFit", { scoringStrategy: { type: "MostAllocated", resources: resources() } }),
    ).toEqual({
      scoringStrategy: { type: "MostAllocated", resources: BOTH },
    });
  });

  it("get no strategy where they say anything of it", () => {
    expect(completed("NodeResourcesFit", { scoringStrategy: {} })).toEqual({ scoringStrategy: { resources: BOTH } });
  });
});
