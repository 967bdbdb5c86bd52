// The chance of single requests: every number that a request draws is a hash of its key and the number of the draw, and its key
// one of the seed, its source and its number there. So neither other requests nor stations shift anything that it draws, and
// nothing needs to be saved.

import { mixBits } from "../../base/hash.ts";
import { deriveWords } from "../../base/random/derive-words.ts";
import type { RandomSource } from "../../base/random/random-source.ts";

const UPPER_27_BITS_WEIGHT = 67_108_864;
const UNITS_OF_53_BITS = 1 / 9_007_199_254_740_992;
const INVERSE_OF_WORD_SPAN = 1 / 4_294_967_296;

/** Which number of a request serves what. Those from DEMAND on are for its service time, as many as its law needs. */
export const DRAW = { gap: 0, mix: 1, choice: 2, demand: 3 } as const;

/** Draws with a key at hand: two words, which the methods named `enter` replace. */
export class RequestDraws implements RandomSource {
  first = 0;
  second = 0;
  #next = 0;

  enter(first: number, second: number): void {
    this.first = first;
    this.second = second;
  }

  /** From the key of a source to that of its request `number`, or from a request's to that of its call or attempt. */
  descend(number: number): void {
    const upper = (number * INVERSE_OF_WORD_SPAN) | 0;
    const mixed = mixBits(this.second ^ Math.imul(number | 0, 0x27d4eb2f));
    this.second = mixBits(mixed + this.first + Math.imul(upper, 0x165667b1));
    this.first = mixBits(this.second ^ Math.imul(mixed, 0x85ebca77));
  }

  /** Number `draw` of the key at hand, which may be negative: uniform on [0, 1), 53 bits. */
  unit(draw: number): number {
    const mixed = mixBits(this.first ^ Math.imul(draw, 0x9e3779b1));
    const upper = mixBits(mixed + this.second);
    const lower = mixBits(upper ^ Math.imul(mixed, 0xc2b2ae3d));
    return ((upper >>> 5) * UPPER_27_BITS_WEIGHT + (lower >>> 6)) * UNITS_OF_53_BITS;
  }

  /** The same key's numbers from `draw` on as a source for laws: itself, until the next call. */
  from(draw: number): RandomSource {
    this.#next = draw;
    return this;
  }

  nextUnit(): number {
    const drawn = this.unit(this.#next);
    this.#next += 1;
    return drawn;
  }
}

/** The two words of a source's key. */
export function sourceKey(seed: string, source: string): Int32Array {
  return deriveWords(seed, `requests/${source}`, 2);
}

/** The number by which a request draws whether it makes its call of this place among those of its class. */
export function drawOfCall(place: number): number {
  return -1 - place;
}
