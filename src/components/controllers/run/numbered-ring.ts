// Things under way by their numbers, of which each is one more than the one before: a number's place is that of its last bits, so that
// nothing is hashed and no table is made anew as things come and go, as a map's would be.

import { invariant } from "../../../base/invariant.ts";

const LEAST_ROOM = 16;

interface Place<Thing> {
  readonly number: number;
  readonly thing: Thing;
}

/** Numbers are whole and not negative. */
export class NumberedRing<Thing> {
  /** As many as a power of two. */
  #places: (Place<Thing> | undefined)[] = Array.from({ length: LEAST_ROOM }, () => undefined);

  /** The number must be free. */
  set(number: number, thing: Thing): void {
    for (let before = this.#at(number); before !== undefined; before = this.#at(number)) {
      invariant(before.number !== number, "a number is given once", { number });
      this.#grow();
    }
    this.#places[number & (this.#places.length - 1)] = { number, thing };
  }

  get(number: number): Thing | undefined {
    const place = this.#at(number);
    return place?.number === number ? place.thing : undefined;
  }

  /** Takes it out. */
  take(number: number): Thing | undefined {
    const thing = this.get(number);
    if (thing !== undefined) this.#places[number & (this.#places.length - 1)] = undefined;
    return thing;
  }

  clear(): void {
    this.#places = Array.from({ length: LEAST_ROOM }, () => undefined);
  }

  /** The lowest number first. */
  entries(): readonly (readonly [number: number, thing: Thing])[] {
    const places = this.#places.filter((place) => place !== undefined);
    return places.map(({ number, thing }) => [number, thing] as const).sort(([one], [other]) => one - other);
  }

  #at(number: number): Place<Thing> | undefined {
    return this.#places[number & (this.#places.length - 1)];
  }

  /** Things that had places of their own have places of their own in twice the room. */
  #grow(): void {
    const places = this.#places;
    const grown: (Place<Thing> | undefined)[] = Array.from({ length: places.length * 2 }, () => undefined);
    for (const place of places) if (place !== undefined) grown[place.number & (grown.length - 1)] = place;
    this.#places = grown;
  }
}
