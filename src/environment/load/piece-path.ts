// A rate path whose pieces a function makes, each from the one before it.

import type { Snapshot } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";

import type { RatePath } from "./rate-path.ts";

export interface Piece {
  /** Later than its begin; Infinity: for ever. */
  readonly untilUs: number;
  readonly perSecond: number;
  /** What the next piece must know; 0 if there is nothing. */
  readonly mark?: number;
}

/** The piece number `index` (from 0), which begins at `fromUs`; `mark` is that of the one before, 0 for the first. */
export type NextPiece = (index: number, fromUs: number, mark: number) => Piece;

export class PiecePath implements RatePath {
  readonly #next: NextPiece;
  #index = 0;
  #fromUs = 0;
  #untilUs = 0;
  #perSecond = 0;
  #mark = 0;

  constructor(next: NextPiece) {
    this.#next = next;
    this.#take(0);
  }

  get fromUs(): number {
    return this.#fromUs;
  }

  get untilUs(): number {
    return this.#untilUs;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  advance(): void {
    this.#take(this.#index + 1);
  }

  snapshot(): Snapshot {
    return { place: Float64Array.of(this.#index, this.#fromUs, this.#untilUs, this.#perSecond, this.#mark) };
  }

  restore(saved: Snapshot): void {
    const [index = 0, fromUs = 0, untilUs = 0, perSecond = 0, mark = 0] = arrayIn(saved, "place");
    [this.#index, this.#fromUs, this.#untilUs, this.#perSecond, this.#mark] = [index, fromUs, untilUs, perSecond, mark];
  }

  #take(index: number): void {
    this.#index = index;
    this.#fromUs = this.#untilUs;
    const { untilUs, perSecond, mark = 0 } = this.#next(index, this.#fromUs, this.#mark);
    [this.#untilUs, this.#perSecond, this.#mark] = [untilUs, perSecond, mark];
  }
}
