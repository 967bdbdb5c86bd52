// Random numbers of single entities (a pod's lifetime, a node's repair time) without a generator each: a
// stateless hash of (seed, purpose, entity, number of the draw). The order in which entities ask plays no
// part, so two policies under comparison meet the same entities, and nothing needs to be saved.

import { mixBits } from "../hash.ts";

import { deriveWords } from "./derive-words.ts";
import type { RandomSource } from "./random-source.ts";

const UPPER_27_BITS_WEIGHT = 67_108_864;
const UNITS_OF_53_BITS = 1 / 9_007_199_254_740_992;

/** The draw number `drawNumber` (from 0) of one entity: uniform on [0, 1), 53 bits. */
export function entityDraw(seed: string, purpose: string, entityId: number, drawNumber: number): number {
  return new EntityDraws(seed, purpose).unit(entityId, drawNumber);
}

/** The draws of all entities for one purpose; the texts are hashed once. Ids and numbers are 32-bit. */
export class EntityDraws {
  readonly #key: Int32Array;
  readonly #cursor: EntityCursor;

  constructor(seed: string, purpose: string) {
    this.#key = deriveWords(seed, purpose, 4);
    this.#cursor = new EntityCursor(this);
  }

  /** Draw number `drawNumber` (from 0) of an entity: uniform on [0, 1), 53 bits. */
  unit(entityId: number, drawNumber: number): number {
    const key = this.#key;
    const a = mixBits(entityId ^ key[0]!);
    const b = mixBits((a + Math.imul(drawNumber, 0x9e3779b1)) ^ key[1]!);
    const upper = mixBits((b + Math.imul(a, 0x27d4eb2f)) ^ key[2]!);
    const lower = mixBits((upper + Math.imul(b, 0x165667b1)) ^ key[3]!);
    return ((upper >>> 5) * UPPER_27_BITS_WEIGHT + (lower >>> 6)) * UNITS_OF_53_BITS;
  }

  /**
   * The draws of one entity from its number `firstDraw` on, as a source for distributions. Valid until the
   * next call: the same object is handed out each time, so that a draw costs no allocation.
   */
  of(entityId: number, firstDraw = 0): RandomSource {
    this.#cursor.entityId = entityId;
    this.#cursor.drawNumber = firstDraw;
    return this.#cursor;
  }
}

class EntityCursor implements RandomSource {
  entityId = 0;
  drawNumber = 0;
  readonly #draws: EntityDraws;

  constructor(draws: EntityDraws) {
    this.#draws = draws;
  }

  nextUnit(): number {
    const drawn = this.#draws.unit(this.entityId, this.drawNumber);
    this.drawNumber += 1;
    return drawn;
  }
}
