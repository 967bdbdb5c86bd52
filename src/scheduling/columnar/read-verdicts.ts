// The innermost loop of a run: reads kept verdicts of nodes, one after another, and calls nothing, so that it stays in registers.

import { REFUSED } from "./class-cache.ts";

/** Feasible nodes of a search, in the order found, in columns that the next search overwrites. */
export interface FoundNodes {
  readonly nodes: Int32Array;
  /** Sums of node-local scores. */
  readonly totals: Float64Array;
  count: number;
  refused: number;
}

/**
 * Reads the verdicts of `order[from..to)` into `found` and returns where it stopped: at `to`, at a node whose verdict is not
 * for its present version, or at a node that passes when `enough` have been found already.
 */
export function readVerdicts(
  verdicts: Int32Array,
  versions: Int32Array,
  order: Int32Array,
  from: number,
  to: number,
  found: FoundNodes,
  enough: number,
): number {
  const { nodes, totals } = found;
  let { count, refused } = found;
  let index = from;
  for (; index < to; index += 1) {
    const node = order[index]!;
    if (verdicts[2 * node] !== versions[node]) break;
    const score = verdicts[2 * node + 1]!;
    if (score === REFUSED) {
      refused += 1;
      continue;
    }
    if (count === enough) break;
    nodes[count] = node;
    totals[count] = score;
    count += 1;
  }
  found.count = count;
  found.refused = refused;
  return index;
}
