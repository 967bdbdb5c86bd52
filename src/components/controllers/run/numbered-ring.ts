// Things under way by their numbers, of which each is one more than the one before: a number's place is that of its last bits, so that
// nothing is hashed and no table is made anew as things come and go, as a map's would be.

import { invariant } from "../../../base/invariant.ts";

const LEAST_ROOM = 16;

/** Of places that are free. */
const NOBODY = -1;

/** Numbers are whole and not negative. */
export class NumberedRing<Thing> {
  /** By place, of which there are as many as a power of two: whose it is, and what is there. */
  #numbers: number[] = freeNumbers(LEAST_ROOM);
  #things: (Thing | undefined)[] = freePlaces(LEAST_ROOM);

  /** The number must be free. */
  set(number: number, thing: Thing): void {
    for (let holder = this.#holderAt(number); holder !== NOBODY; holder = this.#holderAt(number)) {
      invariant(holder !== number, "a number is given once", { number });
      this.#grow();
    }
    this.#put(number, thing);
  }

  get(number: number): Thing | undefined {
    return this.#holderAt(number) === number ? this.#things[this.#placeOf(number)] : undefined;
  }

  /** Takes it out. */
  take(number: number): Thing | undefined {
    if (this.#holderAt(number) !== number) return undefined;
    const place = this.#placeOf(number);
    const thing = this.#things[place];
    this.#numbers[place] = NOBODY;
    this.#things[place] = undefined;
    return thing;
  }

  clear(): void {
    this.#numbers = freeNumbers(LEAST_ROOM);
    this.#things = freePlaces(LEAST_ROOM);
  }

  /** The lowest number first. */
  entries(): readonly (readonly [number: number, thing: Thing])[] {
    const held = this.#numbers.filter((number) => number !== NOBODY).sort((one, other) => one - other);
    return held.map((number) => [number, this.#things[this.#placeOf(number)] as Thing] as const);
  }

  #placeOf(number: number): number {
    return number & (this.#numbers.length - 1);
  }

  #holderAt(number: number): number {
    return this.#numbers[this.#placeOf(number)]!;
  }

  #put(number: number, thing: Thing): void {
    const place = this.#placeOf(number);
    this.#numbers[place] = number;
    this.#things[place] = thing;
  }

  /** Things that had places of their own have places of their own in twice the room. */
  #grow(): void {
    const held = this.entries();
    const room = this.#numbers.length * 2;
    this.#numbers = freeNumbers(room);
    this.#things = freePlaces<Thing>(room);
    for (const [number, thing] of held) this.#put(number, thing);
  }
}

function freeNumbers(room: number): number[] {
  return Array.from({ length: room }, () => NOBODY);
}

function freePlaces<Thing>(room: number): (Thing | undefined)[] {
  return Array.from({ length: room }, () => undefined);
}
