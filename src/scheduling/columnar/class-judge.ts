// Works out verdicts of nodes for a class, a block at a time: filters in order on those still standing, then node-local scores.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { type ClassCache, REFUSED, STALE, UNKNOWN_REFUSAL } from "./class-cache.ts";
import type { ClassPlan } from "./class-plan.ts";
import { judgeRows } from "./row-kernel.ts";

/** Nodes are worked out this many at a time: enough to spread the cost of a call, few to overshoot. */
export const BLOCK_NODES = 64;

export class ClassJudge {
  readonly #cluster: ClusterState;
  readonly #nodes = new Int32Array(BLOCK_NODES);
  readonly #scores = new Float64Array(BLOCK_NODES);
  /** Where refusals are put, and what those of the filter that is being asked score. */
  #refusing: Int32Array = new Int32Array(0);
  #refusal = REFUSED;
  readonly #reject = (node: number): void => {
    this.#refusing[node] = this.#refusal;
  };

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** Works out one node. */
  judge(plan: ClassPlan, cache: ClassCache, node: number): void {
    this.#nodes[0] = node;
    this.#judge(plan, cache, 1);
  }

  /** Works out the stale ones of `order[from..to)`, which are no more than a block. */
  judgeStretch(plan: ClassPlan, cache: ClassCache, order: Int32Array, from: number, to: number): void {
    const nodes = this.#nodes;
    const { scores } = cache;
    let count = 0;
    for (let index = from; index < to; index += 1) {
      const node = order[index]!;
      if (scores[node] === STALE) nodes[count++] = node;
    }
    this.#judge(plan, cache, count);
  }

  /** Works out the stale ones of the nodes that the log of nodes names from one cursor to another, at most a block. */
  judgeLogged(plan: ClassPlan, cache: ClassCache, from: number, to: number): void {
    const { nodeChanges, nodes: table } = this.#cluster;
    const nodes = this.#nodes;
    const { scores } = cache;
    let count = 0;
    for (let cursor = from; cursor < to; cursor += 1) {
      const node = nodeChanges.at(cursor);
      if (scores[node] !== STALE || !table.has(node)) continue;
      // Named again further on, it is not to be worked out twice.
      scores[node] = 0;
      nodes[count++] = node;
    }
    this.#judge(plan, cache, count);
  }

  #judge(plan: ClassPlan, { scores, refusals }: ClassCache, count: number): void {
    const nodes = this.#nodes;
    if (refusals !== undefined)
      for (let index = 0; index < count; index += 1) refusals[nodes[index]!] = UNKNOWN_REFUSAL;
    const { filters, rowWork } = plan;
    const { podClass } = plan.pod;
    const asked = rowWork === undefined ? filters.length : filters.length - 1;
    let kept = count;
    this.#refusing = scores;
    for (let place = 0; place < asked && kept > 0; place += 1) {
      this.#refusal = REFUSED - place;
      kept = filters[place]!.form.filter(podClass, nodes, kept, this.#reject);
    }
    if (kept === 0) return;
    const { rows, stride } = this.#cluster.nodes;
    if (rowWork === undefined) for (let index = 0; index < kept; index += 1) scores[nodes[index]!] = 0;
    else kept = judgeRows(rows, stride, rowWork, nodes, kept, REFUSED - asked, scores);
    this.#addScores(plan, scores, kept);
  }

  #addScores({ pod: { podClass }, blockScorers }: ClassPlan, scores: Int32Array, kept: number): void {
    const nodes = this.#nodes;
    const column = this.#scores;
    for (let position = 0; position < blockScorers.length; position += 1) {
      const { form, weight } = blockScorers[position]!;
      const uniform = form.uniformScore?.(podClass);
      if (uniform === 0) continue;
      form.score(podClass, nodes, kept, column);
      for (let index = 0; index < kept; index += 1) {
        const node = nodes[index]!;
        scores[node] = scores[node]! + weight * column[index]!;
      }
    }
  }
}
