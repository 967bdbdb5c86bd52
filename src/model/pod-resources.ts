// What a pod asks for and is limited to as a whole: its containers together, replaced by what is written for the pod
// itself, and its overhead on top. (The library adds overhead into decimals of the spec, such as 0.5Gi for the pod as a
// whole, so that it answers more each time that it is asked; here it is always the first answer.)
// Imitates staging component-helpers resource/helpers.go (PodRequests, PodLimits), v1.36.

import {
  containersTogether,
  effectiveAmounts,
  effectiveLimits,
  effectiveRequests,
  WRITTEN_LIMITS,
  WRITTEN_REQUESTS,
  type ContainerView,
  type SizedContainers,
} from "./container-amounts.ts";
import type { Pod, QuantityMap } from "./objects.ts";
import { isZero, ZERO_QUANTITY, type Quantity } from "./quantity/quantity.ts";
import { sumOfQuantities } from "./quantity/quantity-arithmetic.ts";
import { addResources, readResourceList, type ResourceList } from "./resource-list.ts";
import { isPodLevelResource } from "./resource-name.ts";

/** What of a pod its size as a whole depends on. */
export interface SizedPodSpec extends SizedContainers {
  readonly overhead?: QuantityMap;
  readonly resources?: { readonly requests?: QuantityMap; readonly limits?: QuantityMap };
}

/** Nothing is written for the pod as a whole, or nothing of it counts. */
export const NO_POD_LEVEL: ResourceList = new Map();

/** The requests as written. */
export function podRequests({ spec }: Pod): ResourceList {
  return requestsTogether(spec, WRITTEN_REQUESTS, podLevelRequests(spec));
}

/** The requests of a running pod, with what resizes of its containers and of itself made of them. */
export function effectivePodRequests(pod: Pod): ResourceList {
  return requestsTogether(pod.spec, effectiveRequests(pod.status ?? {}), effectivePodLevelRequests(pod));
}

/** The limits as written. A resource that some container does not limit is limited by the others' sum all the same. */
export function podLimits({ spec }: Pod): ResourceList {
  return limitsTogether(spec, WRITTEN_LIMITS, podLevelLimits(spec));
}

/** The limits of a running pod, with what resizes of its containers and of itself made of them. */
export function effectivePodLimits(pod: Pod): ResourceList {
  return limitsTogether(pod.spec, effectiveLimits(pod.status ?? {}), effectivePodLevelLimits(pod));
}

/** Containers by a view of their requests, replaced where `podLevel` says so, and overhead. */
export function requestsTogether(
  spec: SizedPodSpec,
  view: ContainerView,
  podLevel: ResourceList,
): Map<string, Quantity> {
  const requests = withoutOverhead(spec, view, podLevel);
  addResources(requests, readResourceList(spec.overhead));
  return requests;
}

/** Containers by a view of their limits, replaced where `podLevel` says so, and overhead where there is a limit at all. */
export function limitsTogether(spec: SizedPodSpec, view: ContainerView, podLevel: ResourceList): Map<string, Quantity> {
  const limits = withoutOverhead(spec, view, podLevel);
  for (const [name, overhead] of readResourceList(spec.overhead)) {
    const limit = limits.get(name);
    if (limit !== undefined && !isZero(limit)) limits.set(name, sumOfQuantities(limit, overhead));
  }
  return limits;
}

/** Containers by a view, replaced where `podLevel` says so. */
export function withoutOverhead(
  spec: SizedPodSpec,
  view: ContainerView,
  podLevel: ResourceList,
): Map<string, Quantity> {
  const together = containersTogether(spec, view);
  for (const [name, quantity] of podLevel) together.set(name, quantity);
  return together;
}

/** Requests of the pod as a whole; what may not be requested so is left out. */
export function podLevelRequests({ resources }: SizedPodSpec): ResourceList {
  return podLevelOf(resources?.requests);
}

/** Limits of the pod as a whole; what may not be limited so is left out. */
export function podLevelLimits({ resources }: SizedPodSpec): ResourceList {
  return podLevelOf(resources?.limits);
}

/** Whether anything is requested or limited for the pod as a whole. */
export function isSizedAsWhole(spec: SizedPodSpec): boolean {
  return podLevelRequests(spec).size > 0 || podLevelLimits(spec).size > 0;
}

/** Requests of the pod as a whole as a resize made them. */
export function effectivePodLevelRequests({ spec, status }: Pod): ResourceList {
  const written = podLevelRequests(spec);
  if (status?.resources === undefined) return written;
  const actuated = [readResourceList(status.resources.requests), readResourceList(status.allocatedResources)];
  return sameNames(written, effectiveAmounts(status, written, actuated));
}

/** Limits of the pod as a whole as a resize made them. */
export function effectivePodLevelLimits({ spec, status }: Pod): ResourceList {
  const written = podLevelLimits(spec);
  if (status?.resources === undefined) return written;
  return sameNames(written, effectiveAmounts(status, written, [readResourceList(status.resources.limits)]));
}

function podLevelOf(map: QuantityMap | undefined): ResourceList {
  return new Map([...readResourceList(map)].filter(([name]) => isPodLevelResource(name)));
}

/** Only what the spec names is replaced; what the status lacks is zero then. */
function sameNames(written: ResourceList, effective: ResourceList): ResourceList {
  return new Map([...written.keys()].map((name) => [name, effective.get(name) ?? ZERO_QUANTITY]));
}
