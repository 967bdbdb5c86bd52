// How much CPU a container may use. Pure function of what the API shows.
// Imitates pkg/kubelet/cm/helpers_linux.go (ResourceConfigForPod): a limit of the pod as a whole binds its containers, v1.36.

import type { SizedContainer } from "../container-amounts.ts";
import { podLevelLimits, type SizedPodSpec } from "../pod-resources.ts";
import { milliUnits } from "../quantity/whole-units.ts";
import { readResourceList } from "../resource-list.ts";
import { CPU } from "../resource-name.ts";

/** True if a limit of the pod binds the container and nothing else does: what others in the pod use is taken off it. */
export function sharesPodLimit(spec: SizedPodSpec, container: SizedContainer | undefined): boolean {
  return !readResourceList(container?.resources?.limits).has(CPU) && podLevelLimits(spec).has(CPU);
}

/** Thousandths of a core: the container's own limit, else the pod's; Infinity where there is none. */
export function cpuLimitMilli(spec: SizedPodSpec, container: SizedContainer | undefined): number {
  const limit = readResourceList(container?.resources?.limits).get(CPU) ?? podLevelLimits(spec).get(CPU);
  return limit === undefined ? Infinity : milliUnits(limit);
}
