// The types of the arguments that in-tree plugins take.
// Source: k8s.io/kube-scheduler/config/v1/types_pluginargs.go, v1.33–v1.36.

import {
  BOOLEAN,
  DURATION,
  INT32,
  INT64,
  STRING,
  STRING_LIST,
  always,
  alwaysPointer,
  list,
  named,
  pointer,
  struct,
  type StructType,
  type ValueOf,
} from "../../model/api/api-type.ts";
import { NODE_AFFINITY, TOPOLOGY_SPREAD_CONSTRAINT } from "../../model/api/types/affinity.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

/** What arguments of any plugin may say of themselves. */
const TYPE_META = { kind: STRING, apiVersion: STRING } as const;

const RESOURCE_SPEC = struct("v1.ResourceSpec", { name: always(STRING), weight: INT64 });
export type ResourceSpec = ValueOf<typeof RESOURCE_SPEC>;

const UTILIZATION_SHAPE_POINT = struct("v1.UtilizationShapePoint", {
  utilization: always(INT32),
  score: always(INT32),
});
export type UtilizationShapePoint = ValueOf<typeof UTILIZATION_SHAPE_POINT>;

const SCORING_STRATEGY = struct("v1.ScoringStrategy", {
  type: named("v1.ScoringStrategyType"),
  resources: list(RESOURCE_SPEC),
  requestedToCapacityRatio: pointer(
    struct("v1.RequestedToCapacityRatioParam", { shape: list(UTILIZATION_SHAPE_POINT) }),
  ),
});
export type ScoringStrategy = ValueOf<typeof SCORING_STRATEGY>;

const DEFAULT_PREEMPTION_ARGS = struct("v1.DefaultPreemptionArgs", {
  ...TYPE_META,
  minCandidateNodesPercentage: pointer(INT32),
  minCandidateNodesAbsolute: pointer(INT32),
});
export type DefaultPreemptionArgs = ValueOf<typeof DEFAULT_PREEMPTION_ARGS>;

const INTER_POD_AFFINITY_ARGS = struct("v1.InterPodAffinityArgs", {
  ...TYPE_META,
  hardPodAffinityWeight: pointer(INT32),
  ignorePreferredTermsOfExistingPods: always(BOOLEAN),
});
export type InterPodAffinityArgs = ValueOf<typeof INTER_POD_AFFINITY_ARGS>;

const NODE_AFFINITY_ARGS = struct("v1.NodeAffinityArgs", { ...TYPE_META, addedAffinity: pointer(NODE_AFFINITY) });
export type NodeAffinityArgs = ValueOf<typeof NODE_AFFINITY_ARGS>;

const NODE_RESOURCES_BALANCED_ALLOCATION_ARGS = struct("v1.NodeResourcesBalancedAllocationArgs", {
  ...TYPE_META,
  resources: list(RESOURCE_SPEC),
});
export type NodeResourcesBalancedAllocationArgs = ValueOf<typeof NODE_RESOURCES_BALANCED_ALLOCATION_ARGS>;

const NODE_RESOURCES_FIT_ARGS = struct("v1.NodeResourcesFitArgs", {
  ...TYPE_META,
  ignoredResources: STRING_LIST,
  ignoredResourceGroups: STRING_LIST,
  scoringStrategy: pointer(SCORING_STRATEGY),
});
export type NodeResourcesFitArgs = ValueOf<typeof NODE_RESOURCES_FIT_ARGS>;

const POD_TOPOLOGY_SPREAD_ARGS = struct("v1.PodTopologySpreadArgs", {
  ...TYPE_META,
  defaultConstraints: list(TOPOLOGY_SPREAD_CONSTRAINT),
  defaultingType: named("v1.PodTopologySpreadConstraintsDefaulting"),
});
export type PodTopologySpreadArgs = ValueOf<typeof POD_TOPOLOGY_SPREAD_ARGS>;

const VOLUME_BINDING_ARGS = struct("v1.VolumeBindingArgs", {
  ...TYPE_META,
  bindTimeoutSeconds: pointer(INT64),
  shape: list(UTILIZATION_SHAPE_POINT),
});
export type VolumeBindingArgs = ValueOf<typeof VOLUME_BINDING_ARGS>;

const DYNAMIC_RESOURCES_ARGS = struct("v1.DynamicResourcesArgs", {
  ...TYPE_META,
  filterTimeout: alwaysPointer(DURATION),
  bindingTimeout: pointer(DURATION),
});
export type DynamicResourcesArgs = ValueOf<typeof DYNAMIC_RESOURCES_ARGS>;

const DYNAMIC_RESOURCES_ARGS_WITHOUT_BINDING = struct("v1.DynamicResourcesArgs", {
  ...TYPE_META,
  filterTimeout: alwaysPointer(DURATION),
});

const ALWAYS_TAKEN: readonly (readonly [string, StructType])[] = [
  ["DefaultPreemption", DEFAULT_PREEMPTION_ARGS],
  ["InterPodAffinity", INTER_POD_AFFINITY_ARGS],
  ["NodeAffinity", NODE_AFFINITY_ARGS],
  ["NodeResourcesBalancedAllocation", NODE_RESOURCES_BALANCED_ALLOCATION_ARGS],
  ["NodeResourcesFit", NODE_RESOURCES_FIT_ARGS],
  ["PodTopologySpread", POD_TOPOLOGY_SPREAD_ARGS],
  ["VolumeBinding", VOLUME_BINDING_ARGS],
];

const WITHOUT_DYNAMIC = new Map(ALWAYS_TAKEN);
const WITH_FILTER_TIMEOUT = new Map([...ALWAYS_TAKEN, ["DynamicResources", DYNAMIC_RESOURCES_ARGS_WITHOUT_BINDING]]);
const WITH_ALL_TIMEOUTS = new Map([...ALWAYS_TAKEN, ["DynamicResources", DYNAMIC_RESOURCES_ARGS]]);

/** Plugins that take arguments, and their type; the arguments of others are never looked at. */
export function argumentTypes(version: KubernetesVersion): ReadonlyMap<string, StructType> {
  switch (VERSION_BEHAVIOUR[version].dynamicResourcesArgs) {
    case "none":
      return WITHOUT_DYNAMIC;
    case "filter-timeout":
      return WITH_FILTER_TIMEOUT;
    case "binding-timeout-off":
    case "binding-timeout":
      return WITH_ALL_TIMEOUTS;
  }
}
