// One profile over columns: keeps the verdicts of node-local plugins by class, brings them up to date where nodes have
// changed, and finds the feasible nodes by reading them.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";

import { BatchSigner } from "../framework/batching.ts";
import type { CountBounds } from "../framework/count-bounds.ts";
import type { DryRun } from "../framework/dry-run.ts";
import { LiveNode } from "../framework/node-view.ts";
import type { CyclePod } from "../framework/plugin.ts";
import type { ProfileRuntime } from "../framework/profile-runtime.ts";
import type { RefusalGroup } from "../framework/unschedulable.ts";
import { type ClassCache, ClassCaches, REFUSED, refusingPlace, STALE, UNKNOWN_REFUSAL } from "./class-cache.ts";
import { BLOCK_NODES, ClassJudge } from "./class-judge.ts";
import { ClassPlanner, type ClassPlan } from "./class-plan.ts";
import { BEHIND_ALL, DynamicCycle, type DynamicVerdict } from "./dynamic-cycle.ts";
import { addDynamicScores, scoresNothing } from "./dynamic-scores.ts";
import { QuietClasses } from "./quiet-classes.ts";
import {
  pointsOf,
  readBest,
  readVerdicts,
  readVerdictsWithin,
  type BestNode,
  type FoundNodes,
} from "./read-verdicts.ts";
import { RefusalTable } from "./refusal-table.ts";
import { RoomDryRun } from "./room-dry-run.ts";
import { RowScan } from "./row-scan.ts";
import { ScoreTree } from "./score-tree.ts";

/** Behind a stale node at least so many are looked at for others, however few are still wanted. */
const LOOK_AHEAD_MIN = 8;

/** Reads scores of a stretch of the order and returns where it stopped. */
type ScoreReader = (scores: Int32Array, from: number, to: number) => number;

export class ColumnarProfile {
  readonly runtime: ProfileRuntime;
  readonly signer: BatchSigner;
  readonly #cluster: ClusterState;
  readonly #caches: ClassCaches;
  readonly #judge: ClassJudge;
  readonly #rowScan: RowScan;
  readonly #planner: ClassPlanner;
  readonly #plans: (ClassPlan | undefined)[] = [];
  readonly #refusals = new RefusalTable();
  readonly #quiet: QuietClasses;
  #found: FoundNodes = emptyColumns(0);

  constructor(cluster: ClusterState, runtime: ProfileRuntime) {
    this.#cluster = cluster;
    this.runtime = runtime;
    this.signer = new BatchSigner(runtime);
    this.#quiet = new QuietClasses(runtime);
    this.#caches = new ClassCaches(cluster.nodeChanges);
    this.#planner = new ClassPlanner(runtime);
    this.#judge = new ClassJudge(cluster);
    this.#rowScan = new RowScan(cluster);
  }

