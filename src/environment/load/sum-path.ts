// Several rate paths as one: at each moment the sum of their rates.

import type { Snapshot } from "../../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { RatePath } from "./rate-path.ts";

export class SumPath implements RatePath {
  readonly #parts: readonly RatePath[];
  #fromUs = 0;

  constructor(parts: readonly RatePath[]) {
    this.#parts = parts;
  }

  get fromUs(): number {
    return this.#fromUs;
  }

  get untilUs(): number {
    let first = Infinity;
    for (const { untilUs } of this.#parts) first = Math.min(first, untilUs);
    return first;
  }

  get perSecond(): number {
    let sum = 0;
    for (const { perSecond } of this.#parts) sum += perSecond;
    return sum;
  }

  advance(): void {
    const { untilUs } = this;
    this.#fromUs = untilUs;
    for (const part of this.#parts) if (part.untilUs === untilUs) part.advance();
  }

  snapshot(): Snapshot {
    const parts = this.#parts.map((part, index) => [String(index), part.snapshot()] as const);
    return { ...joinSnapshots(Object.fromEntries(parts)), from: Float64Array.of(this.#fromUs) };
  }

  restore(saved: Snapshot): void {
    this.#fromUs = arrayIn(saved, "from")[0]!;
    for (const [index, part] of this.#parts.entries()) part.restore(partOf(saved, String(index)));
  }
}
