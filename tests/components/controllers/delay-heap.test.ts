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
});