  planOf(podClass: SchedulingClass): ClassPlan {
    return (this.#plans[podClass.id] ??= this.#planner.planOf(podClass));
  }

  beginCycle(plan: ClassPlan, pod: CyclePod): DynamicCycle {
    this.#quiet.refresh();
    return this.#quiet.has(plan)
      ? new DynamicCycle(this.#cluster, this.runtime, plan, pod, plan.folded)
      : new DynamicCycle(this.#cluster, this.runtime, plan, pod);
  }

  /**
   * Looks at `order` from index `start`, all the way round if need be, until one more than `enough` nodes pass; the
   * surplus one is dropped. `bounds` are what the cycle adds. Reads two numbers a node, and two for each bound; where the
   * class keeps scores, only nodes that changed are worked out again, with those right behind them.
   */
  search(
    plan: ClassPlan,
    bounds: readonly CountBounds[],
    order: Int32Array,
    start: number,
    enough: number,
  ): FoundNodes {
    const found = this.#columnsFor(Math.min(enough, order.length));
    found.count = 0;
    found.refused = 0;
    const read: ScoreReader =
      bounds.length === 0
        ? (scores, from, to) => readVerdicts(scores, order, from, to, found, enough)
        : (scores, from, to) => readVerdictsWithin(scores, order, from, to, found, enough, bounds);
    this.#walk(plan, this.#cacheFor(plan, order, enough), order, start, read, found, enough);
    return found;
  }

  /** As `search`, for classes whose node-local scores decide alone: keeps only the node that would be chosen. */
  searchBest(plan: ClassPlan, order: Int32Array, start: number, enough: number): BestNode {
    const best: BestNode = { node: NONE, total: REFUSED, position: 0, count: 0, refused: 0 };
    const kept = this.#keptFor(plan, order, enough);
    if (kept === undefined && this.#rowScan.decides(plan)) {
      this.#rowScan.findBest(plan.rowWork!, order, start, enough, best);
      if (best.count > 0) return best;
      // Nobody: once more, for the refusals.
      best.refused = 0;
    }
    const cache = kept ?? this.#caches.scratchFor(plan.pod.podClass.id);
    const { tree } = cache;
    if (tree !== undefined) {
      if (tree.order === order && tree.start === start && this.#catchUp(plan, cache, tree)) {
        return {
          ...best,
          node: tree.count === 0 ? NONE : tree.best(),
          count: tree.count,
          refused: order.length - tree.count,
        };
      }
      cache.fell(tree);
    }
    const read: ScoreReader = (scores, from, to) => readBest(scores, order, from, to, best, enough);
    this.#walk(plan, cache, order, start, read, best, enough);
    if (enough >= order.length && kept !== undefined) this.#plant(kept, order, start);
    return best;
  }

  /** All scores are of this moment. */
  #plant(cache: ClassCache, order: Int32Array, start: number): void {
    cache.searches += 1;
    if (cache.searches < cache.patience) return;
    cache.tree = new ScoreTree(cache.scores, order, start, this.#cluster.nodeChanges.end);
  }

  /**
   * Tells the tree what happened to nodes since it was last asked; false if it no longer holds. Searches that need no tree may
   * have brought scores up to date in between, so every node of the log is told, stale or not.
   */
  #catchUp(plan: ClassPlan, cache: ClassCache, tree: ScoreTree): boolean {
    const { nodeChanges: log, nodes } = this.#cluster;
    const { end } = log;
    // Beyond, another search costs less.
    if (end - tree.cursor > tree.order.length || !log.reaches(tree.cursor)) return false;
    while (tree.cursor < end) {
      const blockEnd = Math.min(end, tree.cursor + BLOCK_NODES);
      this.#judge.judgeLogged(plan, cache, tree.cursor, blockEnd);
      for (; tree.cursor < blockEnd; tree.cursor += 1) {
        const node = log.at(tree.cursor);
        // Pods leave nodes that are gone, too.
        if (nodes.has(node) && !tree.update(node, cache.scores[node]!)) return false;
      }
    }
    return true;
  }

  /**
   * As `search`, where nodes that pass the kept filters have to be asked one by one. Ends early if a filter fails: the
   * cycle says why.
   */
  searchOneByOne(plan: ClassPlan, cycle: DynamicCycle, order: Int32Array, start: number, enough: number): FoundNodes {
    const found = this.#columnsFor(Math.min(enough, order.length));
    found.count = 0;
    found.refused = 0;
    const cache = this.#cacheFor(plan, order, enough);
    const { scores } = cache;
    for (let step = 0; step < order.length; step += 1) {
      const index = start + step < order.length ? start + step : start + step - order.length;
      const node = order[index]!;
      if (scores[node] === STALE) {
        this.#judge.judgeStretch(plan, cache, order, index, Math.min(order.length, index + BLOCK_NODES));
      }
      const score = scores[node]!;
      const refusedAt = refusingPosition(plan, score);
      const verdict = cycle.verdictOn(node, refusedAt);
      if (verdict === "failed") {
        cycle.fail(node);
        return found;
      }
      if (verdict === "refused") found.refused += 1;
      else if (found.count === enough) return found;
      else {
        found.nodes[found.count] = node;
        found.totals[found.count] = score;
        found.count += 1;
      }
    }
    return found;
  }

  /** True if scores that look at all candidates are equal for all of them as the cluster stands. */
  isDecidedByNodes(plan: ClassPlan, pod: CyclePod): boolean {
    for (const { form } of plan.candidateScorers) if (form.uniformScore?.(pod.podClass) === undefined) return false;
    return this.#quiet.has(plan) || scoresNothing(plan, pod);
  }

  /** Reads round the order from `start`; works out where the reader stops at a stale node, ends where it has enough. */
  #walk(
    plan: ClassPlan,
    cache: ClassCache,
    order: Int32Array,
    start: number,
    read: ScoreReader,
    tally: { readonly count: number },
    enough: number,
  ): void {
    const { scores } = cache;
    let index = start;
    let end = order.length;
    for (;;) {
      index = read(scores, index, end);
      if (index === end) {
        if (end === start || start === 0) return;
        index = 0;
        end = start;
      } else {
        if (scores[order[index]!] !== STALE) return;
        const ahead = Math.min(BLOCK_NODES, Math.max(LOOK_AHEAD_MIN, enough - tally.count + 1));
        this.#judge.judgeStretch(plan, cache, order, index, Math.min(end, index + ahead));
      }
    }
  }

  /**
   * Adds the scores that are normalised over the candidates; scores equal for all of them decide nothing. Returns what
   * fails the cycle, if anything does.
   */
  addCandidateScores(plan: ClassPlan, pod: CyclePod, found: FoundNodes): string | undefined {
    const { podClass } = pod;
    for (const { plugin, form, weight } of plan.candidateScorers) {
      if (form.uniformScore?.(podClass) !== undefined) continue;
      const column = pointsOf(found).fill(0);
      form.score(podClass, found.nodes, found.count, column);
      plugin.normalizeScore?.(column, found.nodes.subarray(0, found.count), undefined);
      for (let index = 0; index < found.count; index += 1) {
        found.totals[index] = found.totals[index]! + weight * column[index]!;
      }
    }
    return addDynamicScores(this.#cluster, plan, pod, found);
  }

  /** What all filters say of one node now. */
  verdictOn(plan: ClassPlan, cycle: DynamicCycle, node: number): DynamicVerdict {
    return cycle.verdictOn(node, this.#keptVerdictOn(plan, node));
  }

  /** The same as if no pod was nominated to the node. */
  verdictWithoutNominated(plan: ClassPlan, cycle: DynamicCycle, node: number): DynamicVerdict {
    return cycle.verdictWithoutNominated(node, this.#keptVerdictOn(plan, node));
  }

  /** Place of the kept filter that refuses a node, or BEHIND_ALL. */
  #keptVerdictOn(plan: ClassPlan, node: number): number {
    return refusingPosition(plan, this.#scoreOf(plan, this.#cacheOf(plan), node));
  }

  #scoreOf(plan: ClassPlan, cache: ClassCache, node: number): number {
    if (cache.scores[node] === STALE) this.#judge.judge(plan, cache, node);
    return cache.scores[node]!;
  }

  /** Refusals of nodes that do not pass, counted by status in the order met, and the nodes where preemption may help. */
  refusalsOf(
    plan: ClassPlan,
    cycle: DynamicCycle,
    candidates: Int32Array,
  ): { groups: RefusalGroup[]; preemptible: number[] } {
    const cache = this.#cacheOf(plan);
    const counts: number[] = [];
    const met: number[] = [];
    const preemptible: number[] = [];
    for (let index = 0; index < candidates.length; index += 1) {
      const node = candidates[index]!;
      const refusal = cycle.isIdle ? this.#keptRefusal(plan, cache, node) : this.#refusalOf(plan, cache, cycle, node);
      const count = counts[refusal] ?? 0;
      if (count === 0) met.push(refusal);
      counts[refusal] = count + 1;
      if (this.#refusals.get(refusal).code === "Unschedulable") preemptible.push(node);
    }
    const groups = met.map((refusal) => ({ status: this.#refusals.get(refusal), nodes: counts[refusal]! }));
    return { groups, preemptible };
  }

  /** As the cycle's; most nodes are tried by counting where nothing but room may be in the way. */
  dryRun(plan: ClassPlan, cycle: DynamicCycle): DryRun {
    const byFilters = cycle.dryRun();
    const { rowWork, filters } = plan;
    const last = filters.length - 1;
    if (rowWork === undefined || !filters.every(({ form }, place) => place === last || form.ignoresPods)) {
      return byFilters;
    }
    const cache = this.#cacheOf(plan);
    const isByRoom = (node: number): boolean => {
      const score = this.#scoreOf(plan, cache, node);
      return (score >= 0 || refusingPlace(score) === last) && cycle.isByRowOn(node);
    };
    return new RoomDryRun(this.#cluster, rowWork.room, byFilters, isByRoom);
  }

  /** The refusal of the first filter that refuses, kept or not. */
  #refusalOf(plan: ClassPlan, cache: ClassCache, cycle: DynamicCycle, node: number): number {
    const refusal = cycle.refusalOn(node, refusingPosition(plan, this.#scoreOf(plan, cache, node)));
    if (refusal === undefined) return this.#keptRefusal(plan, cache, node);
    return this.#refusals.intern(refusal.plugin, refusal.status);
  }

  #keptRefusal(plan: ClassPlan, cache: ClassCache, node: number): number {
    const known = cache.refusalNumbers()[node]!;
    return known === UNKNOWN_REFUSAL ? this.#lookUpRefusal(plan, cache, node) : known;
  }

  /** Asks the plugin's plain form for its words, once for each change of the node. */
  #lookUpRefusal(plan: ClassPlan, cache: ClassCache, node: number): number {
    const { name, plugin } = plan.filters[refusingPlace(this.#scoreOf(plan, cache, node))]!;
    const status = plugin.filter!(plan.pod, new LiveNode(this.#cluster, node), plan.folded.states.get(name));
    return (cache.refusalNumbers()[node] = this.#refusals.intern(name, status));
  }

  /** Scores of nodes that did not change may depend on how many nodes there are (ImageLocality). */
  forgetScores(): void {
    this.#caches.clear();
  }

  #cacheFor(plan: ClassPlan, order: Int32Array, enough: number): ClassCache {
    return this.#keptFor(plan, order, enough) ?? this.#caches.scratchFor(plan.pod.podClass.id);
  }

  /** The cache of the class for a search, if keeping what it finds is worth it; a search that looks at few nodes keeps nothing. */
  #keptFor(plan: ClassPlan, order: Int32Array, enough: number): ClassCache | undefined {
    this.#caches.fitTo(this.#cluster.nodes.idLimit);
    if (plan.folded.allowed !== undefined) return undefined;
    return this.#caches.forSearch(plan.pod.podClass.id, Math.min(enough, order.length));
  }

  /** What is known of the class so far. */
  #cacheOf(plan: ClassPlan): ClassCache {
    this.#caches.fitTo(this.#cluster.nodes.idLimit);
    return this.#caches.of(plan.pod.podClass.id);
  }

  #columnsFor(size: number): FoundNodes {
    if (this.#found.nodes.length < size) this.#found = emptyColumns(size);
    return this.#found;
  }
}

function emptyColumns(size: number): FoundNodes {
  return {
    nodes: new Int32Array(size),
    totals: new Float64Array(size),
    points: new Float64Array(size),
    count: 0,
    refused: 0,
  };
}

/** Place among all filters of the kept one by which a node has this score; BEHIND_ALL if none refuses it. */
function refusingPosition({ filters }: ClassPlan, score: number): number {
  return score < 0 ? filters[refusingPlace(score)]!.position : BEHIND_ALL;
}
