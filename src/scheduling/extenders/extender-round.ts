// What extenders say in one scheduling cycle.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { EXTENDER_NAME, type Extender } from "../framework/extender.ts";
import type { CyclePod } from "../framework/plugin.ts";
import type { PluginStatus } from "../framework/status.ts";
import { filterByExtenders } from "./extender-filter.ts";
import { addExtenderScores } from "./extender-scores.ts";

export class ExtenderRound {
  readonly #extenders: readonly Extender[];
  readonly #cluster: ClusterState;
  readonly #pod: CyclePod;
  readonly #statuses = new Map<number, PluginStatus>();
  #leftOut = false;
  /** What ended the cycle, once an extender failed that may not be ignored. */
  error: string | undefined;

  constructor(extenders: readonly Extender[], cluster: ClusterState, pod: CyclePod) {
    this.#extenders = extenders;
    this.#cluster = cluster;
    this.#pod = pod;
  }

  /** True if there is nobody to ask. */
  get isIdle(): boolean {
    return this.#extenders.length === 0;
  }

  /** Of nodes that were refused with words, so far. */
  get statuses(): ReadonlyMap<number, PluginStatus> {
    return this.#statuses;
  }

  /** Who is to blame for nodes that a search found and that are not left, with words or without. */
  get blamed(): readonly string[] {
    return this.#leftOut ? [EXTENDER_NAME] : [];
  }

  /** The one node that was tried before the search, if it is left. A failure is none here: the search asks again. */
  admits(node: number): boolean {
    const filtering = filterByExtenders(this.#extenders, this.#cluster, this.#pod, [node]);
    if (filtering.kind === "error") return false;
    this.#note(filtering.statuses);
    return filtering.nodes.length > 0;
  }

  /** Those of a search's nodes that are left; none after an error. */
  filter(nodes: readonly number[]): readonly number[] {
    if (this.isIdle) return nodes;
    const filtering = filterByExtenders(this.#extenders, this.#cluster, this.#pod, nodes);
    if (filtering.kind === "error") {
      this.error = filtering.message;
      return [];
    }
    this.#note(filtering.statuses);
    this.#leftOut = filtering.nodes.length !== nodes.length;
    return filtering.nodes;
  }

  addScores(nodes: readonly number[], totals: Float64Array): void {
    addExtenderScores(this.#extenders, this.#cluster, this.#pod, nodes, totals);
  }

  #note(statuses: ReadonlyMap<number, PluginStatus>): void {
    for (const [node, status] of statuses) this.#statuses.set(node, status);
  }
}
