// How the imitated Kubernetes versions differ, as one table. Plugins and rules read a column of it; nothing
// else in the project compares version numbers.
// Sources: pkg/features and pkg/scheduler of v1.33.13, v1.34.4, v1.35.4, v1.36.3 as recorded in tests/conformance.

import type { KubernetesVersion } from "./kubernetes-version.ts";

export interface VersionBehaviour {
  /** Pod-level resources count (gate PodLevelResources). */
  readonly podLevelResources: boolean;
  /** Pod-level status and allocated resources of placed pods count (gate InPlacePodLevelResourcesVerticalScaling). */
  readonly podLevelResize: boolean;
  /** matchLabelKeys of topology spread constraints are written into their selectors when a pod is created. */
  readonly mergesSpreadLabelKeys: boolean;
  /**
   * A namespaceSelector of an incoming pod's affinity term is asked of namespaces of unknown labels too, although the
   * namespaces that it selects are listed already: one that needs no label to be there selects all of them.
   */
  readonly namespaceSelectorSelectsUnknown: boolean;
  /** Image volumes count in ImageLocality. */
  readonly imageVolumes: boolean;
  /** NodeResourcesFit is UnschedulableAndUnresolvable for a pod larger than the whole node. */
  readonly fitUnresolvable: boolean;
  /** Taint refusals name the taint. */
  readonly taintInMessage: boolean;
  /** NodeResourcesBalancedAllocation scores the change of balance, not the balance. */
  readonly balanceChange: boolean;
  /** DynamicResources is in the default profile: its words stand in messages. */
  readonly dynamicResources: boolean;
  /** DynamicResources scores (0 for pods without claims). */
  readonly dynamicResourcesScore: boolean;
  /** Taints, distinct attributes and capacity of devices count, and devices may have to be made ready. */
  readonly newerDeviceFeatures: boolean;
  /** Preemption leaves victims alone that are terminating already. */
  readonly sparesTerminatingVictims: boolean;
  /** Opportunistic batching: the runner-up of the last pod may be tried first for the next. */
  readonly opportunisticBatching: boolean;
  /** Refusals of a claim that one pod only may use name it in the old words. */
  readonly oldReadWriteOncePodMessage: boolean;
  /** Claims and volumes may name a class of volume attributes (gate VolumeAttributesClass). */
  readonly volumeAttributesClasses: boolean;
  /** Portworx volumes count against limits only where the CSINode says that their plugin was migrated. */
  readonly portworxAsksForMigration: boolean;
  /** NodeDeclaredFeatures is in the default profile. */
  readonly nodeDeclaredFeatures: boolean;
  /** Plugins that kube-scheduler knows without running them by default. */
  readonly pluginsOffByDefault: readonly string[];
  /** Points at which pod groups are placed may be configured. */
  readonly placementPoints: boolean;
  /** Arguments of DynamicResources; those of a feature that is off are known and refused. */
  readonly dynamicResourcesArgs: "none" | "filter-timeout" | "binding-timeout-off" | "binding-timeout";
  /** A shape belongs to the scoring strategy RequestedToCapacityRatio and to no other. */
  readonly shapeOnlyForRatio: boolean;
  /** Mistakes in a scheduler's configuration are told without naming the field twice. */
  readonly tersePlacesInConfiguration: boolean;
  /** ReplicaSets and Deployments say how many of their pods are going (gate DeploymentReplicaSetTerminatingReplicas). */
  readonly terminatingReplicas: boolean;
  /** A Job that is suspended has no time of start any more (gate MutableSchedulingDirectivesForSuspendedJobs). */
  readonly suspendedJobsLoseStart: boolean;
  /** Autoscalers remember by a condition that it was they who scaled to zero. */
  readonly autoscalersRememberZero: boolean;
  /** Autoscalers may have tolerances of their own (gate HPAConfigurableTolerance). */
  readonly autoscalerTolerances: boolean;
  /** A pod without the container that an autoscaler measures fails the metric. */
  readonly autoscalersNeedContainer: boolean;
  /** Replicas that a metric's value asks for are kept within an int32, sums of series within an int64. */
  readonly autoscalersCapValues: boolean;
  /** The same of averages of external metrics. */
  readonly autoscalersCapAverages: boolean;
  /** A conflict when a scale is written is tried again. */
  readonly autoscalersRetryConflicts: boolean;
  /** Averages of memory in the status of autoscalers are in powers of 1024. */
  readonly autoscalersWriteMemoryInBinary: boolean;
  /** Among equal totals: first in heap order, or any (we take the same one and say so). */
  readonly tieRule: "heap-order" | "any";
  /** Which failures of a pod lengthen its backoff: all, or those of the kind that it failed with last. */
  readonly backoffRule: "all-failures" | "own-kind";
}

