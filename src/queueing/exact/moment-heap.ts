// Which of many things happens first: a heap of moments with four children to each, by the number of the thing, so that a moment
// can be changed or taken out wherever it stands. Ties go by an order that the caller gives, so that nothing depends on the past
// of the heap. Knows nothing of what happens then.

import { grownTo } from "../../base/grown-column.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

const ABSENT = -1;
const CHILDREN_BITS = 2;
const CHILDREN = 4;
const INITIAL_ROOM = 16;

export class MomentHeap implements Snapshotable {
  #count = 0;
  #moments = new Float64Array(INITIAL_ROOM);
  #orders = new Float64Array(INITIAL_ROOM);
  #things = new Int32Array(INITIAL_ROOM);
  /** Of each thing, its place in the heap. */
  #places = new Int32Array(INITIAL_ROOM).fill(ABSENT);

  /** Infinity where nothing waits. */
  get nextUs(): number {
    return this.#count === 0 ? Infinity : this.#moments[0]!;
  }

  /** The thing whose moment comes first; only where there is one. */
  get nextThing(): number {
    return this.#things[0]!;
  }

  get count(): number {
    return this.#count;
  }

  /** Gives a thing its moment, be it the first one or another than before. */
  set(thing: number, us: number, order: number): void {
    if (thing >= this.#places.length) this.#reachThing(thing);
    let place = this.#places[thing]!;
    if (place === ABSENT) {
      place = this.#count;
      this.#count += 1;
      if (place >= this.#moments.length) this.#reachPlace(place);
      this.#rise(place, thing, us, order);
    } else if (isBefore(us, order, this.#moments[place]!, this.#orders[place]!)) this.#rise(place, thing, us, order);
    else this.#sink(place, thing, us, order);
  }

  /** Nothing happens where it has no moment. */
  remove(thing: number): void {
    const place = this.#places[thing] ?? ABSENT;
    if (place === ABSENT) return;
    this.#places[thing] = ABSENT;
    this.#count -= 1;
    const last = this.#count;
    if (place === last) return;
    const us = this.#moments[last]!;
    const order = this.#orders[last]!;
    const moved = this.#things[last]!;
    const parent = (place - 1) >> CHILDREN_BITS;
    if (place > 0 && isBefore(us, order, this.#moments[parent]!, this.#orders[parent]!))
      this.#rise(place, moved, us, order);
    else this.#sink(place, moved, us, order);
  }

  snapshot(): Snapshot {
    const count = this.#count;
    return {
      moments: this.#moments.slice(0, count),
      orders: this.#orders.slice(0, count),
      things: this.#things.slice(0, count),
    };
  }

  restore(saved: Snapshot): void {
    const { moments, orders, things } = saved as { moments: Float64Array; orders: Float64Array; things: Int32Array };
    this.#places.fill(ABSENT);
    this.#count = 0;
    for (let place = 0; place < things.length; place += 1) this.set(things[place]!, moments[place]!, orders[place]!);
  }

  #rise(from: number, thing: number, us: number, order: number): void {
    const moments = this.#moments;
    const orders = this.#orders;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> CHILDREN_BITS;
      if (!isBefore(us, order, moments[parent]!, orders[parent]!)) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, thing, us, order);
  }

  #sink(from: number, thing: number, us: number, order: number): void {
    const moments = this.#moments;
    const orders = this.#orders;
    const count = this.#count;
    let place = from;
    for (;;) {
      const first = (place << CHILDREN_BITS) + 1;
      if (first >= count) break;
      const end = Math.min(first + CHILDREN, count);
      let least = first;
      for (let child = first + 1; child < end; child += 1) {
        if (isBefore(moments[child]!, orders[child]!, moments[least]!, orders[least]!)) least = child;
      }
      if (!isBefore(moments[least]!, orders[least]!, us, order)) break;
      this.#move(least, place);
      place = least;
    }
    this.#put(place, thing, us, order);
  }

  #move(from: number, to: number): void {
    const thing = this.#things[from]!;
    this.#moments[to] = this.#moments[from]!;
    this.#orders[to] = this.#orders[from]!;
    this.#things[to] = thing;
    this.#places[thing] = to;
  }

  #put(place: number, thing: number, us: number, order: number): void {
    this.#moments[place] = us;
    this.#orders[place] = order;
    this.#things[place] = thing;
    this.#places[thing] = place;
  }

  #reachThing(thing: number): void {
    const before = this.#places.length;
    this.#places = grownTo(this.#places, Math.max(thing + 1, 2 * before));
    this.#places.fill(ABSENT, before);
  }

  #reachPlace(place: number): void {
    const rows = Math.max(place + 1, 2 * this.#moments.length);
    this.#moments = grownTo(this.#moments, rows);
    this.#orders = grownTo(this.#orders, rows);
    this.#things = grownTo(this.#things, rows);
  }
}

function isBefore(us: number, order: number, otherUs: number, otherOrder: number): boolean {
  return us < otherUs || (us === otherUs && order < otherOrder);
}
