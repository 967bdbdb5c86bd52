// kube-scheduler's default profile: the MultiPoint list with weights, and which points each plugin stands at.
// Imitates pkg/scheduler/apis/config/v1/default_plugins.go, v1.33–v1.36 (default feature gates).

import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

import type { ExtensionPoint } from "./configuration.ts";

export interface DefaultPlugin {
  readonly name: string;
  /** Weight of its score; 0 for plugins that do not score. */
  readonly weight: number;
  readonly points: readonly ExtensionPoint[];
}

const BEFORE_DYNAMIC_RESOURCES: readonly DefaultPlugin[] = [
  { name: "SchedulingGates", weight: 0, points: ["preEnqueue"] },
  { name: "PrioritySort", weight: 0, points: ["queueSort"] },
  { name: "NodeUnschedulable", weight: 0, points: ["filter"] },
  { name: "NodeName", weight: 0, points: ["filter"] },
  { name: "TaintToleration", weight: 3, points: ["filter", "preScore", "score"] },
  { name: "NodeAffinity", weight: 2, points: ["preFilter", "filter", "preScore", "score"] },
  { name: "NodePorts", weight: 0, points: ["preFilter", "filter"] },
  { name: "NodeResourcesFit", weight: 1, points: ["preFilter", "filter", "preScore", "score"] },
  { name: "VolumeRestrictions", weight: 0, points: ["preFilter", "filter"] },
  { name: "NodeVolumeLimits", weight: 0, points: ["preFilter", "filter"] },
  { name: "VolumeBinding", weight: 1, points: ["preFilter", "filter", "preScore", "score", "reserve", "preBind"] },
  { name: "VolumeZone", weight: 0, points: ["preFilter", "filter"] },
  { name: "PodTopologySpread", weight: 2, points: ["preFilter", "filter", "preScore", "score"] },
  { name: "InterPodAffinity", weight: 2, points: ["preFilter", "filter", "preScore", "score"] },
];

const DYNAMIC_RESOURCES_POINTS: readonly ExtensionPoint[] = [
  "preEnqueue",
  "preFilter",
  "filter",
  "postFilter",
  "reserve",
  "preBind",
];

const AFTER_DYNAMIC_RESOURCES: readonly DefaultPlugin[] = [
  { name: "DefaultPreemption", weight: 0, points: ["preEnqueue", "postFilter"] },
  { name: "NodeResourcesBalancedAllocation", weight: 1, points: ["preScore", "score"] },
  { name: "ImageLocality", weight: 1, points: ["score"] },
  { name: "DefaultBinder", weight: 0, points: ["bind"] },
];

const NODE_DECLARED_FEATURES: DefaultPlugin = {
  name: "NodeDeclaredFeatures",
  weight: 0,
  points: ["preFilter", "filter"],
};

/** The default MultiPoint list of a version, in order. */
export function defaultPlugins(version: KubernetesVersion): readonly DefaultPlugin[] {
  const { dynamicResources, dynamicResourcesScore } = VERSION_BEHAVIOUR[version];
  const points: readonly ExtensionPoint[] = dynamicResourcesScore
    ? [...DYNAMIC_RESOURCES_POINTS, "score"]
    : DYNAMIC_RESOURCES_POINTS;
  const dynamic = { name: "DynamicResources", weight: dynamicResourcesScore ? 2 : 0, points };
  return [
    ...BEFORE_DYNAMIC_RESOURCES,
    ...(dynamicResources ? [dynamic] : []),
    ...AFTER_DYNAMIC_RESOURCES,
    ...(VERSION_BEHAVIOUR[version].nodeDeclaredFeatures ? [NODE_DECLARED_FEATURES] : []),
  ];
}
