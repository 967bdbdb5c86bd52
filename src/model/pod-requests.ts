// What a pod asks for, as the scheduler counts it: to filter, to score, and once it is placed.
// Imitates pkg/scheduler/framework/types.go (CalculateResource) and plugins/noderesources (fit.go,
// resource_allocation.go), v1.36; earlier versions by the table of version-behaviour.ts.

import { effectiveRequests, withDefaults, WRITTEN_REQUESTS } from "./container-amounts.ts";
import type { Pod } from "./objects.ts";
import { effectivePodLevelRequests, NO_POD_LEVEL, podLevelRequests, requestsTogether } from "./pod-resources.ts";
import { quantityOfMilli, quantityOfUnits, type Quantity } from "./quantity/quantity.ts";
import { resourceAmounts, type ResourceAmounts, type ResourceList } from "./resource-list.ts";
import { CPU, MEMORY } from "./resource-name.ts";
import type { VersionBehaviour } from "./version-behaviour.ts";

const MEBIBYTE = 1024n * 1024n;

/** Scoring counts a container without a request as this much (pkg/scheduler/util/pod_resources.go). */
const NON_ZERO_DEFAULTS: ReadonlyMap<string, Quantity> = new Map([
  [CPU, quantityOfMilli(100n, "DecimalSI")],
  [MEMORY, quantityOfUnits(200n * MEBIBYTE, "DecimalSI")],
]);

/** The requests of an incoming pod, as NodeResourcesFit filters by them. */
export function incomingRequests({ spec }: Pod, behaviour: VersionBehaviour): ResourceAmounts {
  const podLevel = behaviour.podLevelResources ? podLevelRequests(spec) : NO_POD_LEVEL;
  return resourceAmounts(requestsTogether(spec, WRITTEN_REQUESTS, podLevel));
}

/**
 * The requests of an incoming pod as NodeResourcesFit scores by them: each container without a CPU or memory
 * request counts 100m or 200Mi, and pod-level requests are not seen (a quirk of all versions, kept).
 */
export function scoringRequests({ spec, status }: Pod): ResourceAmounts {
  const view = withDefaults(effectiveRequests(status ?? {}), NON_ZERO_DEFAULTS);
  return resourceAmounts(requestsTogether(spec, view, NO_POD_LEVEL));
}

/** What a placed pod takes from its node: NodeInfo.Requested. */
export function placedRequests(pod: Pod, behaviour: VersionBehaviour): ResourceAmounts {
  return resourceAmounts(placedRequestList(pod, behaviour));
}

/** What a placed pod adds to its node for scoring: NodeInfo.NonZeroRequested (CPU and memory only). */
export function placedNonZeroRequests(pod: Pod, behaviour: VersionBehaviour): ResourceAmounts {
  return resourceAmounts(placedNonZeroRequestList(pod, behaviour));
}

/** The exact amounts of `placedRequests`. */
export function placedRequestList(pod: Pod, behaviour: VersionBehaviour): ResourceList {
  return requestsTogether(pod.spec, effectiveRequests(pod.status ?? {}), placedPodLevel(pod, behaviour));
}

/** The exact amounts of `placedNonZeroRequests`. */
export function placedNonZeroRequestList(pod: Pod, behaviour: VersionBehaviour): ResourceList {
  const podLevel = placedPodLevel(pod, behaviour);
  const missing = podLevel.size === 0 ? NON_ZERO_DEFAULTS : defaultsMissingIn(placedRequestList(pod, behaviour));
  const view = withDefaults(effectiveRequests(pod.status ?? {}), missing);
  return requestsTogether(pod.spec, view, podLevel);
}

function defaultsMissingIn(requests: ResourceList): ResourceList {
  return new Map([...NON_ZERO_DEFAULTS].filter(([name]) => !requests.has(name)));
}

/** Pod-level requests that replace the sum; empty where the version has none or none is supported. */
function placedPodLevel(pod: Pod, behaviour: VersionBehaviour): ResourceList {
  if (!behaviour.podLevelResources) return NO_POD_LEVEL;
  return behaviour.podLevelResize ? effectivePodLevelRequests(pod) : podLevelRequests(pod.spec);
}
