// What is known of every node for one class of pods: does it pass the filters, what do node-local plugins score?
// An entry is good until the log of changed nodes names the node.

import type { ChangeLog } from "../../cluster/change-log.ts";
import { NONE } from "../../cluster/pod-table.ts";

import type { ScoreTree } from "./score-tree.ts";

/** A node's verdict that has not been looked up in words yet. */
export const UNKNOWN_REFUSAL = -1;

/** Score of a node that the first filter refuses; by filter p it is REFUSED − p. Scores of nodes that pass are not negative. */
export const REFUSED = -1;

/** In the place of a score: not known, or of a node that has changed since. */
export const STALE = -0x8000_0000;

/** Place among the plan's filters of the one that refused a node with this score. */
export function refusingPlace(score: number): number {
  return REFUSED - score;
}

/** A tree costs about as much as two searches. */
const PATIENCE_MIN = 2;
/** However often trees did not hold. */
const PATIENCE_MAX = 64;

export class ClassCache {
  /**
   * By node: the weighted sum of node-local scores, a refusal, or STALE. Weights are at most 10^6 (see
   * simulation-limits.ts) and scores at most 100, so twenty plugins' sum stays below 2^31.
   */
  scores: Int32Array;
  /** By node: number of the refusal's status (see RefusalTable), UNKNOWN_REFUSAL until somebody asks. Made when somebody does. */
  refusals: Int32Array | undefined;
  /** All that the log of nodes says before this is marked in scores. */
  cursor = 0;
  /** Where all nodes are scored, once that is worth it; undefined if it no longer holds. */
  tree: ScoreTree | undefined;
  /** Searches of all nodes since there was a tree, and how many make the next one worth its cost. */
  searches = 0;
  patience = PATIENCE_MIN;

  constructor(nodes: number) {
    this.scores = new Int32Array(nodes).fill(STALE);
  }

  /** Makes room for nodes that came; nothing is known of them. */
  growTo(nodes: number): void {
    const known = this.scores;
    if (nodes <= known.length) return;
    this.scores = new Int32Array(nodes + (nodes >> 3)).fill(STALE);
    this.scores.set(known);
    this.refusals = undefined;
  }

  /** Takes in what the log says. */
  catchUp(log: ChangeLog): void {
    const { scores } = this;
    const { end } = log;
    if (this.cursor === end) return;
    if (end - this.cursor > scores.length || !log.reaches(this.cursor)) scores.fill(STALE);
    else for (let cursor = this.cursor; cursor < end; cursor += 1) scores[log.at(cursor)] = STALE;
    this.cursor = end;
  }

  /** As if nothing was known, as the log stands at the cursor. */
  forget(cursor: number): void {
    this.scores.fill(STALE);
    this.refusals = undefined;
    this.cursor = cursor;
  }

  /** The numbers of refusals, to read and write. */
  refusalNumbers(): Int32Array {
    return (this.refusals ??= new Int32Array(this.scores.length).fill(UNKNOWN_REFUSAL));
  }

  /** The tree no longer holds: one that served for long may have another soon. */
  fell({ uses }: ScoreTree): void {
    this.tree = undefined;
    this.searches = 0;
    this.patience = uses > this.patience ? PATIENCE_MIN : Math.min(PATIENCE_MAX, 2 * this.patience);
  }
}

/** How a class has been asked for of late. */
interface ClassUse {
  /** Where the log of nodes stood when it was last searched for. */
  searchedAt: number;
  /** Changes of nodes from one search to the next for each node that a search visits, on the average: what it is to find stale. */
  churn: number;
  cache: ClassCache | undefined;
}

/** All nodes of all caches together: 8 bytes each, 24 with a tree, so at most about 190 MB. */
const ENTRIES_MAX = 8_000_000;
/** With more changes than this for each node visited, working out every node costs less than looking for those that changed. */
const CHURN_MAX = 0.7;
/** One long absence counts for no more than this. */
const CHURN_SAMPLE_MAX = 2;
const CHURN_WEIGHT = 0.25;
/** A search after so many changes for each node that it visits finds next to nothing that still holds. */
const ABSENCE_MAX = 4;
/** A class that has been away for so many times its own usual absence, and that of who wants its place, has gone. */
const GONE_AFTER = 8;

