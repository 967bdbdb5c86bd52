// What kube-scheduler says of arguments.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../src/model/api/field-path.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { nanoseconds, validateArguments } from "../../../src/scheduling/configuration/validate-arguments.ts";

function said(name: string, args: object, version: KubernetesVersion = "1.36"): readonly string[] {
  return validateArguments(name, args, FieldPath.root("args"), version).map(({ message }) => message);
}

describe("arguments at their limits", () => {
  it.each([
    ["DefaultPreemption", { minCandidateNodesPercentage: 100, minCandidateNodesAbsolute: 0 }],
    ["DefaultPreemption", { minCandidateNodesPercentage: 0, minCandidateNodesAbsolute: 1 }],
    ["InterPodAffinity", { hardPodAffinityWeight: 0 }],
    ["InterPodAffinity", { hardPodAffinityWeight: 100 }],
    ["NodeResourcesBalancedAllocation", { resources: [{ name: "a b", weight: 1 }] }],
    ["PodTopologySpread", { defaultingType: "List" }],
    ["VolumeBinding", { bindTimeoutSeconds: 0 }],
    ["DynamicResources", { filterTimeout: "0s", bindingTimeout: "1s" }],
    ["NodeAffinity", {}],
    ["NodeResourcesFit", { scoringStrategy: { type: "Bad" } }],
  ])("of %s are right: %j", (name, args) => {
    expect(said(name, args)).toEqual([]);
  });
});

describe("a mistake", () => {
  it.each<[string, object, readonly string[]]>([
    [
      "DefaultPreemption",
      { minCandidateNodesPercentage: 101, minCandidateNodesAbsolute: -1 },
      [
        "args.minCandidateNodesPercentage: Invalid value: 101: not in valid range [0, 100]",
        "args.minCandidateNodesAbsolute: Invalid value: -1: not in valid range [0, inf)",
      ],
    ],
    [
      "DefaultPreemption",
      {},
      [
        "args.minCandidateNodesPercentage: Invalid value: 0: cannot be zero at the same time as minCandidateNodesAbsolute",
        "args.minCandidateNodesAbsolute: Invalid value: 0: cannot be zero at the same time as minCandidateNodesPercentage",
      ],
    ],
    [
      "InterPodAffinity",
      { hardPodAffinityWeight: 101 },
      ["args.hardPodAffinityWeight: Invalid value: 101: not in valid range [0, 100]"],
    ],
    [
      "NodeResourcesBalancedAllocation",
      {
        resources: [
          { name: "cpu", weight: 2 },
          { name: "cpu", weight: 1 },
        ],
      },
      ["args.resources[0].weight: Invalid value: 2: must be 1", 'args.resources[1].name: Duplicate value: "cpu"'],
    ],
    [
      "PodTopologySpread",
      { defaultingType: "Bad" },
      ['args.defaultingType: Unsupported value: "Bad": supported values: "System", "List"'],
    ],
    [
      "VolumeBinding",
      { bindTimeoutSeconds: -1, shape: [{ utilization: 7 }] },
      [
        "args.bindTimeoutSeconds: Invalid value: -1: invalid BindTimeoutSeconds, should not be a negative value",
        'args.shape: Invalid value: [{"Utilization":7,"Score":0}]: unexpected field `shape`, remove it or turn on the feature gate StorageCapacityScoring',
      ],
    ],
    [
      "DynamicResources",
      { filterTimeout: "-1s", bindingTimeout: "999ms" },
      [
        'args.filterTimeout: Invalid value: "-1s": must be zero or positive',
        'args.bindingTimeout: Invalid value: "999ms": must be at least 1 second',
      ],
    ],
  ])("in arguments of %s is told: %j", (name, args, errors) => {
    expect(said(name, args)).toEqual(errors);
  });

  it("is to give the System type constraints of one's own", () => {
    const defaultConstraints = [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "ScheduleAnyway" }];
    expect(said("PodTopologySpread", { defaultingType: "System", defaultConstraints })).toEqual([
      'args.defaultingType: Invalid value: "System": when .defaultConstraints are not empty',
    ]);
  });

  it("is to set what is off", () => {
    expect(said("DynamicResources", { filterTimeout: "1s", bindingTimeout: "5s" }, "1.35")).toEqual([
      "args.bindingTimeout: Forbidden: DRADeviceBindingConditions or DRAResourceClaimDeviceStatus feature gate is disabled",
    ]);
  });
});

describe("a duration", () => {
  it("is compared in nanoseconds", () => {
    expect(nanoseconds("1m0s")).toBe(60_000_000_000n);
    expect(nanoseconds("what")).toBe(0n);
  });
});
