// What the kernel is told of a pod as a whole: its weight, its CPU time per period, its memory.
// Imitates pkg/kubelet/cm/helpers_linux.go (ResourceConfigForPod), v1.36 (CFS quota on, as by default).

import { computedQualityOfService } from "../api/pod-quality-of-service.ts";
import type { SizedContainers } from "../container-amounts.ts";
import type { Pod } from "../objects.ts";
import { podLevelLimits, podLimits, podRequests, type SizedPodSpec } from "../pod-resources.ts";
import { isZero, ZERO_QUANTITY } from "../quantity/quantity.ts";
import { milliUnits, wholeUnits } from "../quantity/whole-units.ts";
import { addResources, readResourceList, type ResourceList } from "../resource-list.ts";
import { CPU, MEMORY } from "../resource-name.ts";
import { cpuQuotaUs, cpuShares, DEFAULT_QUOTA_PERIOD_US } from "./cgroup-numbers.ts";

/** Undefined: nothing is set, and the parent's bounds hold. */
export interface PodCgroup {
  readonly cpuShares: number;
  readonly cpuQuotaUs: number | undefined;
  readonly cpuPeriodUs: number | undefined;
  readonly memoryBytes: number | undefined;
}

/** The cgroup of a pod by its spec. */
export function podCgroup(pod: Pod): PodCgroup {
  const qualityOfService = computedQualityOfService(pod.spec);
  if (qualityOfService === "BestEffort") {
    return { cpuShares: cpuShares(0), cpuQuotaUs: undefined, cpuPeriodUs: undefined, memoryBytes: undefined };
  }
  const limits = podLimits(pod);
  const isBounded = (resource: string): boolean =>
    qualityOfService === "Guaranteed" || isLimitedThroughout(pod.spec, resource);
  const hasQuota = isBounded(CPU);
  return {
    cpuShares: cpuShares(milliUnits(podRequests(pod).get(CPU) ?? ZERO_QUANTITY)),
    cpuQuotaUs: hasQuota
      ? cpuQuotaUs(milliUnits(limits.get(CPU) ?? ZERO_QUANTITY), DEFAULT_QUOTA_PERIOD_US)
      : undefined,
    cpuPeriodUs: hasQuota ? DEFAULT_QUOTA_PERIOD_US : undefined,
    memoryBytes: isBounded(MEMORY) ? wholeUnits(limits.get(MEMORY) ?? ZERO_QUANTITY) : undefined,
  };
}

/** Limited as a whole, or in each container; an init container is also limited by the sidecars before it. */
function isLimitedThroughout(spec: SizedPodSpec, resource: string): boolean {
  return isLimited(podLevelLimits(spec), resource) || limitsInTurn(spec).every((limits) => isLimited(limits, resource));
}

/** The limits of each container as the library hands them out one by one. */
function limitsInTurn({ containers = [], initContainers = [] }: SizedContainers): readonly ResourceList[] {
  const sidecars: Map<string, ReturnType<ResourceList["get"]> & object> = new Map();
  const starting = initContainers.map(({ resources, restartPolicy }) => {
    const limits = readResourceList(resources?.limits);
    if (restartPolicy !== "Always") addResources(limits, sidecars);
    else addResources(sidecars, limits);
    return restartPolicy === "Always" ? new Map(sidecars) : limits;
  });
  return [...containers.map(({ resources }) => readResourceList(resources?.limits)), ...starting];
}

function isLimited(limits: ResourceList, resource: string): boolean {
  return !isZero(limits.get(resource) ?? ZERO_QUANTITY);
}
