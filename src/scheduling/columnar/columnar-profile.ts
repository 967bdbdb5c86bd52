// One profile over columns: keeps the verdicts of node-local plugins by class, brings them up to date where nodes have
// changed, and finds the feasible nodes by reading them.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";

import type { CountBounds } from "../framework/count-bounds.ts";
import { LiveNode } from "../framework/node-view.ts";
import type { CyclePod } from "../framework/plugin.ts";
import type { ProfileRuntime } from "../framework/profile-runtime.ts";
import type { RefusalGroup } from "../framework/unschedulable.ts";
import { ClassCache, ClassCaches, REFUSED, UNKNOWN_REFUSAL } from "./class-cache.ts";
import { planClass, type ClassPlan } from "./class-plan.ts";
import { BEHIND_ALL, type DynamicCycle, type DynamicVerdict } from "./dynamic-cycle.ts";
import { addDynamicScores, scoresNothing } from "./dynamic-scores.ts";
import { readBest, readVerdicts, readVerdictsWithin, type BestNode, type FoundNodes } from "./read-verdicts.ts";
import { RefusalTable } from "./refusal-table.ts";
import { ScoreTree } from "./score-tree.ts";

/** Stale nodes are brought up to date this many at a time: enough to spread the cost of a call, few to overshoot. */
const BLOCK_NODES = 64;

/** Reads verdicts of a stretch of the order and returns where it stopped. */
type VerdictReader = (verdicts: Int32Array, versions: Int32Array, from: number, to: number) => number;

