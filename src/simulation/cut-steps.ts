// Lines that step from value to value made short: what is left out is what the eye misses least, so that no value that held for long
// gives way to another one, and no spike is lost.

import { invariant } from "../base/invariant.ts";

import type { SeriesPoints } from "./cut-series.ts";

const SMALLEST_LIMIT = 4;
/** Marks that a picture has room for: what is shorter than one is still seen as one. */
const MARKS_ACROSS = 200;

/**
 * At most `limit` (≥ 4) of the points, in order and unchanged; the first, the last, the lowest and the highest stay. Of the others the one
 * goes first without which the line is wrong by the smallest area: by how much, times for how long.
 */
export function cutSteps(points: SeriesPoints, limit: number): SeriesPoints {
  const count = points.at.length;
  invariant(points.value.length === count, "a series has one value a point", { count });
  invariant(limit >= SMALLEST_LIMIT, "a series keeps at least its ends, a low and a high", { limit });
  if (count <= limit) return points;
  const { next } = thinned(points, limit);
  const kept: number[] = [];
  for (let index = 0; index < count; index = next[index]!) kept.push(index);
  return { at: kept.map((index) => points.at[index]!), value: kept.map((index) => points.value[index]!) };
}

/** Neighbours among those that are left; of the last, the number of points is next. */
interface Chain {
  readonly previous: Int32Array;
  readonly next: Int32Array;
}

/** A round takes away the cheaper half of what is too many, none beside one that the same round took. */
function thinned(points: SeriesPoints, limit: number): Chain {
  const count = points.at.length;
  const chain: Chain = {
    previous: Int32Array.from({ length: count }, (_, index) => index - 1),
    next: Int32Array.from({ length: count }, (_, index) => index + 1),
  };
  const fixed = new Set([0, count - 1, extreme(points.value, -1), extreme(points.value, 1)]);
  let left = count;
  while (left > limit) {
    const there: number[] = [];
    for (let index = 0; index < count; index = chain.next[index]!) if (!fixed.has(index)) there.push(index);
    const costs = new Map(there.map((index) => [index, costOf(points, chain, index)]));
    const cheapest = there.toSorted((one, other) => costs.get(one)! - costs.get(other)! || one - other);
    left -= takeAway(cheapest.slice(0, Math.ceil((left - limit) / 2)), chain);
  }
  return chain;
}

/** How many went. */
function takeAway(cheapest: readonly number[], { previous, next }: Chain): number {
  const touched = new Set<number>();
  let gone = 0;
  for (const index of cheapest) {
    if (touched.has(index)) continue;
    const [before, after] = [previous[index]!, next[index]!];
    next[before] = after;
    previous[after] = before;
    touched.add(before).add(after);
    gone += 1;
  }
  return gone;
}

/** The area by which the line is wrong without the point, which is neither the first nor the last. */
function costOf({ at, value }: SeriesPoints, { previous, next }: Chain, index: number): number {
  const mark = (at.at(-1)! - at[0]!) / MARKS_ACROSS;
  const wrongBy = Math.abs(value[index]! - value[previous[index]!]!);
  return wrongBy * (at[next[index]!]! - at[index]! + mark);
}

/** Where the value is lowest (-1) or highest (1). */
function extreme(value: readonly number[], sign: 1 | -1): number {
  return value.reduce((best, each, index) => (sign * each > sign * value[best]! ? index : best), 0);
}
