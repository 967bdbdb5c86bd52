// The best node of one class where all nodes are scored: a tree over the feasible nodes in the order found, each with the largest
// score below it. One changed score costs a walk to the root, the choice a walk from there. The tree has the shape of the heap
// by which kube-scheduler breaks ties, so the first maximum on the way down is the one that it takes (see select-host.ts).

import { NONE } from "../../cluster/pod-table.ts";

export class ScoreTree {
  /** The order of nodes that it was made for, and where the search begins in it. */
  readonly order: Int32Array;
  readonly start: number;
  /** Feasible nodes. */
  readonly count: number;
  /** All that the log of nodes says before this is in. */
  cursor: number;
  /** Choices made by it. */
  uses = 0;
  readonly #nodes: Int32Array;
  readonly #scores: Int32Array;
  /** By position: the largest score of it and all below. */
  readonly #largest: Int32Array;
  /** By node: its position, or NONE if it is refused. */
  readonly #positions: Int32Array;

  /** `scores` as in ClassCache, all of this moment. */
  constructor(scores: Int32Array, order: Int32Array, start: number, cursor: number) {
    this.order = order;
    this.start = start;
    this.cursor = cursor;
    this.#nodes = new Int32Array(order.length);
    this.#scores = new Int32Array(order.length);
    this.#positions = new Int32Array(scores.length).fill(NONE);
    this.count = this.#gather(scores);
    this.#largest = this.#scores.slice(0, this.count);
    for (let position = this.count - 1; position > 0; position -= 1) {
      const above = (position - 1) >> 1;
      if (this.#largest[position]! > this.#largest[above]!) this.#largest[above] = this.#largest[position]!;
    }
  }

  #gather(scores: Int32Array): number {
    const { order } = this;
    let count = 0;
    for (let step = 0; step < order.length; step += 1) {
      const index = this.start + step;
      const node = order[index < order.length ? index : index - order.length]!;
      const score = scores[node]!;
      if (score < 0) continue;
      this.#nodes[count] = node;
      this.#scores[count] = score;
      this.#positions[node] = count;
      count += 1;
    }
    return count;
  }

  /** Takes a node's new score, negative if it is refused; false if the node was refused before and is not now, or the other way round. */
  update(node: number, score: number): boolean {
    const position = this.#positions[node] ?? NONE;
    if (position === NONE || score < 0) return position === NONE && score < 0;
    this.#scores[position] = score;
    this.#settle(position);
    return true;
  }

  /** Brings the largest scores of a position and all above it up to date, as far as they change. */
  #settle(changed: number): void {
    const largest = this.#largest;
    const { count } = this;
    for (let position = changed; ; position = (position - 1) >> 1) {
      const left = 2 * position + 1;
      let now = this.#scores[position]!;
      if (left < count && largest[left]! > now) now = largest[left]!;
      if (left + 1 < count && largest[left + 1]! > now) now = largest[left + 1]!;
      if (largest[position] === now) return;
      largest[position] = now;
      if (position === 0) return;
    }
  }

  /** The node that gets the pod. There has to be a feasible one. */
  best(): number {
    this.uses += 1;
    const [largest, scores] = [this.#largest, this.#scores];
    const score = largest[0]!;
    let position = 0;
    while (scores[position] !== score) {
      const left = 2 * position + 1;
      position = largest[left] === score ? left : left + 1;
    }
    return this.#nodes[position]!;
  }
}
