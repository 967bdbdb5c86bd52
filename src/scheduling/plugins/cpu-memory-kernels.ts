// The default scores of CPU and memory in one pass over a block of nodes, with everything in locals: what
// NodeResourcesFit (LeastAllocated, weights 1) and NodeResourcesBalancedAllocation compute, in the same order of operations.
// The plugins' general forms are the plain version; tests/contracts holds these to it.

import { FIRST_RESOURCE, NON_ZERO_CPU, NON_ZERO_MEMORY } from "../../cluster/node-table.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../cluster/resource-index.ts";

import { balanceOf, changeOfBalance, leastAllocated } from "../framework/cpu-memory-scores.ts";
import type { ScoredResource } from "./resource-allocation.ts";

const CPU_AT = FIRST_RESOURCE + 2 * CPU_INDEX;
const MEMORY_AT = FIRST_RESOURCE + 2 * MEMORY_INDEX;

/** True for CPU and memory, in this order, with weight 1 each: the default of both plugins. */
export function isCpuAndMemory(resources: readonly ScoredResource[]): boolean {
  const [cpu, memory, ...others] = resources;
  if (cpu === undefined || memory === undefined || others.length > 0) return false;
  return cpu.index === CPU_INDEX && memory.index === MEMORY_INDEX && cpu.weight === 1 && memory.weight === 1;
}

/** LeastAllocated: the mean free share. */
export function scoreLeastAllocated(
  rows: Float64Array,
  stride: number,
  nodes: Int32Array,
  count: number,
  ownCpu: number,
  ownMemory: number,
  scores: Float64Array,
): void {
  for (let position = 0; position < count; position += 1) {
    const base = nodes[position]! * stride;
    const cpu = rows[base + CPU_AT]!;
    const memory = rows[base + MEMORY_AT]!;
    const cpuFree = cpu - rows[base + NON_ZERO_CPU]! - ownCpu;
    const memoryFree = memory - rows[base + NON_ZERO_MEMORY]! - ownMemory;
    scores[position] = leastAllocated(cpu, cpuFree, memory, memoryFree);
  }
}

/** Balance of CPU and memory after the pod, or the change of it. */
export function scoreBalance(
  rows: Float64Array,
  stride: number,
  nodes: Int32Array,
  count: number,
  ownCpu: number,
  ownMemory: number,
  change: boolean,
  scores: Float64Array,
): void {
  for (let position = 0; position < count; position += 1) {
    const base = nodes[position]! * stride;
    const cpu = rows[base + CPU_AT]!;
    const memory = rows[base + MEMORY_AT]!;
    const cpuHeld = rows[base + CPU_AT + 1]!;
    const memoryHeld = rows[base + MEMORY_AT + 1]!;
    const after = balanceOf(cpu, cpuHeld + ownCpu, memory, memoryHeld + ownMemory);
    scores[position] = change ? changeOfBalance(balanceOf(cpu, cpuHeld, memory, memoryHeld), after) : after;
  }
}
