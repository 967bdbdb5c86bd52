// How many nodes are ordered for pods that wait, with a trial that knows nothing but CPU.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { RoomTrial } from "../../../src/environment/growth/room-trial.ts";
import { MAX_NODES_PER_SCALE_UP, scaleUpFor, type WaitingPod } from "../../../src/environment/growth/scale-up.ts";
import type { Node } from "../../../src/model/objects.ts";

/** Nodes of so many cores by their names, `size-number`; pods want what they are numbered in `cores`. */
class CoreTrial implements RoomTrial {
  readonly free: number[];
  readonly #cores: readonly number[];

  constructor(cores: readonly number[], freeOnKnown: readonly number[] = []) {
    this.#cores = cores;
    this.free = [...freeOnKnown];
  }

  addNode(node: Node): number {
    return this.free.push(Number(node.metadata.name.split("-")[0])) - 1;
  }

  dropNode(node: number): void {
    this.free[node] = 0;
  }

  placeAnywhere(pod: number): boolean {
    return this.free.some((_free, node) => this.placeOn(pod, node));
  }

  placeOn(pod: number, node: number): boolean {
    if (this.free[node]! < this.#cores[pod]!) return false;
    this.free[node] = this.free[node]! - this.#cores[pod]!;
    return true;
  }
}

const nodes = (cores: number, count: number): readonly Node[] =>
  Array.from({ length: count }, (_, index) => ({ metadata: { name: `${cores}-${index}` } }));

const waiting = (cores: readonly number[]): readonly WaitingPod[] =>
  cores.map((size, pod) => ({ pod, classId: size, size }));

describe("a scale-up", () => {
  it("packs the largest pods first, and small ones beside them", () => {
    const cores = [1, 3, 1, 3];
    const pools = [{ pool: "a", free: nodes(4, 9) }];
    expect(scaleUpFor(waiting(cores), pools, new CoreTrial(cores))).toEqual({ counts: [2], heldBack: [] });
  });

  it("uses the room that is there or on its way before anything is ordered", () => {
    const cores = [2, 2, 2];
    const pools = [{ pool: "a", free: nodes(4, 9) }];
    expect(scaleUpFor(waiting(cores), pools, new CoreTrial(cores, [4])).counts).toEqual([1]);
    expect(scaleUpFor(waiting(cores), pools, new CoreTrial(cores, [4, 2])).counts).toEqual([0]);
  });

  it("orders nothing for a pod that an empty node does not take", () => {
    const cores = [9];
    const pools = [{ pool: "a", free: nodes(4, 9) }];
    expect(scaleUpFor(waiting(cores), pools, new CoreTrial(cores))).toEqual({ counts: [0], heldBack: [] });
  });

  it("asks the next pool where the first one does not do", () => {
    const cores = [6, 3, 3, 3];
    const pools = [
      { pool: "a", free: nodes(4, 1) },
      { pool: "b", free: nodes(8, 2) },
    ];
    expect(scaleUpFor(waiting(cores), pools, new CoreTrial(cores)).counts).toEqual([1, 2]);
  });

  it("names pods that only the size of the pool holds back", () => {
    const cores = [4, 4, 9];
    const pools = [{ pool: "a", free: nodes(4, 1) }];
    expect(scaleUpFor(waiting(cores), pools, new CoreTrial(cores))).toEqual({ counts: [1], heldBack: [1] });
  });

  it("orders a thousand nodes at most", () => {
    const cores = Array.from({ length: 1100 }, () => 4);
    const pools = [{ pool: "a", free: nodes(4, 1100) }];
    const { counts, heldBack } = scaleUpFor(waiting(cores), pools, new CoreTrial(cores));
    expect(counts).toEqual([MAX_NODES_PER_SCALE_UP]);
    expect(heldBack).toHaveLength(100);
  });

  it("orders no more than twice what the pods need together, and enough for all", () => {
    const anyCores = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 });
    fc.assert(
      fc.property(anyCores, (cores) => {
        const trial = new CoreTrial(cores);
        const { counts, heldBack } = scaleUpFor(waiting(cores), [{ pool: "a", free: nodes(8, 100) }], trial);
        const sum = cores.reduce((all, one) => all + one, 0);
        expect(heldBack).toEqual([]);
        expect(trial.free.reduce((all, one) => all + one, 0)).toBe(8 * counts[0]! - sum);
        expect(counts[0]!).toBeLessThanOrEqual(Math.ceil((2 * sum) / 8));
      }),
      { seed: 11, numRuns: 50 },
    );
  });
});
