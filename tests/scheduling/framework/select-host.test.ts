// Who wins among equals.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { comesFirstInPreOrder, NodeScoreHeap, selectHost } from "../../../src/scheduling/framework/select-host.ts";
import { popOrder } from "./go-heap.ts";

describe("the winner", () => {
  it.each([
    [[7, 7, 7], 0],
    [[5, 9, 9], 1],
    [[1, 2, 9, 9, 3], 3],
    [[0, 1, 9, 0, 9], 4],
    [[1, 5, 9, 9, 9, 9, 1], 3],
    [[4], 0],
    [[1, 2], 1],
    [[0, 0, 0, 0, 0, 1, 1], 5],
  ])("of %j stands at %d", (totals, winner) => {
    expect(selectHost(Float64Array.from(totals), totals.length)).toBe(winner);
    expect(popOrder(totals)[0]).toBe(winner);
  });

  it("is the top of Go's heap, whatever the totals", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 200 }), (totals) => {
        expect(selectHost(Float64Array.from(totals), totals.length)).toBe(popOrder(totals)[0]);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  it("is looked for among the first entries only", () => {
    expect(selectHost(Float64Array.from([1, 3, 2, 99]), 3)).toBe(1);
  });
});

describe("pre-order in the implicit binary tree", () => {
  it("is that of a walk through the tree: root, left subtree, right subtree", () => {
    const size = 200;
    const walk: number[] = [];
    const visit = (index: number): void => {
      if (index >= size) return;
      walk.push(index);
      visit(2 * index + 1);
      visit(2 * index + 2);
    };
    visit(0);
    const place = new Map(walk.map((index, at) => [index, at]));
    for (let right = 0; right < size; right += 1) {
      for (let left = right + 1; left < size; left += 1) {
        expect(comesFirstInPreOrder(left, right)).toBe(place.get(left)! < place.get(right)!);
      }
    }
  });
});

describe("the heap of scored nodes", () => {
  it("gives nodes in the order in which Go's heap would, to the last", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 60 }), (totals) => {
        const nodes = totals.map((_, index) => 1000 + index);
        const heap = new NodeScoreHeap(nodes, totals);
        expect(heap.size).toBe(totals.length);
        const popped = totals.map(() => heap.pop());
        expect(popped).toEqual(popOrder(totals).map((index) => 1000 + index));
        expect(heap.size).toBe(0);
      }),
      { seed: 8, numRuns: 1000 },
    );
  });

  it("has the winner on top and leaves the lists that it was made from alone", () => {
    const nodes = [10, 11, 12];
    const totals = [1, 5, 5];
    expect(new NodeScoreHeap(nodes, totals).pop()).toBe(11);
    expect([nodes, totals]).toEqual([
      [10, 11, 12],
      [1, 5, 5],
    ]);
  });
});
