// The scheduling cycle in its plain form: node by node, plugin by plugin, every status and score kept.
// Slow and readable: the oracle of the columnar form, the judge of the records, and the source of explanations.
// Imitates pkg/scheduler/schedule_one.go and framework/runtime/framework.go, v1.36, with parallelism 1.

import type { Snapshot } from "../../base/snapshot.ts";
import { arrayIn, partOf } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { ExtenderRound } from "../extenders/extender-round.ts";
import { batchSignature, OpportunisticBatch } from "./batching.ts";
import type { SchedulerConfiguration } from "./configuration.ts";
import type { Decision, NodeSet, SearchTrace } from "./decision.ts";
import { FilterDryRun } from "./dry-run.ts";
import { FilterRun } from "./filter-run.ts";
import { ImageView } from "./image-view.ts";
import { nodesToFind } from "./node-sampling.ts";
import { LiveNode } from "./node-view.ts";
import type { CyclePod, PluginDefinition } from "./plugin.ts";
import { preEnqueueRefusalOf } from "./pre-enqueue.ts";
import { foldPreFilter } from "./pre-filter.ts";
import { createProfileRuntime, type ProfileRuntime } from "./profile-runtime.ts";
import { reserve } from "./reserve.ts";
import { NO_RUN, type RunFacts } from "./run-facts.ts";
import { scoreNodes } from "./score-run.ts";
import { NodeScoreHeap } from "./select-host.ts";
import { isRejected, type PluginStatus } from "./status.ts";
import { TieBreaker, type TieRule } from "./ties.ts";
import { noNodesDecision, noneFitsDecision, refusedEarlyDecision } from "./unschedulable.ts";

/** A decision with all that led to it. */
export interface ExplainedDecision {
  readonly decision: Decision;
  readonly trace: SearchTrace;
}

/** State of one cycle. */
interface Cycle {
  readonly pod: CyclePod;
  readonly runtime: ProfileRuntime;
  readonly filters: FilterRun;
  readonly nodeSet: NodeSet | undefined;
  readonly extenders: ExtenderRound;
  /** Of nodes that were tried first, too. */
  readonly refusals: Map<number, PluginStatus>;
  /** The plugin that refused the node that was tried before the search. */
  firstRefusedBy: string | undefined;
}

interface Found {
  readonly feasible: number[];
  readonly visited: number;
  /** Status of each visited node that did not pass. */
  readonly statuses: ReadonlyMap<number, PluginStatus>;
  /** Where a filter failed: the cycle is over. */
  readonly failed: PluginStatus | undefined;
}

const NO_SCORES: ReadonlyMap<string, Float64Array> = new Map();

export class PlainScheduler {
  readonly #cluster: ClusterState;
  readonly #configuration: SchedulerConfiguration;
  readonly #runtimes: ReadonlyMap<string, ProfileRuntime>;
  readonly #images: ImageView;
  readonly #batch = new OpportunisticBatch();
  readonly #ties: TieBreaker;
  #nextStartIndex = 0;
  #cycleNumber = 0;

  constructor(
    cluster: ClusterState,
    configuration: SchedulerConfiguration,
    definitions: readonly PluginDefinition[],
    run: RunFacts = NO_RUN,
  ) {
    this.#cluster = cluster;
    this.#configuration = configuration;
    this.#images = new ImageView(cluster);
    this.#ties = new TieBreaker(configuration.ties ?? "kubernetes", cluster, run);
    const handle = { cluster, images: this.#images, extenders: configuration.extenders ?? [], run };
    this.#runtimes = new Map(
      configuration.profiles.map((profile) => [
        profile.schedulerName,
        createProfileRuntime(profile, definitions, handle),
      ]),
    );
  }

  /** The profile that schedules a pod, or undefined if none has its schedulerName. */
  runtimeFor(schedulerName: string): ProfileRuntime | undefined {
    return this.#runtimes.get(schedulerName);
  }

  /** How nodes with equal totals are told apart. */
  get tieRule(): TieRule {
    return this.#ties.rule;
  }

  /** See PodScheduler.preEnqueueRefusal. */
  preEnqueueRefusal({ name, podClass }: CyclePod): PluginStatus | undefined {
    return preEnqueueRefusalOf(this.runtimeFor(podClass.schedulerName), podClass, name);
  }