const V1_33: VersionBehaviour = {
  podLevelResources: false,
  podLevelResize: false,
  mergesSpreadLabelKeys: false,
  namespaceSelectorSelectsUnknown: false,
  imageVolumes: false,
  fitUnresolvable: false,
  taintInMessage: true,
  balanceChange: false,
  dynamicResources: false,
  dynamicResourcesScore: false,
  newerDeviceFeatures: false,
  sparesTerminatingVictims: false,
  opportunisticBatching: false,
  oldReadWriteOncePodMessage: true,
  volumeAttributesClasses: false,
  portworxAsksForMigration: true,
  nodeDeclaredFeatures: false,
  pluginsOffByDefault: ["DynamicResources"],
  placementPoints: false,
  dynamicResourcesArgs: "none",
  shapeOnlyForRatio: false,
  tersePlacesInConfiguration: false,
  terminatingReplicas: false,
  suspendedJobsLoseStart: false,
  autoscalersRememberZero: false,
  autoscalerTolerances: false,
  autoscalersNeedContainer: false,
  autoscalersCapValues: false,
  autoscalersCapAverages: false,
  autoscalersRetryConflicts: false,
  autoscalersWriteMemoryInBinary: false,
  tieRule: "any",
  backoffRule: "all-failures",
};

const V1_34: VersionBehaviour = {
  ...V1_33,
  podLevelResources: true,
  mergesSpreadLabelKeys: true,
  namespaceSelectorSelectsUnknown: true,
  fitUnresolvable: true,
  taintInMessage: false,
  dynamicResources: true,
  oldReadWriteOncePodMessage: false,
  volumeAttributesClasses: true,
  pluginsOffByDefault: [],
  dynamicResourcesArgs: "filter-timeout",
  tersePlacesInConfiguration: true,
  autoscalersCapAverages: true,
  autoscalersRetryConflicts: true,
  autoscalersWriteMemoryInBinary: true,
  backoffRule: "own-kind",
};

const V1_35: VersionBehaviour = {
  ...V1_34,
  dynamicResourcesScore: true,
  sparesTerminatingVictims: true,
  opportunisticBatching: true,
  pluginsOffByDefault: ["NodeDeclaredFeatures", "GangScheduling"],
  dynamicResourcesArgs: "binding-timeout-off",
  terminatingReplicas: true,
  autoscalerTolerances: true,
  autoscalersNeedContainer: true,
  autoscalersCapValues: true,
  tieRule: "heap-order",
};

const V1_36: VersionBehaviour = {
  ...V1_35,
  podLevelResize: true,
  imageVolumes: true,
  balanceChange: true,
  newerDeviceFeatures: true,
  portworxAsksForMigration: false,
  nodeDeclaredFeatures: true,
  pluginsOffByDefault: ["GangScheduling", "TopologyPlacementGenerator", "PodGroupPodsCount"],
  placementPoints: true,
  dynamicResourcesArgs: "binding-timeout",
  suspendedJobsLoseStart: true,
  autoscalersRememberZero: true,
  shapeOnlyForRatio: true,
};

/** Behaviour by version. */
export const VERSION_BEHAVIOUR: Readonly<Record<KubernetesVersion, VersionBehaviour>> = Object.freeze({
  "1.33": V1_33,
  "1.34": V1_34,
  "1.35": V1_35,
  "1.36": V1_36,
});
