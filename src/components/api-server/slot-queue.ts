// A line of whole numbers, first in, first out, in one array that is used round and round. Knows nothing of what they mean.

const LEAST_ROOM = 64;

export class SlotQueue {
  #places = new Int32Array(LEAST_ROOM);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(value: number): void {
    if (this.#size === this.#places.length) this.#grow();
    this.#places[(this.#head + this.#size) & (this.#places.length - 1)] = value;
    this.#size += 1;
  }

  /** The first, which there must be. */
  take(): number {
    const value = this.#places[this.#head]!;
    this.#head = (this.#head + 1) & (this.#places.length - 1);
    this.#size -= 1;
    return value;
  }

  /** All, the first first. */
  entries(): readonly number[] {
    return Array.from({ length: this.#size }, (_, place) => this.#at(place));
  }

  clear(): void {
    this.#head = 0;
    this.#size = 0;
  }

  #at(place: number): number {
    return this.#places[(this.#head + place) & (this.#places.length - 1)]!;
  }

  #grow(): void {
    const places = new Int32Array(this.#places.length * 2);
    places.set(this.entries());
    this.#places = places;
    this.#head = 0;
  }
}
