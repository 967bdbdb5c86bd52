// Feature gates of the API server and of kube-controller-manager that change something here, and since when there are such gates.
// Source: pkg/features/kube_features.go, v1.36.

import { KUBERNETES_VERSIONS, type KubernetesVersion } from "./kubernetes-version.ts";

/** Those that are set, by name; the others are as each version has them. */
export type FeatureGates = ReadonlyMap<string, boolean>;

export const NO_FEATURE_GATES: FeatureGates = new Map();

/** By name: the first of the known versions that has the gate. */
const SINCE = Object.freeze({
  DeploymentReplicaSetTerminatingReplicas: "1.33",
  HPAConfigurableTolerance: "1.33",
  HPAScaleToZero: "1.33",
  MaxUnavailableStatefulSet: "1.33",
  MutableSchedulingDirectivesForSuspendedJobs: "1.35",
  PodLevelResources: "1.33",
}) satisfies Readonly<Record<string, KubernetesVersion>>;

export type FeatureGate = keyof typeof SINCE;

/** In the order of their names. */
export const FEATURE_GATES: readonly FeatureGate[] = Object.freeze(Object.keys(SINCE) as FeatureGate[]);

/** Whether the version knows the gate; one that does not stops the component that is given it. */
export function hasFeatureGate(version: KubernetesVersion, gate: FeatureGate): boolean {
  return KUBERNETES_VERSIONS.indexOf(version) >= KUBERNETES_VERSIONS.indexOf(SINCE[gate]);
}
