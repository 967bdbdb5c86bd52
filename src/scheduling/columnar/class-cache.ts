// What is known of every node for one class of pods: does it pass the filters, what do node-local plugins score?
// An entry is good as long as the node's version is the one that it was computed for.

/** A node's verdict that has not been looked up in words yet. */
export const UNKNOWN_REFUSAL = -1;

/** Score of a node that does not pass. */
export const REFUSED = -1;

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

  constructor(nodes: number) {
    this.verdicts = new Int32Array(2 * nodes);
    this.refusedBy = new Int8Array(nodes);
    this.refusals = new Int32Array(nodes);
  }
}

/** All nodes of all caches together: 13 bytes each, so at most about 100 MB. */
const ENTRIES_MAX = 8_000_000;

/** The caches of the classes used of late; the longest unused go when there are too many. */
export class ClassCaches {
  readonly #byClass = new Map<number, ClassCache>();
  #nodes = 0;
  #clock = 0;

  /** Forgets everything if the cluster has other nodes than before. */
  fitTo(nodes: number): void {
    if (nodes === this.#nodes) return;
    this.#byClass.clear();
    this.#nodes = nodes;
  }

  clear(): void {
    this.#byClass.clear();
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
