// The default scores of CPU and memory for one node, in the source's order of operations. Small, so that loops take them in.
// Imitates plugins/noderesources/least_allocated.go and balanced_allocation.go, v1.36.

import { percentOf } from "./integer.ts";
import { MAX_NODE_SCORE } from "./plugin.ts";

/**
 * The mean free share of CPU and memory in percent, in integers twice; a resource that the node does not have is left out.
 * `cpuFree` and `memoryFree`: what is left once the pod is there, negative if it is too much.
 */
export function leastAllocated(cpu: number, cpuFree: number, memory: number, memoryFree: number): number {
  const cpuScore = cpuFree > 0 ? percentOf(cpuFree, cpu) : 0;
  const memoryScore = memoryFree > 0 ? percentOf(memoryFree, memory) : 0;
  return cpu !== 0 && memory !== 0 ? (cpuScore + memoryScore) >> 1 : cpuScore + memoryScore;
}

/** 100 for even fractions, less the further they stand apart. One resource alone is always in balance with itself. */
export function balanceOf(cpu: number, cpuHeld: number, memory: number, memoryHeld: number): number {
  if (cpu === 0 || memory === 0) return MAX_NODE_SCORE;
  const difference = Math.min(1, cpuHeld / cpu) - Math.min(1, memoryHeld / memory);
  return Math.trunc((1 - Math.abs(difference / 2)) * MAX_NODE_SCORE);
}

/** 50 for a pod that leaves the balance as it is; more for one that mends it. */
export function changeOfBalance(before: number, after: number): number {
  return 50 + ((50 + after - before) >> 1);
}
