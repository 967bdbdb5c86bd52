// Long series made short without losing what the eye looks for: ends, peaks and troughs stay.

import { invariant } from "../base/invariant.ts";

/** Points of a line; both arrays have equal length and `at` ascends. */
export interface SeriesPoints {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

const SMALLEST_LIMIT = 4;

/**
 * At most `limit` (≥ 4) of the points, in order and unchanged: the first, the last, and of each of equally many
 * points between them the lowest and the highest. A series that is short enough is returned as it is.
 */
export function cutSeries(points: SeriesPoints, limit: number): SeriesPoints {
  const count = points.at.length;
  invariant(points.value.length === count, "a series has one value a point", { count });
  invariant(limit >= SMALLEST_LIMIT, "a series keeps at least its ends, a low and a high", { limit });
  if (count <= limit) return points;
  const kept = keptIndices(points.value, Math.floor((limit - 2) / 2));
  return { at: kept.map((index) => points.at[index]!), value: kept.map((index) => points.value[index]!) };
}

/** Indices of both ends and of the extremes of `buckets` equal parts of what lies between. */
function keptIndices(value: readonly number[], buckets: number): number[] {
  const last = value.length - 1;
  const kept = [0];
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = 1 + Math.floor((bucket * (last - 1)) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * (last - 1)) / buckets);
    const [lowest, highest] = extremes(value, from, to);
    kept.push(Math.min(lowest, highest));
    if (lowest !== highest) kept.push(Math.max(lowest, highest));
  }
  kept.push(last);
  return kept;
}

/** Where the lowest and the highest value of [from, to) stand; the range is not empty. */
function extremes(value: readonly number[], from: number, to: number): readonly [lowest: number, highest: number] {
  let lowest = from;
  let highest = from;
  for (let index = from + 1; index < to; index += 1) {
    if (value[index]! < value[lowest]!) lowest = index;
    if (value[index]! > value[highest]!) highest = index;
  }
  return [lowest, highest];
}
