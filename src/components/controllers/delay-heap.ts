// Keys that wait for their time, the next one first. Of several that are due at the same moment, the order is that of the
// heap that the real queues keep them in.
// Imitates waitForPriorityQueue of staging client-go util/workqueue/delaying_queue.go, v1.36, and Go's container/heap.

import { present } from "../../base/invariant.ts";

interface Waiting {
  readonly key: string;
  atUs: number;
  /** In the heap. */
  place: number;
}

export class DelayHeap {
  readonly #heap: Waiting[] = [];
  readonly #byKey = new Map<string, Waiting>();

  /** When the next key is due; undefined if none waits. */
  get nextUs(): number | undefined {
    return this.#heap[0]?.atUs;
  }

  /** The one that is due then. */
  get nextKey(): string | undefined {
    return this.#heap[0]?.key;
  }

  /** The key is due at the moment, or at the one that it waits for if that is earlier. */
  add(key: string, atUs: number): void {
    let waiting = this.#byKey.get(key);
    if (waiting === undefined) {
      waiting = { key, atUs, place: this.#heap.length };
      this.#byKey.set(key, waiting);
      this.#heap.push(waiting);
    } else if (atUs < waiting.atUs) waiting.atUs = atUs;
    else return;
    this.#rise(waiting);
  }

  /** Takes out the key that is due next; undefined if none is due yet. */
  takeDue(nowUs: number): string | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.atUs > nowUs) return undefined;
    const last = present(this.#heap.pop(), "a heap that is not empty has a last entry");
    this.#byKey.delete(first.key);
    if (last !== first) {
      last.place = 0;
      this.#sink(last);
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
    this.#byKey.clear();
    for (const [place, [key, atUs]] of entries.entries()) {
      const waiting: Waiting = { key, atUs, place };
      this.#byKey.set(key, waiting);
      this.#heap.push(waiting);
    }
  }

  #put(place: number, waiting: Waiting): void {
    this.#heap[place] = waiting;
    waiting.place = place;
  }

  /** Those above that are due later move down, and it takes the place of the last of them. */
  #rise(waiting: Waiting): void {
    let { place } = waiting;
    while (place > 0) {
      const above = (place - 1) >>> 1;
      const parent = this.#heap[above]!;
      if (waiting.atUs >= parent.atUs) break;
      this.#put(place, parent);
      place = above;
    }
    this.#put(place, waiting);
  }

  /** The earlier ones below move up, and it takes the place of the last of them. */
  #sink(waiting: Waiting): void {
    const heap = this.#heap;
    let { place } = waiting;
    for (let below = 2 * place + 1; below < heap.length; below = 2 * place + 1) {
      const right = below + 1;
      if (right < heap.length && heap[right]!.atUs < heap[below]!.atUs) below = right;
      if (heap[below]!.atUs >= waiting.atUs) break;
      this.#put(place, heap[below]!);
      place = below;
    }
    this.#put(place, waiting);
  }
}
