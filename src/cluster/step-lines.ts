// Amounts that hold from a moment until the next one, by line, for the last minutes only: what of a rate's past can still be asked
// for. Knows nothing of what the amounts mean.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";

/** A ring of steps in order of time. */
interface Line {
  fromUs: Float64Array;
  amounts: Float64Array;
  first: number;
  count: number;
}

/** A power of 2, as every later size is. */
const SIZE_LEAST = 4;

export class StepLines implements Snapshotable {
  readonly #keptUs: number;
  #lines: Line[] = [];
  /** By line: how often it became another. */
  #versions: number[] = [];
  /** Lines that nobody has. */
  #free: number[] = [];

  /** Steps are kept for `keptUs` after the next one began. */
  constructor(keptUs: number) {
    this.#keptUs = keptUs;
  }

  /** A line of its own, 0 so far. */
  add(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    this.#versions.push(0);
    return this.#lines.push(emptyLine()) - 1;
  }

  /** Nobody asks for the line any more. */
  release(line: number): void {
    this.#lines[line] = emptyLine();
    this.#versions[line] = this.#versions[line]! + 1;
    this.#free.push(line);
  }

  /** From `fromUs` on, which is no earlier than the line's last step, it is `amount`. */
  record(line: number, fromUs: number, amount: number, nowUs: number): void {
    const own = this.#lines[line]!;
    const last = place(own, own.count - 1);
    if (own.count > 0) {
      invariant(fromUs >= own.fromUs[last]!, "a line is written in order of time", { line, fromUs });
      if (own.amounts[last] === amount) return;
    }
    this.#versions[line] = this.#versions[line]! + 1;
    if (own.count > 0 && own.fromUs[last] === fromUs) {
      own.amounts[last] = amount;
      return;
    }
    this.#prune(own, nowUs - this.#keptUs);
    if (own.count === own.amounts.length) grow(own);
    const next = place(own, own.count);
    own.fromUs[next] = fromUs;
    own.amounts[next] = amount;
    own.count += 1;
  }

  /** Another number whenever the line became another. */
  versionOf(line: number): number {
    return this.#versions[line]!;
  }

  /** When the last step began, µs; −Infinity: there is none. */
  steadySinceUs(line: number): number {
    const own = this.#lines[line]!;
    return own.count === 0 ? -Infinity : own.fromUs[place(own, own.count - 1)]!;
  }

  /** When the first step began that is still kept, µs; Infinity: there is none. */
  knownSinceUs(line: number): number {
    const own = this.#lines[line]!;
    return own.count === 0 ? Infinity : own.fromUs[place(own, 0)]!;
  }

  amountAt(line: number, atUs: number): number {
    const own = this.#lines[line]!;
    for (let step = own.count - 1; step >= 0; step -= 1) {
      const at = place(own, step);
      if (own.fromUs[at]! <= atUs) return own.amounts[at]!;
    }
    return 0;
  }

  /** The amount times the µs for which it held, from one moment to a later one. */
  amountOver(line: number, fromUs: number, untilUs: number): number {
    const own = this.#lines[line]!;
    let total = 0;
    let endUs = untilUs;
    for (let step = own.count - 1; step >= 0 && endUs > fromUs; step -= 1) {
      const at = place(own, step);
      const beginUs = own.fromUs[at]!;
      if (beginUs >= endUs) continue;
      total += own.amounts[at]! * (endUs - (beginUs > fromUs ? beginUs : fromUs));
      endUs = beginUs;
    }
    return total;
  }

  snapshot(): Snapshot {
    const counts = Int32Array.from(this.#lines, ({ count }) => count);
    const steps = this.#lines.flatMap((line) => Array.from({ length: line.count }, (_, step) => place(line, step)));
    const owners = this.#lines.flatMap((line) => Array.from({ length: line.count }, () => line));
    return {
      counts,
      fromUs: Float64Array.from(steps, (step, index) => owners[index]!.fromUs[step]!),
      amounts: Float64Array.from(steps, (step, index) => owners[index]!.amounts[step]!),
      versions: Float64Array.from(this.#versions),
      free: Int32Array.from(this.#free),
    };
  }

  restore(saved: Snapshot): void {
    const [fromUs, amounts] = [arrayIn(saved, "fromUs"), arrayIn(saved, "amounts")];
    let begin = 0;
    this.#lines = Array.from(arrayIn(saved, "counts"), (count) => {
      const line = emptyLine();
      while (line.amounts.length < count) grow(line);
      line.fromUs.set(fromUs.subarray(begin, begin + count));
      line.amounts.set(amounts.subarray(begin, begin + count));
      line.count = count;
      begin += count;
      return line;
    });
    this.#versions = [...arrayIn(saved, "versions")];
    this.#free = [...arrayIn(saved, "free")];
  }

  /** The step that holds at `sinceUs` is the first to stay. */
  #prune(line: Line, sinceUs: number): void {
    while (line.count > 1 && line.fromUs[place(line, 1)]! <= sinceUs) {
      line.first = place(line, 1);
      line.count -= 1;
    }
  }
}

function emptyLine(): Line {
  return { fromUs: new Float64Array(SIZE_LEAST), amounts: new Float64Array(SIZE_LEAST), first: 0, count: 0 };
}

function place({ first, amounts }: Line, step: number): number {
  return (first + step) & (amounts.length - 1);
}

function grow(line: Line): void {
  const [fromUs, amounts] = [line.fromUs, line.amounts].map((column) => new Float64Array(column.length * 2));
  for (let step = 0; step < line.count; step += 1) {
    fromUs![step] = line.fromUs[place(line, step)]!;
    amounts![step] = line.amounts[place(line, step)]!;
  }
  Object.assign(line, { fromUs, amounts, first: 0 });
}
