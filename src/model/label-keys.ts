// Selectors that follow from a new pod's own labels: the API server writes them down when the pod is created, and never again.
// Imitates pkg/registry/core/pod/strategy.go (mutateTopologySpreadConstraints, mutatePodAffinity), v1.36.

import type { Draft } from "./api/api-type.ts";
import { mergeAffinityLabelKeys, mergeSpreadLabelKeys } from "./api/defaults/pod-creation.ts";
import type { PodSpec } from "./api/types/pod.ts";
import type { Pod } from "./objects.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";

/** The pod with matchLabelKeys and mismatchLabelKeys merged into its selectors; the pod itself stays as it is. */
export function withMergedLabelKeys(pod: Pod, { mergesSpreadLabelKeys }: VersionBehaviour): Pod {
  const { affinity, topologySpreadConstraints } = pod.spec;
  if (affinity?.podAffinity === undefined && affinity?.podAntiAffinity === undefined && !topologySpreadConstraints) {
    return pod;
  }
  // Terms may share one selector in memory; each gets its own keys.
  const parts = JSON.parse(JSON.stringify({ affinity, topologySpreadConstraints })) as Draft<PodSpec>;
  mergeAffinityLabelKeys(parts, pod.metadata.labels);
  if (mergesSpreadLabelKeys) mergeSpreadLabelKeys(parts, pod.metadata.labels);
  return { ...pod, spec: { ...pod.spec, ...parts } as Pod["spec"] };
}
