// What is known of every node for one class of pods: does it pass the filters, what do node-local plugins score?
// An entry is good as long as the node's version is the one that it was computed for.

import { NONE } from "../../cluster/pod-table.ts";

import type { ScoreTree } from "./score-tree.ts";

/** A node's verdict that has not been looked up in words yet. */
export const UNKNOWN_REFUSAL = -1;

/** Score of a node that does not pass. */
export const REFUSED = -1;

/** A tree costs about as much as two searches. */
const PATIENCE_MIN = 2;
/** However often trees did not hold. */
const PATIENCE_MAX = 64;

export class ClassCache {
  /**
   * Two numbers a node, side by side because every search reads both: the version for which the verdict was worked out
   * (node versions begin at 1), and the weighted sum of node-local scores, or REFUSED. Weights are at most 10^6 (see
   * simulation-limits.ts) and scores at most 100, so twenty plugins' sum stays below 2^31.
   */
  readonly verdicts: Int32Array;
  /** Position of the filter that refused, where it did. */
  readonly refusedBy: Int8Array;
  /** Number of the refusal's status (see RefusalTable), UNKNOWN_REFUSAL until somebody asks. */
  readonly refusals: Int32Array;
  /** Ordinal of the last decision that used this cache. */
  usedAt = 0;
  /** Where all nodes are scored, once that is worth it; undefined if it no longer holds. */
  tree: ScoreTree | undefined;
  /** Searches of all nodes since there was a tree, and how many make the next one worth its cost. */
  searches = 0;
  patience = PATIENCE_MIN;

  constructor(nodes: number) {
    this.verdicts = new Int32Array(2 * nodes);
    this.refusedBy = new Int8Array(nodes);
    this.refusals = new Int32Array(nodes);
  }

  /** The tree no longer holds: one that served for long may have another soon. */
  fell({ uses }: ScoreTree): void {
    this.tree = undefined;
    this.searches = 0;
    this.patience = uses > this.patience ? PATIENCE_MIN : Math.min(PATIENCE_MAX, 2 * this.patience);
  }

  /** As if nothing was known of any node. */
  forget(): void {
    this.verdicts.fill(0);
    this.tree = undefined;
  }
}

/** All nodes of all caches together: 13 bytes each, 29 with a tree, so at most about 230 MB. */
const ENTRIES_MAX = 8_000_000;

/** The caches of the classes used of late; the longest unused go when there are too many. */
export class ClassCaches {
  readonly #byClass = new Map<number, ClassCache>();
  #nodes = 0;
  #clock = 0;
  /** Of the class last asked for of those that look at few nodes. */
  #passing: ClassCache | undefined;
  #passingClass = NONE;

  /** Forgets everything if the cluster has other nodes than before. */
  fitTo(nodes: number): void {
    if (nodes === this.#nodes) return;
    this.clear();
    this.#nodes = nodes;
  }

  clear(): void {
    this.#byClass.clear();
    this.#passing = undefined;
  }

  /** For a class that looks at few nodes: good until this is called for another one. */
  passing(classId: number): ClassCache {
    const cache = (this.#passing ??= new ClassCache(this.#nodes));
    if (classId !== this.#passingClass) cache.forget();
    this.#passingClass = classId;
    return cache;
  }

  of(classId: number): ClassCache {
    this.#clock += 1;
    const known = this.#byClass.get(classId) ?? this.#make(classId);
    known.usedAt = this.#clock;
    return known;
  }

  #make(classId: number): ClassCache {
    if ((this.#byClass.size + 1) * this.#nodes > ENTRIES_MAX) this.#dropOldest();
    const cache = new ClassCache(this.#nodes);
    this.#byClass.set(classId, cache);
    return cache;
  }

  /** Drops the older half, so that this happens rarely. */
  #dropOldest(): void {
    const oldestFirst = [...this.#byClass].toSorted(([, left], [, right]) => left.usedAt - right.usedAt);
    for (const [classId] of oldestFirst.slice(0, Math.ceil(oldestFirst.length / 2))) this.#byClass.delete(classId);
  }
}
