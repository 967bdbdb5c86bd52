// How many requests a second come, over time: constant pieces, one after the other, made when they are asked for.

import type { Snapshotable } from "../../base/snapshot.ts";

/** A rate over time, at the piece that holds now. Its state is its place; two paths of the same plan and seed are the same. */
export interface RatePath extends Snapshotable {
  /** When the piece begins, µs of the run. */
  readonly fromUs: number;
  /** When the next piece begins; Infinity: never. */
  readonly untilUs: number;
  /** The rate between them. */
  readonly perSecond: number;
  /** Goes on to the next piece, which there must be. */
  advance(): void;
}
