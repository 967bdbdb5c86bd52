// Room and the default scores of CPU and memory in one loop over nodes' rows, with everything in locals: what the plugins
// that say so by rules would work out one after another. tests/contracts hold it to them.

import { ALLOWED_PODS, FIRST_RESOURCE, NON_ZERO_CPU, NON_ZERO_MEMORY, POD_COUNT } from "../../cluster/node-table.ts";
import { CPU_INDEX, MEMORY_INDEX } from "../../cluster/resource-index.ts";

import { balanceOf, changeOfBalance, leastAllocated } from "../framework/cpu-memory-scores.ts";
import type { RoomRule } from "../framework/row-rules.ts";
import { comesFirstInPreOrder } from "../framework/select-host.ts";
import type { BestNode } from "./read-verdicts.ts";

const CPU_AT = FIRST_RESOURCE + 2 * CPU_INDEX;
const MEMORY_AT = FIRST_RESOURCE + 2 * MEMORY_INDEX;

/** The largest whole number up to which all are exact; shares of more are taken the long way. */
const EXACT_MAX = Number.MAX_SAFE_INTEGER;

/** What the loop works out for a class. A weight of 0 leaves a score out. */
export interface RowWork {
  readonly room: RoomRule;
  readonly leastWeight: number;
  /** What the pod adds, as LeastAllocated sees it. */
  readonly guessedCpuMilli: number;
  readonly guessedMemoryBytes: number;
  readonly balanceWeight: number;
  readonly balancesChange: boolean;
  /** What the pod adds, as BalancedAllocation sees it. */
  readonly addedCpuMilli: number;
  readonly addedMemoryBytes: number;
}

/**
 * Puts into `scores`, by node, the weighted sum of those of `nodes[0..count)` that have room, and `refusal` for the others.
 * Those with room stay at the front of the column, in order; returns how many.
 */
export function judgeRows(
  rows: Float64Array,
  stride: number,
  work: RowWork,
  nodes: Int32Array,
  count: number,
  refusal: number,
  scores: Int32Array,
): number {
  const { room, leastWeight, guessedCpuMilli, guessedMemoryBytes } = work;
  const { balanceWeight, balancesChange, addedCpuMilli, addedMemoryBytes } = work;
  const { cpuMilli, memoryBytes, others } = room;
  const asksOthers = others.length > 0;
  let kept = 0;
  for (let position = 0; position < count; position += 1) {
    const node = nodes[position]!;
    const at = node * stride;
    const cpu = rows[at + CPU_AT]!;
    const cpuHeld = rows[at + CPU_AT + 1]!;
    const memory = rows[at + MEMORY_AT]!;
    const memoryHeld = rows[at + MEMORY_AT + 1]!;
    if (
      rows[at + POD_COUNT]! >= rows[at + ALLOWED_PODS]! ||
      cpuMilli > cpu - cpuHeld ||
      memoryBytes > memory - memoryHeld ||
      (asksOthers && !hasRoom(rows, at, others))
    ) {
      scores[node] = refusal;
      continue;
    }
    nodes[kept++] = node;
    const cpuFree = (cpu - rows[at + NON_ZERO_CPU]! - guessedCpuMilli) * 100;
    const memoryFree = (memory - rows[at + NON_ZERO_MEMORY]! - guessedMemoryBytes) * 100;
    const cpuAfter = cpuHeld + addedCpuMilli;
    const memoryAfter = memoryHeld + addedMemoryBytes;
    const isUsual = isPlain(cpu, cpuFree, cpuAfter) && isPlain(memory, memoryFree, memoryAfter);
    if (!isUsual) {
      scores[node] = scoreOfRow(rows, at, work);
      continue;
    }
    const least = (((cpuFree / cpu) | 0) + ((memoryFree / memory) | 0)) >> 1;
    const after = ((1 - Math.abs((cpuAfter / cpu - memoryAfter / memory) / 2)) * 100) | 0;
    const before = balancesChange ? ((1 - Math.abs((cpuHeld / cpu - memoryHeld / memory) / 2)) * 100) | 0 : 0;
    const balance = balancesChange ? changeOfBalance(before, after) : after;
    scores[node] = leastWeight * least + balanceWeight * balance;
  }
  return kept;
}

/**
 * Finds the best of `order[from..to)` as `readBest` does, on rows as they are; returns where it stopped: at `to`, or at a node
 * with room when `enough` have been found already. `balanceMax` is more than no balance of a usual node exceeds: who cannot
 * win even with that is not worked out further.
 */