export class ColumnarProfile {
  readonly runtime: ProfileRuntime;
  readonly #cluster: ClusterState;
  readonly #caches = new ClassCaches();
  readonly #plans: (ClassPlan | undefined)[] = [];
  readonly #refusals = new RefusalTable();
  readonly #stale = new Int32Array(BLOCK_NODES);
  readonly #scores = new Float64Array(BLOCK_NODES);
  #found: FoundNodes = emptyColumns(0);
  /** The cache and the filter that are being worked through, for `#reject`. */
  #refusing = new ClassCache(0);
  #refusingFilter = 0;
  readonly #reject = (node: number): void => {
    this.#refusing.verdicts[2 * node + 1] = REFUSED;
    this.#refusing.refusedBy[node] = this.#refusingFilter;
    this.#refusing.refusals[node] = UNKNOWN_REFUSAL;
  };

  constructor(cluster: ClusterState, runtime: ProfileRuntime) {
    this.#cluster = cluster;
    this.runtime = runtime;
  }

  planOf(podClass: SchedulingClass): ClassPlan {
    return (this.#plans[podClass.id] ??= planClass(podClass, this.runtime));
  }

  /**
   * Looks at `order` from index `start`, all the way round if need be, until one more than `enough` nodes pass; the
   * surplus one is dropped. `bounds` are what the cycle adds. Reads three numbers a node, and two for each bound; only nodes
   * that changed since they were last seen by this class are worked out again, with those right behind them.
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
    const read: VerdictReader =
      bounds.length === 0
        ? (verdicts, versions, from, to) => readVerdicts(verdicts, versions, order, from, to, found, enough)
        : (verdicts, versions, from, to) =>
            readVerdictsWithin(verdicts, versions, order, from, to, found, enough, bounds);
    this.#walk(plan, order, start, read);
    return found;
  }

  /** As `search`, for classes whose node-local scores decide alone: keeps only the node that would be chosen. */
  searchBest(plan: ClassPlan, order: Int32Array, start: number, enough: number): BestNode {
    const best: BestNode = { node: NONE, total: REFUSED, position: 0, count: 0, refused: 0 };
    const all = enough >= order.length && order === this.#cluster.nodeOrder ? this.#cacheOf(plan) : undefined;
    const tree = all?.tree;
    if (tree !== undefined) {
      if (tree.order === order && tree.start === start && this.#catchUp(plan, all!, tree)) {
        return {
          ...best,
          node: tree.count === 0 ? NONE : tree.best(),
          count: tree.count,
          refused: order.length - tree.count,
        };
      }
      all!.fell(tree);
    }
    this.#walk(plan, order, start, (verdicts, versions, from, to) =>
      readBest(verdicts, versions, order, from, to, best, enough),
    );
    if (all !== undefined) this.#plant(all, order, start);
    return best;
  }

  /** All verdicts are of this moment. */
  #plant(cache: ClassCache, order: Int32Array, start: number): void {
    cache.searches += 1;
    if (cache.searches < cache.patience) return;
    cache.tree = new ScoreTree(cache.verdicts, order, start, this.#cluster.nodeChanges.end);
  }

  /**
   * Tells the tree what happened to nodes since it was last asked; false if it no longer holds. Searches that need no tree may
   * have brought verdicts up to date in between, so every node of the log is told, stale or not.
   */
  #catchUp(plan: ClassPlan, cache: ClassCache, tree: ScoreTree): boolean {
    const { nodeChanges: log, nodes } = this.#cluster;
    const { end } = log;
    // Beyond, another search costs less.
    if (end - tree.cursor > tree.order.length || !log.reaches(tree.cursor)) return false;
    while (tree.cursor < end) {
      const blockEnd = Math.min(end, tree.cursor + BLOCK_NODES);
      this.#refreshLogged(plan, cache, tree.cursor, blockEnd);
      for (; tree.cursor < blockEnd; tree.cursor += 1) {
        const node = log.at(tree.cursor);
        // Pods leave nodes that are gone, too.
        if (nodes.has(node) && !tree.update(node, cache.verdicts[2 * node + 1]!)) return false;
      }
    }
    return true;
  }

  /** Works out the stale ones of the nodes that the log names in a stretch, each once. */
  #refreshLogged(plan: ClassPlan, cache: ClassCache, from: number, to: number): void {
    const { nodeChanges, nodes } = this.#cluster;
    const { versions } = nodes;
    const { verdicts } = cache;
    let count = 0;
    for (let cursor = from; cursor < to; cursor += 1) {
      const node = nodeChanges.at(cursor);
      if (verdicts[2 * node] === versions[node] || !nodes.has(node)) continue;
      verdicts[2 * node] = versions[node]!;
      this.#stale[count++] = node;
    }
    if (count > 0) this.#refresh(plan, cache, count);
  }

  /**
   * As `search`, where nodes that pass the kept filters have to be asked one by one. Ends early if a filter fails: the
   * cycle says why.
   */
  searchOneByOne(plan: ClassPlan, cycle: DynamicCycle, order: Int32Array, start: number, enough: number): FoundNodes {
    const found = this.#columnsFor(Math.min(enough, order.length));
    found.count = 0;
    found.refused = 0;
    const cache = this.#cacheOf(plan);
    const { verdicts } = cache;
    const { versions } = this.#cluster.nodes;
    for (let step = 0; step < order.length; step += 1) {
      const index = start + step < order.length ? start + step : start + step - order.length;
      const node = order[index]!;
      if (verdicts[2 * node] !== versions[node]) this.#refreshFrom(plan, cache, order, index, order.length);
      const score = verdicts[2 * node + 1]!;
      const refusedAt = score === REFUSED ? this.#refusingPosition(plan, cache, node) : BEHIND_ALL;
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
    return scoresNothing(plan, pod);
  }

  /** Reads round the order from `start`; refreshes where the reader stops at a stale node, ends where it has enough. */
  #walk(plan: ClassPlan, order: Int32Array, start: number, read: VerdictReader): void {
    const cache = this.#cacheOf(plan);
    const { verdicts } = cache;
    const { versions } = this.#cluster.nodes;
    let index = start;
    let end = order.length;
    for (;;) {
      index = read(verdicts, versions, index, end);
      if (index === end) {
        if (end === start || start === 0) return;
        index = 0;
        end = start;
      } else {
        const node = order[index]!;
        if (verdicts[2 * node] === versions[node]) return;
        this.#refreshFrom(plan, cache, order, index, end);
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
      const column = new Float64Array(found.count);
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
    const cache = this.#cacheOf(plan);
    this.#bringUpToDate(plan, cache, node);
    return cache.verdicts[2 * node + 1] === REFUSED ? this.#refusingPosition(plan, cache, node) : BEHIND_ALL;
  }

  /** Place among all filters of the kept one that refuses a node. */
  #refusingPosition(plan: ClassPlan, cache: ClassCache, node: number): number {
    return plan.filters[cache.refusedBy[node]!]!.position;
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

  /** The refusal of the first filter that refuses, kept or not. */
  #refusalOf(plan: ClassPlan, cache: ClassCache, cycle: DynamicCycle, node: number): number {
    const isKept = cache.verdicts[2 * node + 1] === REFUSED;
    const refusal = cycle.refusalOn(node, isKept ? this.#refusingPosition(plan, cache, node) : BEHIND_ALL);
    if (refusal === undefined) return this.#keptRefusal(plan, cache, node);
    return this.#refusals.intern(refusal.plugin, refusal.status);
  }

  #keptRefusal(plan: ClassPlan, cache: ClassCache, node: number): number {
    const known = cache.refusals[node]!;
    return known === UNKNOWN_REFUSAL ? this.#lookUpRefusal(plan, cache, node) : known;
  }

  /** Asks the plugin's plain form for its words, once for each change of the node. */
  #lookUpRefusal(plan: ClassPlan, cache: ClassCache, node: number): number {
    const { name, plugin } = plan.filters[cache.refusedBy[node]!]!;
    const status = plugin.filter!(plan.pod, new LiveNode(this.#cluster, node), plan.folded.states.get(name));
    return (cache.refusals[node] = this.#refusals.intern(name, status));
  }

  /** Scores of nodes that did not change may depend on how many nodes there are (ImageLocality). */
  forgetScores(): void {
    this.#caches.clear();
  }

  #cacheOf(plan: ClassPlan): ClassCache {
    this.#caches.fitTo(this.#cluster.nodes.idLimit);
    const { id } = plan.pod.podClass;
    return plan.folded.allowed === undefined ? this.#caches.of(id) : this.#caches.passing(id);
  }

  #bringUpToDate(plan: ClassPlan, cache: ClassCache, node: number): void {
    if (cache.verdicts[2 * node] === this.#cluster.nodes.versions[node]) return;
    this.#stale[0] = node;
    this.#refresh(plan, cache, 1);
  }

  /** Gathers stale nodes of `order[from..to)`, as far as a block looks ahead, and works them out. */
  #refreshFrom(plan: ClassPlan, cache: ClassCache, order: Int32Array, from: number, to: number): void {
    const { verdicts } = cache;
    const { versions } = this.#cluster.nodes;
    const end = Math.min(to, from + BLOCK_NODES);
    let count = 0;
    for (let index = from; index < end; index += 1) {
      const node = order[index]!;
      if (verdicts[2 * node] !== versions[node]) this.#stale[count++] = node;
    }
    this.#refresh(plan, cache, count);
  }

  /** Works out `#stale[0..count)`: filters in order on those still standing, then node-local scores. */
  #refresh(plan: ClassPlan, cache: ClassCache, count: number): void {
    const nodes = this.#stale;
    const { verdicts } = cache;
    const nodeVersions = this.#cluster.nodes.versions;
    for (let index = 0; index < count; index += 1) {
      const node = nodes[index]!;
      verdicts[2 * node] = nodeVersions[node]!;
      verdicts[2 * node + 1] = 0;
    }
    const { podClass } = plan.pod;
    let kept = count;
    this.#refusing = cache;
    for (let position = 0; position < plan.filters.length && kept > 0; position += 1) {
      this.#refusingFilter = position;
      kept = plan.filters[position]!.form.filter(podClass, nodes, kept, this.#reject);
    }
    if (kept === 0) return;
    for (let position = 0; position < plan.nodeScorers.length; position += 1) {
      const { form, weight } = plan.nodeScorers[position]!;
      form.score(podClass, nodes, kept, this.#scores);
      for (let index = 0; index < kept; index += 1) {
        const node = nodes[index]!;
        verdicts[2 * node + 1] = verdicts[2 * node + 1]! + weight * this.#scores[index]!;
      }
    }
  }

  #columnsFor(size: number): FoundNodes {
    if (this.#found.nodes.length < size) this.#found = emptyColumns(size);
    return this.#found;
  }
}

function emptyColumns(size: number): FoundNodes {
  return { nodes: new Int32Array(size), totals: new Float64Array(size), count: 0, refused: 0 };
}
