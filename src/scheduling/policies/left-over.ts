// How much of a node would be left over with the pod on it: CPU, memory and devices, each as a part of the largest
// machine's, so that big and small nodes compare by what they have and not by their shares.

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import {
  cpuMilliLeft,
  deviceMilliAsked,
  deviceMilliLeft,
  LARGEST_CPU_MILLI,
  LARGEST_GPU_MILLI,
  LARGEST_MEMORY_BYTES,
  memoryBytesLeft,
} from "./node-room.ts";

/** The sum of the three parts; devices count only for pods that want some. */
export function leftOver(cluster: ClusterState, podClass: SchedulingClass, node: number): number {
  const { cpuMilli, memoryBytes } = podClass.scoringRequests;
  const cpu = (cpuMilliLeft(cluster, node) - cpuMilli) / LARGEST_CPU_MILLI;
  const memory = (memoryBytesLeft(cluster, node) - memoryBytes) / LARGEST_MEMORY_BYTES;
  if (podClass.deviceWish === undefined) return cpu + memory;
  return cpu + memory + (deviceMilliLeft(cluster, node) - deviceMilliAsked(podClass)) / LARGEST_GPU_MILLI;
}
