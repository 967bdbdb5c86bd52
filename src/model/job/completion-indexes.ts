// Sets of completion indexes, as the status of a Job writes them: `0,2-5,7`. Kept as intervals in rising order.
// Imitates pkg/controller/job/indexed_job_utils.go (orderedIntervals), v1.36.

import { parseInt64 } from "../go-integer.ts";

/** From `first` to `last`, both counted. */
export interface IndexInterval {
  readonly first: number;
  readonly last: number;
}

export type CompletionIndexes = readonly IndexInterval[];

export const NO_INDEXES: CompletionIndexes = Object.freeze([]);

/** Reads what a status or a policy says; indexes from `completions` on are left out, and so are parts that cannot be read. */
export function parseCompletionIndexes(text: string, completions: number): CompletionIndexes {
  const intervals: { first: number; last: number }[] = [];
  for (const part of text === "" ? [] : text.split(",")) {
    const [firstText = "", lastText] = part.split("-");
    const first = parseInt64(firstText);
    if (first === undefined) continue;
    if (first >= completions) break;
    const last = lastText === undefined ? first : parseInt64(lastText);
    if (last === undefined) continue;
    const interval = { first: Number(first), last: Math.min(Number(last), completions - 1) };
    const previous = intervals.at(-1);
    if (previous?.last === interval.first - 1) previous.last = interval.last;
    else intervals.push(interval);
  }
  return intervals;
}

/** All indexes of both. */
export function mergedIndexes(left: CompletionIndexes, right: CompletionIndexes): CompletionIndexes {
  if (right.length === 0) return left;
  const merged: { first: number; last: number }[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length || fromRight < right.length) {
    const isLeft =
      fromRight === right.length || (fromLeft < left.length && left[fromLeft]!.first < right[fromRight]!.first);
    const { first, last } = isLeft ? left[fromLeft]! : right[fromRight]!;
    if (isLeft) fromLeft += 1;
    else fromRight += 1;
    const previous = merged.at(-1);
    if (previous === undefined || first > previous.last + 1) merged.push({ first, last });
    else if (previous.last < last) previous.last = last;
  }
  return merged;
}

/** The indexes and these numbers, in any order and perhaps repeated. */
export function withIndexes(indexes: CompletionIndexes, added: Iterable<number>): CompletionIndexes {
  const sorted = [...added].sort((left, right) => left - right);
  return mergedIndexes(
    indexes,
    sorted.map((index) => ({ first: index, last: index })),
  );
}

export function countIndexes(indexes: CompletionIndexes): number {
  let count = 0;
  for (const { first, last } of indexes) count += last - first + 1;
  return count;
}

export function hasIndex(indexes: CompletionIndexes, index: number): boolean {
  let [low, high] = [0, indexes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (indexes[middle]!.last >= index) high = middle;
    else low = middle + 1;
  }
  return high < indexes.length && indexes[high]!.first <= index;
}

/** As a status writes it: two neighbours with a comma, more with a dash. */
export function completionIndexesText(indexes: CompletionIndexes): string {
  return indexes
    .map(({ first, last }) => (first === last ? `${first}` : `${first}${last === first + 1 ? "," : "-"}${last}`))
    .join(",");
}

/** The lowest indexes below `completions` that are not among those taken; at most `count`. */
export function firstFreeIndexes(taken: CompletionIndexes, count: number, completions: number): readonly number[] {
  const free: number[] = [];
  let candidate = 0;
  for (const { first, last } of [...taken, { first: completions, last: completions }]) {
    for (; candidate < Math.min(first, completions) && free.length < count; candidate += 1) free.push(candidate);
    candidate = Math.max(candidate, last + 1);
  }
  return free;
}
