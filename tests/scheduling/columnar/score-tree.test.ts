// The tree against the search that it stands for.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../../src/base/random/random-stream.ts";
import { REFUSED } from "../../../src/scheduling/columnar/class-cache.ts";
import { ScoreTree } from "../../../src/scheduling/columnar/score-tree.ts";
import { selectHost } from "../../../src/scheduling/framework/select-host.ts";

const NODES = 37;

/** What a search of all nodes from the start would choose. */
function chosenBySearch(scores: Int32Array, order: Int32Array, start: number): number {
  const round = [...order.subarray(start), ...order.subarray(0, start)];
  const feasible = round.filter((node) => scores[node] !== REFUSED);
  const totals = Float64Array.from(feasible, (node) => scores[node]!);
  return feasible[selectHost(totals, feasible.length)]!;
}

describe("the tree of scores", () => {
  const random = new RandomStream("1", "score tree");
  const order = Int32Array.from({ length: NODES }, (_, index) => (index * 5) % NODES);
  const scores = Int32Array.from({ length: NODES }, () => random.nextIndex(4));
  for (const node of [3, 4, 20]) scores[node] = REFUSED;
  const tree = new ScoreTree(scores, order, 11, 0);

  it("chooses what a search of all nodes chooses, whatever scores change", () => {
    expect(tree.count).toBe(NODES - 3);
    for (let step = 0; step < 500; step += 1) {
      const node = random.nextIndex(NODES);
      if (scores[node] !== REFUSED) {
        scores[node] = random.nextIndex(4);
        expect(tree.update(node, scores[node])).toBe(true);
      }
      expect(tree.best()).toBe(chosenBySearch(scores, order, 11));
    }
  });

  it("does not hold when a node passes that did not, or the other way round", () => {
    expect(tree.update(3, REFUSED)).toBe(true);
    expect(tree.update(3, 2)).toBe(false);
    expect(tree.update(5, REFUSED)).toBe(false);
  });

  it("knows when there is nobody to choose", () => {
    expect(new ScoreTree(new Int32Array(NODES).fill(REFUSED), order, 0, 0).count).toBe(0);
  });
});
