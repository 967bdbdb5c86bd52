// The plugins that kube-scheduler of a version knows, at which points each may be enabled, and which it enables by
// default, with which weight. Whether plimsoll simulates them is another matter.
// Imitates pkg/scheduler/framework/plugins/registry.go and apis/config/v1/default_plugins.go, v1.33–v1.36 (default
// feature gates).

import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR, type VersionBehaviour } from "../../model/version-behaviour.ts";

import { EXTENSION_POINTS, type ExtensionPoint } from "../framework/configuration.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { POLICIES } from "../policies/policies.ts";

/** Where plugins may be enabled: pod groups are placed at points that no pod of its own comes to. */
export const CONFIGURABLE_POINTS = Object.freeze([...EXTENSION_POINTS, "placementGenerate", "placementScore"] as const);

export type ConfigurablePoint = (typeof CONFIGURABLE_POINTS)[number];

export interface DefaultPlugin {
  readonly name: string;
  /** As the default list has it: 0 counts 1 for plugins that score. */
  readonly weight: number;
}

type Points = readonly ConfigurablePoint[];

const FILTERS: Points = ["preFilter", "filter"];
const FILTERS_AND_SCORES: Points = ["preFilter", "filter", "preScore", "score"];

const SAME_IN_ALL_VERSIONS: readonly (readonly [name: string, points: Points, weight: number])[] = [
  ["SchedulingGates", ["preEnqueue"], 0],
  ["PrioritySort", ["queueSort"], 0],
  ["NodeUnschedulable", ["filter"], 0],
  ["NodeName", ["filter"], 0],
  ["TaintToleration", ["filter", "preScore", "score"], 3],
  ["NodeAffinity", FILTERS_AND_SCORES, 2],
  ["NodePorts", FILTERS, 0],
  ["NodeResourcesFit", FILTERS_AND_SCORES, 1],
  ["VolumeRestrictions", FILTERS, 0],
  ["NodeVolumeLimits", FILTERS, 0],
  ["VolumeBinding", [...FILTERS_AND_SCORES, "reserve", "preBind"], 0],
  ["VolumeZone", FILTERS, 0],
  ["PodTopologySpread", FILTERS_AND_SCORES, 2],
  ["InterPodAffinity", FILTERS_AND_SCORES, 2],
  ["DefaultPreemption", ["preEnqueue", "postFilter"], 0],
  ["NodeResourcesBalancedAllocation", ["preScore", "score"], 1],
  ["ImageLocality", ["score"], 1],
  ["DefaultBinder", ["bind"], 0],
];

const DYNAMIC_RESOURCES: Points = ["preEnqueue", "preFilter", "filter", "postFilter", "reserve", "preBind"];

/** The points of each plugin by name: also of those that are off by default, of policies, and of a user's own plugins. */
export function knownPlugins(
  version: KubernetesVersion,
  own: readonly PluginDefinition[] = [],
): ReadonlyMap<string, Points> {
  const behaviour = VERSION_BEHAVIOUR[version];
  const points = new Map(SAME_IN_ALL_VERSIONS.map(([name, where]) => [name, where]));
  if (behaviour.placementPoints) points.set("NodeResourcesFit", [...FILTERS_AND_SCORES, "placementScore"]);
  for (const name of laterPlugins(behaviour)) points.set(name, pointsOfLater(name, behaviour));
  for (const plugin of [...POLICIES, ...own]) points.set(plugin.name, plugin.points);
  return points;
}

function laterPlugins({ dynamicResources, nodeDeclaredFeatures, pluginsOffByDefault }: VersionBehaviour) {
  return [
    ...(dynamicResources ? ["DynamicResources"] : []),
    ...(nodeDeclaredFeatures ? ["NodeDeclaredFeatures"] : []),
    ...pluginsOffByDefault,
  ];
}

function pointsOfLater(name: string, { dynamicResourcesScore, placementPoints }: VersionBehaviour): Points {
  switch (name) {
    case "DynamicResources":
      return dynamicResourcesScore ? [...DYNAMIC_RESOURCES, "score"] : DYNAMIC_RESOURCES;
    case "NodeDeclaredFeatures":
      return FILTERS;
    case "GangScheduling":
      return placementPoints ? ["preEnqueue", "permit"] : ["preEnqueue", "permit", "reserve"];
    case "TopologyPlacementGenerator":
      return ["placementGenerate"];
    default:
      return ["placementScore"];
  }
}

/** The default MultiPoint list of a version, in order: whoever may free resources comes before preemption. */
export function defaultPlugins(version: KubernetesVersion): readonly DefaultPlugin[] {
  const { dynamicResources, dynamicResourcesScore, nodeDeclaredFeatures } = VERSION_BEHAVIOUR[version];
  const dynamic = { name: "DynamicResources", weight: dynamicResourcesScore ? 2 : 0 };
  return [
    ...SAME_IN_ALL_VERSIONS.flatMap(([name, , weight]) =>
      dynamicResources && name === "DefaultPreemption" ? [dynamic, { name, weight }] : [{ name, weight }],
    ),
    ...(nodeDeclaredFeatures ? [{ name: "NodeDeclaredFeatures", weight: 0 }] : []),
  ];
}

/** The points of a version, in the order in which kube-scheduler fills them. */
export function pointsInBuildOrder(version: KubernetesVersion): Points {
  return VERSION_BEHAVIOUR[version].placementPoints ? WITH_PLACEMENT : BUILD_ORDER;
}

const BUILD_ORDER: Points = Object.freeze([
  "preFilter",
  "filter",
  "postFilter",
  "reserve",
  "preScore",
  "score",
  "preBind",
  "bind",
  "postBind",
  "permit",
  "preEnqueue",
  "queueSort",
] as const);
const WITH_PLACEMENT: Points = Object.freeze([...BUILD_ORDER, "placementGenerate", "placementScore"] as const);

/** True for the points that the scheduling of single pods comes to. */
export function isExtensionPoint(point: ConfigurablePoint): point is ExtensionPoint {
  return EXTENSION_POINTS.some((known) => known === point);
}
