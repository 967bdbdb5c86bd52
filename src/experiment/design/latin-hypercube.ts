// Latin hypercube sampling: each parameter's extent is cut into as many parts as there are points, and each part is met once. Of
// several such designs the one is taken whose two nearest points are farthest apart (maximin).

import type { RandomStreams } from "../../base/random/random-streams.ts";
import type { RandomStream } from "../../base/random/random-stream.ts";

import type { SweepOptions } from "../../scenario/sweep/sweep-options.ts";

import { chooserOf } from "./axis-assignments.ts";
import type { DesignKind } from "./design-kind.ts";

/** Designs that are tried, if they are small. */
const MOST_TRIES = 50;
/** Distances between two points that are looked at in all: a second's work at most. */
const MOST_DISTANCES = 20_000_000;

export const LATIN_HYPERCUBE: DesignKind = Object.freeze({
  name: "latin-hypercube",
  source: "McKay, Beckman and Conover 1979; maximin: Morris and Mitchell 1995",
  countPoints: ({ drawnPoints }: SweepOptions) => drawnPoints,
  layOut: ({ axes, drawnPoints }: SweepOptions, streams: RandomStreams) => {
    const shares = sharesOf(
      axes.map(({ name }) => streams.stream(`design/latin-hypercube/${name}`)),
      drawnPoints,
    );
    const columns = axes.map((axis, index) => Array.from(shares[index]!, chooserOf(axis)));
    return Array.from({ length: drawnPoints }, (_, row) => columns.flatMap((chosen) => chosen[row]!));
  },
});

/** For each stream a column of `points` shares, 0 up to 1: one in each part of the width 1/`points`. */
export function sharesOf(streams: readonly RandomStream[], points: number): readonly Float64Array[] {
  const pairs = (points * (points - 1)) / 2;
  const tries = Math.max(1, Math.min(MOST_TRIES, Math.floor(MOST_DISTANCES / Math.max(1, pairs))));
  let best = streams.map((stream) => column(stream, points));
  // One parameter has nothing to be arranged with.
  if (tries === 1 || streams.length === 1) return best;
  let farthest = leastDistance(best);
  for (let attempt = 1; attempt < tries; attempt += 1) {
    const other = streams.map((stream) => column(stream, points));
    const distance = leastDistance(other);
    if (distance <= farthest) continue;
    farthest = distance;
    best = other;
  }
  return best;
}

/** A number in each part, in random order. */
function column(stream: RandomStream, points: number): Float64Array {
  const shares = Float64Array.from({ length: points }, (_, part) => (part + stream.nextUnit()) / points);
  for (let last = points - 1; last > 0; last -= 1) {
    const other = stream.nextIndex(last + 1);
    const kept = shares[last]!;
    shares[last] = shares[other]!;
    shares[other] = kept;
  }
  return shares;
}

/** The square of the distance between the two nearest points. */
function leastDistance(columns: readonly Float64Array[]): number {
  const points = columns[0]?.length ?? 0;
  let least = Number.POSITIVE_INFINITY;
  for (let one = 0; one < points; one += 1) {
    for (let other = one + 1; other < points; other += 1) {
      let distance = 0;
      for (const shares of columns) {
        const difference = shares[one]! - shares[other]!;
        distance += difference * difference;
      }
      if (distance < least) least = distance;
    }
  }
  return least;
}
