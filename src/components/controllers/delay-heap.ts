// Keys that wait for their time, the next one first. Of several that are due at the same moment, the order is that of the
// heap that the real queues keep them in.
// Imitates waitForPriorityQueue of staging client-go util/workqueue/delaying_queue.go, v1.36, and Go's container/heap.

import { present } from "../../base/invariant.ts";

interface Waiting {
  readonly key: string;
  atUs: number;
}

export class DelayHeap {
  readonly #heap: Waiting[] = [];
  readonly #places = new Map<string, number>();

  /** When the next key is due; undefined if none waits. */
  get nextUs(): number | undefined {
    return this.#heap[0]?.atUs;
  }

  /** The key is due at the moment, or at the one that it waits for if that is earlier. */
  add(key: string, atUs: number): void {
    const place = this.#places.get(key);
    if (place === undefined) {
      this.#put(this.#heap.length, { key, atUs });
      this.#rise(this.#heap.length - 1);
      return;
    }
    const waiting = this.#heap[place]!;
    if (atUs >= waiting.atUs) return;
    waiting.atUs = atUs;
    this.#rise(place);
  }

  /** Takes out the key that is due next; undefined if none is due yet. */
  takeDue(nowUs: number): string | undefined {
    const [first] = this.#heap;
    if (first === undefined || first.atUs > nowUs) return undefined;
    const last = present(this.#heap.pop(), "a heap that is not empty has a last entry");
    this.#places.delete(first.key);
    if (last !== first) {
      this.#put(0, last);
      this.#sink(0);
    }
    return first.key;
  }

  /** All that wait, as the heap has them: put back in this order, they come out in the same order. */
  entries(): readonly (readonly [key: string, atUs: number])[] {
    return this.#heap.map(({ key, atUs }) => [key, atUs] as const);
  }

  /** Takes over what another heap had. */
  replaceBy(entries: readonly (readonly [key: string, atUs: number])[]): void {
    this.#heap.length = 0;
    this.#places.clear();
    for (const [index, [key, atUs]] of entries.entries()) this.#put(index, { key, atUs });
  }

  #put(place: number, waiting: Waiting): void {
    this.#heap[place] = waiting;
    this.#places.set(waiting.key, place);
  }

  #isBefore(left: number, right: number): boolean {
    return this.#heap[left]!.atUs < this.#heap[right]!.atUs;
  }

  #exchange(left: number, right: number): void {
    const [one, other] = [this.#heap[left]!, this.#heap[right]!];
    this.#put(left, other);
    this.#put(right, one);
  }

  #rise(from: number): void {
    for (let place = from; place > 0;) {
      const parent = (place - 1) >>> 1;
      if (!this.#isBefore(place, parent)) return;
      this.#exchange(place, parent);
      place = parent;
    }
  }

  #sink(from: number): void {
    for (let place = from; ;) {
      const left = 2 * place + 1;
      if (left >= this.#heap.length) return;
      const right = left + 1;
      const child = right < this.#heap.length && this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(child, place)) return;
      this.#exchange(child, place);
      place = child;
    }
  }
}
