// What shares a processor by the mark at which it is finished, held against a sorted list.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FinishHeap, restoreHeaps, snapshotOfHeaps } from "../../../src/queueing/exact/finish-heap.ts";

describe("a heap of what will be finished", () => {
  it("gives the least mark first, and of equal ones the one that came first", () => {
    const property = fc.property(fc.array(fc.option(fc.nat(9)), { maxLength: 80 }), (marks) => {
      const heap = new FinishHeap();
      let waiting: { readonly mark: number; readonly visit: number }[] = [];
      for (const [visit, mark] of marks.entries()) {
        if (mark !== null) {
          heap.push(mark, visit, visit);
          waiting = [...waiting, { mark, visit }].toSorted((a, b) => a.mark - b.mark || a.visit - b.visit);
        } else if (waiting.length > 0) {
          expect(heap.nextMark).toBe(waiting[0]!.mark);
          expect(heap.pop()).toBe(waiting.shift()!.visit);
        }
        expect(heap.count).toBe(waiting.length);
      }
    });
    fc.assert(property, { seed: 2, numRuns: 100 });
  });

  it("is saved with others and comes back", () => {
    const heaps = [new FinishHeap(), new FinishHeap(), new FinishHeap()];
    for (const [order, mark] of [5, 3, 8].entries()) heaps[0]!.push(mark, order, order);
    heaps[2]!.push(1, 9, 9);
    heaps[1]!.push(1, 1, 1);
    heaps[1]!.clear();
    const copies = heaps.map(() => new FinishHeap());
    restoreHeaps(copies, snapshotOfHeaps(heaps));
    expect(copies.map(({ count }) => count)).toEqual([3, 0, 1]);
    expect([copies[0]!.pop(), copies[0]!.pop(), copies[0]!.pop(), copies[2]!.pop()]).toEqual([1, 0, 2, 9]);
  });
});
