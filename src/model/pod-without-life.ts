// What pods of one workload have in common: their own nodes, times and container states are left out, so that thousands of running
// pods of a dump are of one class. Pure functions of objects.

import type { ContainerStatus, Pod, PodCondition, PodStatus } from "./objects.ts";

/** The pod without its node, and of its status only what placement goes by. */
export function withoutOwnLife({ spec: { nodeName: _nodeName, ...spec }, status, ...pod }: Pod): Pod {
  return status === undefined ? { ...pod, spec } : { ...pod, spec, status: placementStatus(status) };
}

/** Of a status what placement goes by: no times, and of containers their sizes only. */
export function placementStatus({
  conditions,
  containerStatuses,
  initContainerStatuses,
  ...status
}: PodStatus): PodStatus {
  return {
    ...status,
    ...(conditions === undefined ? {} : { conditions: conditions.map((each) => timeless(each)) }),
    ...(containerStatuses === undefined ? {} : { containerStatuses: containerStatuses.map((each) => sizesOf(each)) }),
    ...(initContainerStatuses === undefined
      ? {}
      : { initContainerStatuses: initContainerStatuses.map((each) => sizesOf(each)) }),
  };
}

function timeless({ lastTransitionTime: _since, ...condition }: PodCondition): PodCondition {
  return condition;
}

function sizesOf({ name, allocatedResources, resources }: ContainerStatus): ContainerStatus {
  return {
    name,
    ...(allocatedResources === undefined ? {} : { allocatedResources }),
    ...(resources === undefined ? {} : { resources }),
  };
}
