// A rate over time as straight lines, one after the other, and its path: a level line is one piece, a slope is cut into steps of the
// resolution, each with the mean of the slope in it, so that no request is lost or added.

import { invariant } from "../../base/invariant.ts";
import type { Snapshot } from "../../base/snapshot.ts";
import { arrayIn } from "../../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import type { RatePath } from "./rate-path.ts";

/** Plain data; times in µs since the first line's begin, rates a second. */
export interface Segments {
  /** When each line ends; ascending. The last one is Infinity where nothing repeats. */
  readonly untilUs: Float64Array;
  /** The rate at each line's begin. */
  readonly from: Float64Array;
  /** The rate at each line's end. */
  readonly to: Float64Array;
  /** The line that comes again after the last one; null: none. */
  readonly backTo: number | null;
  /** How far into the lines the run begins; within them. */
  readonly offsetUs: number;
  /** Length of the steps into which slopes are cut. */
  readonly resolutionUs: number;
}

/** A corner of a broken line. */
export interface Corner {
  readonly atUs: number;
  /** Up to here. */
  readonly before: number;
  /** From here on. */
  readonly after: number;
}

/** Lines between corners, the first of which stands at 0. `endUs`: when all begins anew; Infinity: never, the last rate stays. */
export function segmentsBetween(corners: readonly Corner[], endUs: number, resolutionUs: number): Segments {
  const ends = [...corners.slice(1).map(({ atUs }) => atUs), endUs];
  const kept = corners.map((_, index) => index).filter((index) => ends[index]! > corners[index]!.atUs);
  return {
    untilUs: Float64Array.from(kept, (index) => ends[index]!),
    from: Float64Array.from(kept, (index) => corners[index]!.after),
    to: Float64Array.from(kept, (index) => (corners[index + 1] ?? { before: corners[index]!.after }).before),
    backTo: endUs === Infinity ? null : 0,
    offsetUs: 0,
    resolutionUs,
  };
}

/** The mean over a period; of lines that do not repeat, the last rate, which stays. */
export function meanOfSegments({ untilUs, from, to, backTo }: Segments): number {
  const last = untilUs.length - 1;
  if (backTo === null) return to[last]!;
  let sum = 0;
  for (let line = backTo; line <= last; line += 1) {
    sum += ((from[line]! + to[line]!) / 2) * (untilUs[line]! - (untilUs[line - 1] ?? 0));
  }
  return sum / (untilUs[last]! - (untilUs[backTo - 1] ?? 0));
}

/** The highest rate. */
export function peakOfSegments({ from, to }: Segments): number {
  let peak = 0;
  for (let line = 0; line < from.length; line += 1) peak = Math.max(peak, from[line]!, to[line]!);
  return peak;
}

export class SegmentPath implements RatePath {
  readonly #lines: Segments;
  readonly #periodUs: number;
  /** Which line of which turn. */
  #line = 0;
  #turn = 0;
  #fromUs = 0;
  #untilUs = 0;
  #perSecond = 0;

  constructor(lines: Segments) {
    invariant(lines.untilUs.length > 0, "a path has a line", {});
    this.#lines = lines;
    const { untilUs, backTo } = lines;
    this.#periodUs = backTo === null ? 0 : untilUs.at(-1)! - (untilUs[backTo - 1] ?? 0);
    while (untilUs[this.#line]! <= lines.offsetUs) this.#line += 1;
    this.#cut(0);
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
    const fromUs = this.#untilUs;
    if (fromUs >= this.#endOfLine()) this.#nextLine();
    this.#cut(fromUs);
  }

  snapshot(): Snapshot {
    return { place: Float64Array.of(this.#line, this.#turn, this.#fromUs, this.#untilUs, this.#perSecond) };
  }

  restore(saved: Snapshot): void {
    const [line = 0, turn = 0, fromUs = 0, untilUs = 0, perSecond = 0] = arrayIn(saved, "place");
    [this.#line, this.#turn, this.#fromUs, this.#untilUs, this.#perSecond] = [line, turn, fromUs, untilUs, perSecond];
  }

  #nextLine(): void {
    this.#line += 1;
    if (this.#line < this.#lines.untilUs.length) return;
    this.#line = this.#lines.backTo!;
    this.#turn += 1;
  }

  /** What is added to times of lines in this turn. */
  #startOfTurn(): number {
    return this.#turn * this.#periodUs - this.#lines.offsetUs;
  }

  #endOfLine(): number {
    return this.#startOfTurn() + this.#lines.untilUs[this.#line]!;
  }

  #startOfLine(): number {
    return this.#startOfTurn() + (this.#lines.untilUs[this.#line - 1] ?? 0);
  }

  /** The piece of the line that begins at `fromUs`. Steps are counted from the line's begin. */
  #cut(fromUs: number): void {
    const [from, to] = [this.#lines.from[this.#line]!, this.#lines.to[this.#line]!];
    const [start, end] = [this.#startOfLine(), this.#endOfLine()];
    this.#fromUs = fromUs;
    if (from === to || end === Infinity) {
      [this.#untilUs, this.#perSecond] = [end, to];
      return;
    }
    const { resolutionUs } = this.#lines;
    const step = Math.floor((fromUs - start) / resolutionUs);
    this.#untilUs = Math.min(end, start + (step + 1) * resolutionUs);
    const middle = ((fromUs - start) / 2 + (this.#untilUs - start) / 2) / (end - start);
    this.#perSecond = from + (to - from) * middle;
  }
}

/** How many of something a second make so many within a span. */
export function perSecondOf(count: number, spanUs: number): number {
  return (count * US_PER_SECOND) / spanUs;
}
