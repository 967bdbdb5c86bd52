// Hashes of 32-bit words: a bit mixer and a 64-bit fingerprint that depends on the order of what it is fed.
// Knows nothing of what is hashed. Not for security. The mixer is MurmurHash3's 32-bit finaliser (Appleby).

import type { Snapshot, Snapshotable } from "./snapshot.ts";

import { invariant } from "./invariant.ts";

const LANE_A_START = 0x243f6a88;
const LANE_B_START = 0x85a308d3;
/** 2^-32, so that the upper half of a whole number below 2^53 is one multiplication away. */
const INVERSE_OF_WORD_SPAN = 1 / 4_294_967_296;

/** A bijection of 32-bit words in which each input bit changes each output bit about every second time. */
export function mixBits(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** An order-sensitive 64-bit hash, kept as two 32-bit lanes that use different constants. */
export class Fingerprint implements Snapshotable {
  readonly #lanes = Int32Array.of(LANE_A_START, LANE_B_START);

  /** Feeds one 32-bit word. */
  addWord(word: number): void {
    this.#step(Math.imul(word, 0x9e3779b1), Math.imul(word, 0x7feb352d));
  }

  /** Feeds a text: its length, then each UTF-16 unit. */
  addText(text: string): void {
    this.addWord(text.length);
    for (let index = 0; index < text.length; index += 1) this.addWord(text.charCodeAt(index));
  }

  /**
   * Feeds one event: a whole number of at most 53 bits and three 32-bit words, as one step. Odd factors
   * make each single field count for certain; several fields cancel out with the chance of any 64-bit hash.
   */
  addEvent(time: number, kind: number, first: number, second: number): void {
    const upper = (time * INVERSE_OF_WORD_SPAN) | 0;
    // Cut to 32 bits here: a sum that is passed on as a double would be allocated.
    const mixedA =
      Math.imul(time | 0, 0x9e3779b1) +
      Math.imul(upper, 0x85ebca77) +
      Math.imul(kind, 0xc2b2ae3d) +
      Math.imul(first, 0x27d4eb2f) +
      Math.imul(second, 0x165667b1);
    const mixedB =
      Math.imul(time | 0, 0x7feb352d) +
      Math.imul(upper, 0x846ca68b) +
      Math.imul(kind, 0xd168aaad) +
      Math.imul(first, 0xaf723597) +
      Math.imul(second, 0x68e31da5);
    this.#step(mixedA | 0, mixedB | 0);
  }

  /** 16 hexadecimal digits over all that was fed so far; feeding can go on. */
  hex(): string {
    const [first, second] = this.words();
    return hexWord(first) + hexWord(second);
  }

  /** The same 64 bits as two 32-bit words. */
  words(): readonly [number, number] {
    const laneA = this.#lanes[0]!;
    const laneB = this.#lanes[1]!;
    const first = mixBits(laneA ^ mixBits(laneB));
    return [first, mixBits(laneB ^ first)];
  }

  snapshot(): Snapshot {
    return { lanes: this.#lanes.slice() };
  }

  restore(saved: Snapshot): void {
    invariant(saved["lanes"]?.length === 2, "a saved fingerprint has two lanes", { parts: Object.keys(saved).join() });
    this.#lanes.set(saved["lanes"]);
  }

  #step(mixedA: number, mixedB: number): void {
    const lanes = this.#lanes;
    const a = lanes[0]! ^ (mixedA ^ (mixedA >>> 15));
    const b = lanes[1]! ^ (mixedB ^ (mixedB >>> 13));
    lanes[0] = Math.imul((a << 13) | (a >>> 19), 0x2c1b3c6d) + 0x52dce729;
    lanes[1] = Math.imul((b << 17) | (b >>> 15), 0x297a2d39) + 0x38495ab5;
  }
}

function hexWord(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