export function bestByRows(
  rows: Float64Array,
  stride: number,
  work: RowWork,
  order: Int32Array,
  from: number,
  to: number,
  best: BestNode,
  enough: number,
  balanceMax: number,
): number {
  const { room, leastWeight, guessedCpuMilli, guessedMemoryBytes } = work;
  const { balanceWeight, balancesChange, addedCpuMilli, addedMemoryBytes } = work;
  const { cpuMilli, memoryBytes, others } = room;
  const asksOthers = others.length > 0;
  const mostOfBalance = balanceWeight * balanceMax;
  let { node: bestNode, total, position, count, refused } = best;
  let index = from;
  for (; index < to; index += 1) {
    const node = order[index]!;
    const at = node * stride;
    const cpu = rows[at + CPU_AT]!;
    const cpuHeld = rows[at + CPU_AT + 1]!;
    const memory = rows[at + MEMORY_AT]!;
    const memoryHeld = rows[at + MEMORY_AT + 1]!;
    if (
      rows[at + POD_COUNT]! >= rows[at + ALLOWED_PODS]! ||
      cpuMilli > cpu - cpuHeld ||
      memoryBytes > memory - memoryHeld ||
      (asksOthers && !hasRoom(rows, at, others))
    ) {
      refused += 1;
      continue;
    }
    if (count === enough) break;
    const cpuFree = (cpu - rows[at + NON_ZERO_CPU]! - guessedCpuMilli) * 100;
    const memoryFree = (memory - rows[at + NON_ZERO_MEMORY]! - guessedMemoryBytes) * 100;
    const cpuAfter = cpuHeld + addedCpuMilli;
    const memoryAfter = memoryHeld + addedMemoryBytes;
    const isUsual = isPlain(cpu, cpuFree, cpuAfter) && isPlain(memory, memoryFree, memoryAfter);
    let score;
    if (isUsual) {
      score = leastWeight * ((((cpuFree / cpu) | 0) + ((memoryFree / memory) | 0)) >> 1);
      if (score + mostOfBalance >= total) {
        const after = ((1 - Math.abs((cpuAfter / cpu - memoryAfter / memory) / 2)) * 100) | 0;
        const before = balancesChange ? ((1 - Math.abs((cpuHeld / cpu - memoryHeld / memory) / 2)) * 100) | 0 : 0;
        score += balanceWeight * (balancesChange ? changeOfBalance(before, after) : after);
      }
    } else {
      score = scoreOfRow(rows, at, work);
    }
    if (score >= total && (score > total || (position !== 0 && comesFirstInPreOrder(count, position)))) {
      bestNode = node;
      total = score;
      position = count;
    }
    count += 1;
  }
  best.node = bestNode;
  best.total = total;
  best.position = position;
  best.count = count;
  best.refused = refused;
  return index;
}

/** The same of one row, whatever stands in it. */
function scoreOfRow(rows: Float64Array, at: number, work: RowWork): number {
  const cpu = rows[at + CPU_AT]!;
  const cpuHeld = rows[at + CPU_AT + 1]!;
  const memory = rows[at + MEMORY_AT]!;
  const memoryHeld = rows[at + MEMORY_AT + 1]!;
  const cpuFree = cpu - rows[at + NON_ZERO_CPU]! - work.guessedCpuMilli;
  const memoryFree = memory - rows[at + NON_ZERO_MEMORY]! - work.guessedMemoryBytes;
  const after = balanceOf(cpu, cpuHeld + work.addedCpuMilli, memory, memoryHeld + work.addedMemoryBytes);
  const balance = work.balancesChange ? changeOfBalance(balanceOf(cpu, cpuHeld, memory, memoryHeld), after) : after;
  return work.leastWeight * leastAllocated(cpu, cpuFree, memory, memoryFree) + work.balanceWeight * balance;
}

function hasRoom(rows: Float64Array, at: number, others: RoomRule["others"]): boolean {
  for (const { resource, amount } of others) {
    const column = at + FIRST_RESOURCE + 2 * resource;
    if (amount > rows[column]! - rows[column + 1]!) return false;
  }
  return true;
}

/** True if shares of an amount can be taken the short way; `free` is a hundred times what is left. */
function isPlain(amount: number, free: number, after: number): boolean {
  return amount > 0 && free >= 0 && free <= EXACT_MAX && after <= amount;
}
