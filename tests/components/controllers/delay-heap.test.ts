// Keys that wait for their time.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DelayHeap } from "../../../src/components/controllers/delay-heap.ts";

function drained(heap: DelayHeap, nowUs = Number.POSITIVE_INFINITY): readonly string[] {
  const keys: string[] = [];
  for (let key = heap.takeDue(nowUs); key !== undefined; key = heap.takeDue(nowUs)) keys.push(key);
  return keys;
}

describe("keys that wait for their time", () => {
  it("come out when they are due, the earliest first", () => {
    const heap = new DelayHeap();
    heap.add("late", 30);
    heap.add("early", 10);
    heap.add("middle", 20);
    expect(heap.nextUs).toBe(10);
    expect(drained(heap, 20)).toEqual(["early", "middle"]);
    expect(heap.takeDue(29)).toBeUndefined();
    expect(drained(heap)).toEqual(["late"]);
  });

  it("wait once, for the earliest of their moments", () => {
    const heap = new DelayHeap();
    heap.add("a", 10);
    heap.add("a", 20);
    heap.add("b", 30);
    heap.add("b", 5);
    expect(heap.entries()).toHaveLength(2);
    expect(drained(heap)).toEqual(["b", "a"]);
  });

  it("come out in the order of Go's heap where they are due together (seen in the record job/043)", () => {
    const heap = new DelayHeap();
    for (const key of ["bad", "now", "work"]) heap.add(key, 10);
    expect(drained(heap)).toEqual(["bad", "work", "now"]);
  });

  it("come out of a copy in the same order", () => {
    const moments = fc.array(fc.tuple(fc.stringMatching(/^[a-h]$/), fc.nat(5)), { maxLength: 30 });
    fc.assert(
      fc.property(moments, (added) => {
        const heap = new DelayHeap();
        for (const [key, atUs] of added) heap.add(key, atUs);
        const copy = new DelayHeap();
        copy.replaceBy(heap.entries());
        const earliest = new Map<string, number>();
        for (const [key, atUs] of added) earliest.set(key, Math.min(atUs, earliest.get(key) ?? atUs));
        const keys = drained(copy);
        expect(keys).toEqual(drained(heap));
        const times = keys.map((key) => earliest.get(key)!);
        expect(times).toEqual([...earliest.values()].toSorted((left, right) => left - right));
      }),
      { seed: 20260105, numRuns: 200 },
    );
  });

  it("lie as exchanges of neighbours would put them, whatever is added and taken", () => {
    const step = fc.oneof(fc.tuple(fc.stringMatching(/^[a-p]$/), fc.nat(4)), fc.constant(undefined));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const heap = new DelayHeap();
        const plain: Entry[] = [];
        for (const added of steps) {
          if (added === undefined) expect(heap.takeDue(Number.POSITIVE_INFINITY)).toBe(takeFirst(plain)?.[0]);
          else {
            heap.add(...added);
            addTo(plain, added);
          }
          expect(heap.entries()).toEqual(plain);
        }
      }),
      { seed: 20260106, numRuns: 200 },
    );
  });
});

type Entry = readonly [key: string, atUs: number];

/** As container/heap does it, with Fix where a key waits already. */
function addTo(heap: Entry[], [key, atUs]: Entry): void {
  const found = heap.findIndex(([other]) => other === key);
  let place = found < 0 ? heap.length : found;
  if (found >= 0 && heap[found]![1] <= atUs) return;
  heap[place] = [key, atUs];
  for (; place > 0; place = (place - 1) >> 1) {
    const parent = (place - 1) >> 1;
    if (atUs >= heap[parent]![1]) return;
    exchange(heap, place, parent);
  }
}

function takeFirst(heap: Entry[]): Entry | undefined {
  if (heap.length > 0) exchange(heap, 0, heap.length - 1);
  const first = heap.pop();
  for (let place = 0; ;) {
    const [left, right] = [2 * place + 1, 2 * place + 2];
    if (left >= heap.length) return first;
    const child = right < heap.length && heap[right]![1] < heap[left]![1] ? right : left;
    if (heap[child]![1] >= heap[place]![1]) return first;
    exchange(heap, child, place);
    place = child;
  }
}

function exchange(heap: Entry[], left: number, right: number): void {
  [heap[left], heap[right]] = [heap[right]!, heap[left]!];
}
