// The innermost loops of a run: they read kept scores of nodes, one after another, and call nothing that could change them,
// so that they stay in registers. tests/contracts hold both to the plain form.

import { isWithin, type CountBounds } from "../framework/count-bounds.ts";
import { comesFirstInPreOrder } from "../framework/select-host.ts";
import { STALE } from "./class-cache.ts";

/** Feasible nodes of a search, in the order found, in columns that the next search overwrites. */
export interface FoundNodes {
  readonly nodes: Int32Array;
  /** Sums of node-local scores. */
  readonly totals: Float64Array;
  /** Room for the scores of one plugin at a time. */
  readonly points: Float64Array;
  count: number;
  refused: number;
}

/** The room for as many scores as nodes were found; what stands in it is of an earlier cycle. */
export function pointsOf({ points, count }: FoundNodes): Float64Array {
  return points.length === count ? points : points.subarray(0, count);
}

/**
 * Reads the scores (as in ClassCache) of `order[from..to)` into `found` and returns where it stopped: at `to`, at a node whose
 * score is stale, or at a node that passes when `enough` have been found already.
 */
export function readVerdicts(
  scores: Int32Array,
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
    const score = scores[node]!;
    if (score < 0) {
      if (score === STALE) break;
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

/** As `readVerdicts`, where nodes that pass have to pass by bounds as well. */
export function readVerdictsWithin(
  scores: Int32Array,
  order: Int32Array,
  from: number,
  to: number,
  found: FoundNodes,
  enough: number,
  bounds: readonly CountBounds[],
): number {
  const { nodes, totals } = found;
  let { count, refused } = found;
  let index = from;
  for (; index < to; index += 1) {
    const node = order[index]!;
    const score = scores[node]!;
    if (score === STALE) break;
    if (score < 0 || !isWithin(bounds, node)) {
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

/** The best of the feasible nodes so far, where sums of node-local scores decide alone. */
export interface BestNode {
  node: number;
  total: number;
  /** Its position among the feasible nodes: ties are broken by it. */
  position: number;
  /** Feasible nodes found, and nodes that refused. */
  count: number;
  refused: number;
}

/** As `readVerdicts`, keeping only the node that `selectHost` would choose from the columns. */
export function readBest(
  scores: Int32Array,
  order: Int32Array,
  from: number,
  to: number,
  best: BestNode,
  enough: number,
): number {
  let { node: bestNode, total, position, count, refused } = best;
  let index = from;
  for (; index < to; index += 1) {
    const node = order[index]!;
    const score = scores[node]!;
    if (score < 0) {
      if (score === STALE) break;
      refused += 1;
      continue;
    }
    if (count === enough) break;
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