  /** Decides where the pod goes as the cluster stands, and remembers the rotation and the batch; changes nothing else. */
  schedule(pod: CyclePod, at: SimTime): ExplainedDecision {
    const runtime = this.runtimeFor(pod.podClass.schedulerName);
    if (runtime === undefined) return { decision: { kind: "ignored" }, trace: emptyTrace() };
    this.#cycleNumber += 1;
    this.#images.refresh();
    const { decision, trace } = this.#decide(pod, runtime, at);
    if (decision.kind !== "scheduled") this.#batch.failed(this.#cycleNumber);
    return { decision: reserve(runtime, pod, decision), trace };
  }

  /** Takes over what a columnar scheduler of the same cluster and configuration remembers between cycles. */
  restore(saved: Snapshot): void {
    const cycle = arrayIn(saved, "cycle");
    this.#nextStartIndex = cycle[0]!;
    this.#cycleNumber = cycle[1]!;
    this.#images.restore(partOf(saved, "images"));
    this.#batch.restore(partOf(saved, "batch"));
  }

  #decide(pod: CyclePod, runtime: ProfileRuntime, at: SimTime): ExplainedDecision {
    this.#cluster.beginAttempt();
    const order = this.#cluster.nodeOrder;
    if (order.length === 0) return { decision: noNodesDecision(), trace: emptyTrace() };
    const { end, states, skipped, allowed, narrowing } = foldPreFilter(runtime, pod);
    const filters = new FilterRun(this.#cluster, runtime, pod, { states, skipped });
    if (end.kind === "error") return { decision: { kind: "error", message: end.message }, trace: emptyTrace() };
    if (end.kind === "refused") {
      const dryRun = () => new FilterDryRun(this.#cluster, filters);
      return { decision: refusedEarlyDecision(runtime, pod, end.refusal, order, dryRun), trace: emptyTrace() };
    }
    const nodeSet =
      allowed === undefined
        ? undefined
        : { names: [...allowed].sort(), nodes: this.#nodesNamed(allowed), plugins: narrowing };
    const extenders = new ExtenderRound(this.#configuration.extenders ?? [], this.#cluster, pod);
    const cycle: Cycle = { pod, runtime, filters, refusals: new Map(), nodeSet, firstRefusedBy: undefined, extenders };
    const batches =
      this.#cluster.behaviour.opportunisticBatching && this.#ties.rule === "kubernetes" && extenders.isIdle;
    const signature = batches ? batchSignature(pod.podClass, runtime) : undefined;
    const hinted = this.#hint(cycle, signature, at);
    const first = this.#cluster.nominatedNodeOf(pod.id) ?? hinted;
    if (first !== undefined && this.#cluster.nodes.has(first)) {
      const status = this.#filter(cycle, first);
      if (status.code === "Success" && extenders.admits(first)) {
        return this.#takeFirst(cycle, first, hinted, signature, at);
      }
      for (const [node, refusal] of extenders.statuses) cycle.refusals.set(node, refusal);
      if (isRejected(status)) {
        cycle.refusals.set(first, status);
        cycle.firstRefusedBy = status.plugin;
      }
    }
    return this.#search(cycle, order, hinted, signature, at);
  }

  #hint(cycle: Cycle, signature: string | undefined, at: SimTime): number | undefined {
    const { nodes } = this.#cluster;
    // Pods nominated to the node are not counted in here.
    const mayFit = (node: number) =>
      !nodes.has(node) || !isRejected(cycle.filters.statusOf(new LiveNode(this.#cluster, node)));
    return this.#batch.hint(signature, this.#cycleNumber, at, mayFit);
  }

  #takeFirst(
    { nodeSet }: Cycle,
    node: number,
    hinted: number | undefined,
    signature: string | undefined,
    at: SimTime,
  ): ExplainedDecision {
    this.#batch.placed(this.#cycleNumber, node, hinted, signature, undefined, at);
    return {
      decision: { kind: "scheduled", node, path: "tried-first", evaluated: 1, feasible: 1 },
      trace: { ...emptyTrace(), nodeSet, triedFirst: node },
    };
  }

  #search(
    cycle: Cycle,
    order: Int32Array,
    hinted: number | undefined,
    signature: string | undefined,
    at: SimTime,
  ): ExplainedDecision {
    const candidates = cycle.nodeSet === undefined ? order : Int32Array.from(cycle.nodeSet.nodes);
    const start = cycle.nodeSet === undefined ? this.#nextStartIndex % order.length : 0;
    const { feasible: found, visited, statuses, failed } = this.#findFeasible(cycle, candidates, start);
    this.#nextStartIndex = (this.#nextStartIndex + found.length + cycle.refusals.size) % order.length;
    const feasible = failed === undefined ? cycle.extenders.filter(found) : found;
    for (const [node, refusal] of cycle.extenders.statuses) cycle.refusals.set(node, refusal);
    const evaluated = feasible.length + cycle.refusals.size;
    const trace: SearchTrace = {
      start: cycle.nodeSet === undefined ? start : undefined,
      visited,
      nodeSet: cycle.nodeSet,
      refusals: statuses,
      feasible,
      scores: NO_SCORES,
      totals: new Float64Array(0),
      triedFirst: undefined,
    };
    if (failed !== undefined) {
      return { decision: { kind: "error", message: failed.reasons.join(", ") }, trace };
    }
    const { error } = cycle.extenders;
    if (error !== undefined) return { decision: { kind: "error", message: error }, trace };
    if (feasible.length === 0) return { decision: this.#noneFits(cycle), trace };
    const [only] = feasible;
    if (feasible.length === 1) {
      this.#batch.placed(this.#cycleNumber, only!, hinted, signature, undefined, at);
      return { decision: { kind: "scheduled", node: only!, path: "only", evaluated, feasible: 1 }, trace };
    }
    const views = feasible.map((node) => new LiveNode(this.#cluster, node));
    const scoring = scoreNodes(cycle.runtime, cycle.pod, views);
    if (scoring.kind === "error") return { decision: { kind: "error", message: scoring.message }, trace };
    const { totals } = scoring;
    cycle.extenders.addScores(feasible, totals);
    const node = feasible[this.#ties.winner(cycle.pod, { nodes: feasible, totals, count: feasible.length })]!;
    const runnersUp = new NodeScoreHeap(feasible, [...totals]);
    runnersUp.pop();
    this.#batch.placed(this.#cycleNumber, node, hinted, signature, runnersUp, at);
    return {
      decision: { kind: "scheduled", node, path: "scored", evaluated, feasible: feasible.length },
      trace: { ...trace, scores: scoring.scores, totals },
    };
  }

  /** Nodes of a set in node order: the real scheduler walks a Go map here, any order is legal. */
  #nodesNamed(names: ReadonlySet<string>): readonly number[] {
    return [...this.#cluster.nodeOrder].filter((node) => names.has(this.#cluster.nodes.record(node).name));
  }

  /** Walks the candidates from `start` until one more than enough is feasible; the surplus one is dropped. */
  #findFeasible(cycle: Cycle, candidates: Int32Array, start: number): Found {
    const enough = nodesToFind(cycle.runtime, this.#configuration, candidates.length);
    const feasible: number[] = [];
    const statuses = new Map<number, PluginStatus>();
    const filterless = cycle.runtime.profile.plugins.filter.length === 0;
    let visited = 0;
    while (visited < candidates.length) {
      if (filterless && feasible.length === enough) break;
      const node = candidates[(start + visited) % candidates.length]!;
      visited += 1;
      const status = this.#filter(cycle, node);
      if (status.code === "Success") {
        if (feasible.length === enough) break;
        feasible.push(node);
        continue;
      }
      statuses.set(node, status);
      if (!isRejected(status)) return { feasible, visited, statuses, failed: status };
      cycle.refusals.set(node, status);
    }
    return { feasible, visited: filterless ? 0 : visited, statuses, failed: undefined };
  }

  #filter(cycle: Cycle, node: number): PluginStatus {
    return cycle.filters.statusWithNominated(new LiveNode(this.#cluster, node));
  }

  #noneFits(cycle: Cycle): Decision {
    const groups = [...cycle.refusals.values()].map((status) => ({ status, nodes: 1 }));
    const preemptible = [...cycle.refusals].flatMap(([node, { code }]) => (code === "Unschedulable" ? [node] : []));
    return noneFitsDecision(cycle.runtime, cycle.pod, {
      groups,
      preemptible,
      narrowing: cycle.nodeSet?.plugins ?? [],
      firstRefusedBy: cycle.firstRefusedBy,
      blamed: cycle.extenders.blamed,
      nodesTotal: this.#cluster.nodeOrder.length,
      dryRun: () => new FilterDryRun(this.#cluster, cycle.filters),
    });
  }
}

function emptyTrace(): SearchTrace {
  return {
    start: undefined,
    visited: 0,
    nodeSet: undefined,
    refusals: new Map(),
    feasible: [],
    scores: NO_SCORES,
    totals: new Float64Array(0),
    triedFirst: undefined,
  };
}
