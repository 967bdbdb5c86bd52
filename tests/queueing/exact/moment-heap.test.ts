// A heap of moments, held against a list that is sorted anew each time.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { MomentHeap } from "../../../src/queueing/exact/moment-heap.ts";

interface Entry {
  readonly us: number;
  readonly order: number;
}

function firstOf(entries: ReadonlyMap<number, Entry>): readonly [number, number] | undefined {
  const [first] = [...entries].toSorted(([, a], [, b]) => a.us - b.us || a.order - b.order);
  return first === undefined ? undefined : [first[0], first[1].us];
}

describe("a heap of moments", () => {
  it("tells what comes first, whatever is set, changed and removed", () => {
    const deed = fc.record({ thing: fc.nat(60), us: fc.nat(20), remove: fc.boolean() });
    const property = fc.property(fc.array(deed, { maxLength: 200 }), (deeds) => {
      let heap = new MomentHeap();
      const entries = new Map<number, Entry>();
      for (const [order, { thing, us, remove }] of deeds.entries()) {
        if (remove) heap.remove(thing);
        else heap.set(thing, us, order);
        if (remove) entries.delete(thing);
        else entries.set(thing, { us, order });
        if (order % 50 === 49) heap = copyOf(heap);
        const first = firstOf(entries);
        expect([heap.count, heap.nextUs]).toEqual([entries.size, first?.[1] ?? Infinity]);
        if (first !== undefined) expect(heap.nextThing).toBe(first[0]);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  it("holds as many as there are", () => {
    const heap = new MomentHeap();
    for (let thing = 0; thing < 5_000; thing += 1) heap.set(thing, (thing * 7_919) % 5_000, thing);
    for (let us = 0; us < 5_000; us += 1) {
      expect(heap.nextUs).toBe(us);
      heap.remove(heap.nextThing);
    }
    heap.remove(123_456);
    expect(heap.count).toBe(0);
  });
});

function copyOf(heap: MomentHeap): MomentHeap {
  const copy = new MomentHeap();
  copy.set(3, 3, 3);
  copy.restore(heap.snapshot());
  return copy;
}
