// What a node has and what it has left, as the policies count it: milli-CPU, bytes, thousandths of devices. The pod's
// CPU and memory count 100m and 200Mi where it asks for none.
// Imitates hkust-adsl/kubernetes-scheduler-simulator 8f3d641 (pkg/utils/utils.go, GetNodeResourceViaNodeInfo,
// GetPodResource).

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../cluster/resource-index.ts";

/** The largest machine that scores are measured by: 128 cores, 1 TiB, eight GPUs. */
export const LARGEST_CPU_MILLI = 128_000;
export const LARGEST_MEMORY_BYTES = 1_099_511_627_776;
export const LARGEST_GPU_MILLI = 8_000;

export function cpuMilliLeft({ nodes }: ClusterState, node: number): number {
  return nodes.allocatable(node, CPU_INDEX) - nodes.requested(node, CPU_INDEX);
}

export function memoryBytesLeft({ nodes }: ClusterState, node: number): number {
  return nodes.allocatable(node, MEMORY_INDEX) - nodes.requested(node, MEMORY_INDEX);
}

/** Over all devices of the node. */
export function deviceMilliLeft({ devices }: ClusterState, node: number): number {
  const free = devices.freeMilli(node);
  let sum = 0;
  for (let device = 0; device < free.length; device += 1) sum += free[device]!;
  return sum;
}

/** What the pod wants of devices, in sum. */
export function deviceMilliAsked({ deviceWish }: SchedulingClass): number {
  return deviceWish === undefined ? 0 : deviceWish.devices * deviceWish.milliEach;
}