/** What classes keep of the nodes, where keeping it is worth its cost. */
export class ClassCaches {
  readonly #uses: (ClassUse | undefined)[] = [];
  readonly #log: ChangeLog;
  /** Classes with a cache. */
  readonly #keepers = new Set<number>();
  #nodes = 0;
  /** Searches without a cache for want of room since somebody was last made to go. */
  #turnedAway = 0;
  /** For classes without one. */
  readonly scratch = new ClassCache(0);
  #scratchClass = NONE;

  constructor(log: ChangeLog) {
    this.#log = log;
  }

  /** Makes room for all nodes there are. */
  fitTo(nodes: number): void {
    if (nodes === this.#nodes) return;
    this.#nodes = nodes;
    this.scratch.growTo(nodes);
    for (const classId of this.#keepers) this.#uses[classId]!.cache!.growTo(nodes);
  }

  clear(): void {
    this.#uses.length = 0;
    this.#keepers.clear();
    this.#scratchClass = NONE;
  }

  /** What is known of a class without searching for it. */
  of(classId: number): ClassCache {
    const cache = this.#uses[classId]?.cache;
    if (cache === undefined || this.#isInScratch(classId)) return this.scratchFor(classId);
    cache.catchUp(this.#log);
    return cache;
  }

  /** The cache for a search that is to visit so many nodes; undefined if it is better worked out without one. */
  forSearch(classId: number, visits: number): ClassCache | undefined {
    const { end } = this.#log;
    const use = this.#uses[classId];
    if (use === undefined) {
      this.#uses[classId] = { searchedAt: end, churn: NONE, cache: undefined };
      return undefined;
    }
    const sample = (end - use.searchedAt) / visits;
    const counted = Math.min(CHURN_SAMPLE_MAX, sample);
    use.churn = use.churn === NONE ? counted : use.churn + CHURN_WEIGHT * (counted - use.churn);
    use.searchedAt = end;
    if (use.churn > CHURN_MAX || sample > ABSENCE_MAX) return undefined;
    use.cache ??= this.#make(classId, use.churn * visits);
    use.cache?.catchUp(this.#log);
    if (use.cache !== undefined && classId === this.#scratchClass) this.#scratchClass = NONE;
    return use.cache;
  }

  /** What is worked out for a class without a cache: good until the next change, or until this is called for another one. */
  scratchFor(classId: number): ClassCache {
    if (!this.#isInScratch(classId)) this.scratch.forget(this.#log.end);
    this.#scratchClass = classId;
    return this.scratch;
  }

  /** True if a search without a cache was the last to look at the class as the log stands. */
  #isInScratch(classId: number): boolean {
    return classId === this.#scratchClass && this.scratch.cursor === this.#log.end;
  }

  #make(classId: number, absence: number): ClassCache | undefined {
    if (this.#keepers.size > 0 && (this.#keepers.size + 1) * this.#nodes > ENTRIES_MAX && !this.#drop(absence)) {
      return undefined;
    }
    this.#keepers.add(classId);
    const cache = new ClassCache(this.#nodes);
    cache.cursor = this.#log.end;
    return cache;
  }

  /** Drops a cache that nobody asks for any more, for a class that comes back after so many changes; false if there is none. */
  #drop(absence: number): boolean {
    this.#turnedAway += 1;
    if (this.#turnedAway * GONE_AFTER < this.#keepers.size) return false;
    this.#turnedAway = 0;
    const { end } = this.#log;
    let longest = GONE_AFTER * Math.max(1, absence);
    let gone = NONE;
    for (const classId of this.#keepers) {
      const away = end - this.#uses[classId]!.searchedAt;
      if (away > longest) [longest, gone] = [away, classId];
    }
    if (gone === NONE) return false;
    this.#uses[gone]!.cache = undefined;
    this.#keepers.delete(gone);
    return true;
  }
}
