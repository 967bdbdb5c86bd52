// The defaults of plugins' arguments.
// Imitates pkg/scheduler/apis/config/v1/defaults.go (SetDefaults_*Args), v1.33–v1.36 (default feature gates).

import type { Draft } from "../../model/api/api-type.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

import type {
  DefaultPreemptionArgs,
  DynamicResourcesArgs,
  InterPodAffinityArgs,
  NodeResourcesBalancedAllocationArgs,
  NodeResourcesFitArgs,
  PodTopologySpreadArgs,
  ResourceSpec,
  VolumeBindingArgs,
} from "./argument-types.ts";

/** Decoded arguments, theirs who completes them. */
export type ArgumentsDraft = Record<string, unknown>;

/** Completes in place the arguments of a plugin that takes some. */
export function completeArguments(name: string, args: ArgumentsDraft, version: KubernetesVersion): void {
  switch (name) {
    case "DefaultPreemption":
      return completeDefaultPreemption(args);
    case "InterPodAffinity":
      return completeInterPodAffinity(args);
    case "NodeResourcesBalancedAllocation":
      return completeBalancedAllocation(args);
    case "NodeResourcesFit":
      return completeNodeResourcesFit(args);
    case "PodTopologySpread":
      return completePodTopologySpread(args);
    case "VolumeBinding":
      return completeVolumeBinding(args);
    case "DynamicResources":
      return completeDynamicResources(args, version);
  }
}

function defaultResources(): Draft<ResourceSpec>[] {
  return [
    { name: "cpu", weight: 1 },
    { name: "memory", weight: 1 },
  ];
}

function completeDefaultPreemption(args: Draft<DefaultPreemptionArgs>): void {
  args.minCandidateNodesPercentage ??= 10;
  args.minCandidateNodesAbsolute ??= 100;
}

function completeInterPodAffinity(args: Draft<InterPodAffinityArgs>): void {
  args.hardPodAffinityWeight ??= 1;
}

function completeBalancedAllocation(args: Draft<NodeResourcesBalancedAllocationArgs>): void {
  if ((args.resources ?? []).length === 0) args.resources = defaultResources();
  weighAtLeastOne(args.resources);
}

/** A strategy that says anything at all must say its type. */
function completeNodeResourcesFit(args: Draft<NodeResourcesFitArgs>): void {
  const strategy = (args.scoringStrategy ??= { type: "LeastAllocated" });
  if ((strategy.resources ?? []).length === 0) strategy.resources = defaultResources();
  weighAtLeastOne(strategy.resources);
}

/** A weight of 0 is as good as none. */
function weighAtLeastOne(resources: Draft<ResourceSpec>[] | undefined): void {
  for (const resource of resources ?? []) resource.weight ||= 1;
}

function completePodTopologySpread(args: Draft<PodTopologySpreadArgs>): void {
  args.defaultingType ??= "System";
}

function completeVolumeBinding(args: Draft<VolumeBindingArgs>): void {
  args.bindTimeoutSeconds ??= 600;
}

function completeDynamicResources(args: Draft<DynamicResourcesArgs>, version: KubernetesVersion): void {
  args.filterTimeout ??= "10s";
  if (VERSION_BEHAVIOUR[version].dynamicResourcesArgs === "binding-timeout") args.bindingTimeout ??= "10m0s";
}
