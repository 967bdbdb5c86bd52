// The scheduling cycle in its plain form: node by node, plugin by plugin, every status and score kept.
// Slow and readable: the oracle of the columnar form, the judge of the records, and the source of explanations.
// Imitates pkg/scheduler/schedule_one.go and framework/runtime/framework.go, v1.36, with parallelism 1.

import type { SimTime } from "../../base/time.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { batchSignature, OpportunisticBatch } from "./batching.ts";
import type { SchedulerConfiguration } from "./configuration.ts";
import type { Decision, NodeSet, PreFilterRefusal, SearchTrace } from "./decision.ts";
import { fitErrorText, NO_NODES_MESSAGE } from "./fit-error.ts";
import { ImageView } from "./image-view.ts";
import { feasibleNodesToFind } from "./node-sampling.ts";
import { LiveNode, type NodeView } from "./node-view.ts";
import type { CyclePod, PluginDefinition } from "./plugin.ts";
import { runPostFilter } from "./post-filter.ts";
import { createProfileRuntime, type ProfileRuntime } from "./profile-runtime.ts";
import { NodeScoreHeap, selectHost } from "./select-host.ts";
import { isRejected, SUCCESS, unresolvable, type PluginStatus, type Status } from "./status.ts";

/** A decision with all that led to it. */
export interface ExplainedDecision {
  readonly decision: Decision;
  readonly trace: SearchTrace;
}

/** State of one cycle. */
interface Cycle {
  readonly pod: CyclePod;
  readonly runtime: ProfileRuntime;
  readonly filterStates: Map<string, unknown>;
  readonly skippedFilters: Set<string>;
  readonly refusals: Map<number, PluginStatus>;
  nodeSet: NodeSet | undefined;
}

type PreFilterEnd =
  | { readonly kind: "go-on" }
  | { readonly kind: "refused"; readonly refusal: PreFilterRefusal }
  | { readonly kind: "error"; readonly message: string };

type Scoring =
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "scored"; readonly scores: ReadonlyMap<string, Float64Array>; readonly totals: Float64Array };

const NO_SCORES: ReadonlyMap<string, Float64Array> = new Map();

export class PlainScheduler {
  readonly #cluster: ClusterState;
  readonly #configuration: SchedulerConfiguration;
  readonly #runtimes: ReadonlyMap<string, ProfileRuntime>;
  readonly #images: ImageView;
  readonly #batch = new OpportunisticBatch();
  #nextStartIndex = 0;
  #cycleNumber = 0;

  constructor(cluster: ClusterState, configuration: SchedulerConfiguration, definitions: readonly PluginDefinition[]) {
    this.#cluster = cluster;
    this.#configuration = configuration;
    this.#images = new ImageView(cluster);
    const handle = { cluster, images: this.#images };
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

  /** The status with which PreEnqueue keeps the pod out of the queue, or undefined if it lets it in. */
  preEnqueueRefusal({ podClass }: CyclePod): PluginStatus | undefined {
    for (const { name, plugin } of this.runtimeFor(podClass.schedulerName)?.preEnqueue ?? []) {
      const status = plugin.preEnqueue?.(podClass) ?? SUCCESS;
      if (status.code !== "Success") return { ...status, plugin: name };
    }
    return undefined;
  }

  /** Decides where the pod goes as the cluster stands, and remembers the rotation and the batch; changes nothing else. */
  schedule(pod: CyclePod, at: SimTime): ExplainedDecision {
    const runtime = this.runtimeFor(pod.podClass.schedulerName);
    if (runtime === undefined) return { decision: { kind: "ignored" }, trace: emptyTrace() };
    this.#cycleNumber += 1;
    this.#images.refresh();
    const cycle: Cycle = {
      pod,
      runtime,
      filterStates: new Map(),
      skippedFilters: new Set(),
      refusals: new Map(),
      nodeSet: undefined,
    };
    const explained = this.#decide(cycle, at);
    if (explained.decision.kind !== "scheduled") this.#batch.failed(this.#cycleNumber);
    return explained;
  }

  #decide(cycle: Cycle, at: SimTime): ExplainedDecision {
    const order = this.#cluster.nodeOrder;
    if (order.length === 0) return { decision: noNodes(), trace: emptyTrace() };
    const end = this.#preFilter(cycle);
    if (end.kind === "error") return { decision: { kind: "error", message: end.message }, trace: emptyTrace() };
    if (end.kind === "refused") return { decision: this.#refusedEarly(cycle, end.refusal), trace: emptyTrace() };

    const signature = this.#cluster.behaviour.opportunisticBatching
      ? batchSignature(cycle.pod.podClass, cycle.runtime)
      : undefined;
    const fits = (node: number) => !isRejected(this.#filter(cycle, new LiveNode(this.#cluster, node)));
    const hinted = this.#batch.hint(
      signature,
      this.#cycleNumber,
      at,
      (node) => this.#cluster.nodes.has(node) && fits(node),
    );
    if (hinted !== undefined && this.#cluster.nodes.has(hinted)) {
      const status = this.#filter(cycle, new LiveNode(this.#cluster, hinted));
      if (status.code === "Success") return this.#takeHint(hinted, signature, at);
      cycle.refusals.set(hinted, status);
    }
    return this.#search(cycle, order, hinted, signature, at);
  }

  #takeHint(hinted: number, signature: string | undefined, at: SimTime): ExplainedDecision {
    this.#batch.placed(this.#cycleNumber, hinted, hinted, signature, undefined, at);
    return {
      decision: { kind: "scheduled", node: hinted, path: "tried-first", evaluated: 1, feasible: 1 },
      trace: { ...emptyTrace(), hintedNode: hinted },
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
    const { feasible, visited } = this.#findFeasible(cycle, candidates, start);
    const evaluated = feasible.length + cycle.refusals.size;
    this.#nextStartIndex = (this.#nextStartIndex + evaluated) % order.length;
    const trace: SearchTrace = {
      start: cycle.nodeSet === undefined ? start : undefined,
      visited,
      nodeSet: cycle.nodeSet,
      refusals: cycle.refusals,
      feasible,
      scores: NO_SCORES,
      totals: new Float64Array(0),
      hintedNode: hinted,
    };
    if (feasible.length === 0) return { decision: this.#noneFits(cycle), trace };
    const [only] = feasible;
    if (feasible.length === 1) {
      this.#batch.placed(this.#cycleNumber, only!, hinted, signature, undefined, at);
      return { decision: { kind: "scheduled", node: only!, path: "only", evaluated, feasible: 1 }, trace };
    }
    const scoring = this.#score(cycle, feasible);
    if (scoring.kind === "error") return { decision: { kind: "error", message: scoring.message }, trace };
    const node = feasible[selectHost(scoring.totals, feasible.length)]!;
    const runnersUp = new NodeScoreHeap(feasible, [...scoring.totals]);
    runnersUp.pop();
    this.#batch.placed(this.#cycleNumber, node, hinted, signature, runnersUp, at);
    return {
      decision: { kind: "scheduled", node, path: "scored", evaluated, feasible: feasible.length },
      trace: { ...trace, scores: scoring.scores, totals: scoring.totals },
    };
  }

  #preFilter(cycle: Cycle): PreFilterEnd {
    let allowed: ReadonlySet<string> | undefined;
    const narrowing: string[] = [];
    for (const { name, plugin } of cycle.runtime.preFilter) {
      const outcome = plugin.preFilter!(cycle.pod);
      if (outcome.kind === "skip") cycle.skippedFilters.add(name);
      else if (outcome.kind === "rejected") return preFilterEnd(name, outcome.status);
      else {
        cycle.filterStates.set(name, outcome.state);
        if (outcome.nodeNames === undefined) continue;
        const before: ReadonlySet<string> | undefined = allowed;
        allowed = new Set([...outcome.nodeNames].filter((node) => before === undefined || before.has(node)));
        narrowing.push(name);
        if (allowed.size === 0) return preFilterEnd(name, emptyIntersection(narrowing));
      }
    }
    if (allowed !== undefined) {
      cycle.nodeSet = { names: [...allowed].sort(), nodes: this.#nodesNamed(allowed), plugins: narrowing };
    }
    return { kind: "go-on" };
  }

  /** Nodes of a set in node order: the real scheduler walks a Go map here, any order is legal. */
  #nodesNamed(names: ReadonlySet<string>): readonly number[] {
    return [...this.#cluster.nodeOrder].filter((node) => names.has(this.#cluster.nodes.record(node).name));
  }

  /** Walks the candidates from `start` until one more than enough is feasible; the surplus one is dropped. */
  #findFeasible(cycle: Cycle, candidates: Int32Array, start: number): { feasible: number[]; visited: number } {
    const enough = this.#nodesToFind(cycle.runtime, candidates.length);
    const feasible: number[] = [];
    const filterless = cycle.runtime.filter.length === 0;
    let visited = 0;
    while (visited < candidates.length) {
      if (filterless && feasible.length === enough) break;
      const node = candidates[(start + visited) % candidates.length]!;
      visited += 1;
      const status = this.#filter(cycle, new LiveNode(this.#cluster, node));
      if (status.code !== "Success") cycle.refusals.set(node, status);
      else if (feasible.length === enough) break;
      else feasible.push(node);
    }
    return { feasible, visited: filterless ? 0 : visited };
  }

  #nodesToFind(runtime: ProfileRuntime, candidates: number): number {
    if (runtime.score.length === 0 && runtime.notSimulated.size === 0) return 1;
    const percentage = runtime.profile.percentageOfNodesToScore ?? this.#configuration.percentageOfNodesToScore;
    return feasibleNodesToFind(candidates, percentage);
  }

  /** The first refusal, with its plugin. */
  #filter(cycle: Cycle, node: NodeView): PluginStatus {
    for (const { name, plugin } of cycle.runtime.filter) {
      if (cycle.skippedFilters.has(name)) continue;
      const status = plugin.filter!(cycle.pod, node, cycle.filterStates.get(name));
      if (status.code !== "Success") return { ...status, plugin: name };
    }
    return { ...SUCCESS, plugin: "" };
  }

  #score(cycle: Cycle, feasible: readonly number[]): Scoring {
    const views = feasible.map((node) => new LiveNode(this.#cluster, node));
    const states = new Map<string, unknown>();
    const skipped = new Set<string>();
    for (const { name, plugin } of cycle.runtime.preScore) {
      const outcome = plugin.preScore!(cycle.pod, views);
      if (outcome.kind === "skip") skipped.add(name);
      else if (outcome.kind === "failed") {
        return { kind: "error", message: `running PreScore plugin "${name}": ${outcome.status.reasons.join(", ")}` };
      } else states.set(name, outcome.state);
    }
    const scores = new Map<string, Float64Array>();
    const totals = new Float64Array(feasible.length);
    for (const { name, plugin, weight } of cycle.runtime.score) {
      if (skipped.has(name)) continue;
      const column = Float64Array.from(views, (view) => plugin.score!(cycle.pod, view, states.get(name)));
      plugin.normalizeScore?.(column);
      scores.set(name, column);
      for (let index = 0; index < totals.length; index += 1) totals[index] = totals[index]! + weight * column[index]!;
    }
    if (cycle.runtime.score.length === 0) totals.fill(1);
    return { kind: "scored", scores, totals };
  }

  #refusedEarly(cycle: Cycle, refusal: PreFilterRefusal): Decision {
    const nodesTotal = this.#cluster.nodeOrder.length;
    const preemptible = refusal.code === "Unschedulable" ? [...this.#cluster.nodeOrder] : [];
    const postFilter = runPostFilter(cycle.runtime, cycle.pod, { nodesTotal, preemptible, preFilter: refusal });
    return {
      kind: "unschedulable",
      evaluated: 0,
      plugins: [refusal.plugin],
      reasons: [{ plugin: refusal.plugin, reason: refusal.message, nodes: nodesTotal }],
      message: withPostFilter(fitErrorText(nodesTotal, new Map(), refusal.message), postFilter?.message),
      preFilter: refusal,
      postFilter,
    };
  }

  #noneFits(cycle: Cycle): Decision {
    const nodesTotal = this.#cluster.nodeOrder.length;
    const groups = groupReasons(cycle.refusals);
    const unseen = nodesTotal - cycle.refusals.size;
    const plugins = new Set([...cycle.refusals.values()].map(({ plugin }) => plugin));
    if (cycle.nodeSet !== undefined) {
      for (const plugin of cycle.nodeSet.plugins) plugins.add(plugin);
      const reason = `node(s) didn't satisfy plugin(s) [${[...cycle.nodeSet.plugins].sort().join(" ")}]`;
      if (unseen > 0) groups.push({ plugin: cycle.nodeSet.plugins[0]!, reason, nodes: unseen });
    }
    const preemptible = [...cycle.refusals].flatMap(([node, { code }]) => (code === "Unschedulable" ? [node] : []));
    const postFilter = runPostFilter(cycle.runtime, cycle.pod, { nodesTotal, preemptible, preFilter: undefined });
    const counts = new Map<string, number>();
    for (const { reason, nodes } of groups) counts.set(reason, (counts.get(reason) ?? 0) + nodes);
    return {
      kind: "unschedulable",
      evaluated: cycle.refusals.size,
      plugins: [...plugins],
      reasons: groups,
      message: withPostFilter(fitErrorText(nodesTotal, counts), postFilter?.message),
      preFilter: undefined,
      postFilter,
    };
  }
}

function groupReasons(
  refusals: ReadonlyMap<number, PluginStatus>,
): { plugin: string; reason: string; nodes: number }[] {
  const groups = new Map<string, { plugin: string; reason: string; nodes: number }>();
  for (const { plugin, reasons } of refusals.values()) {
    for (const reason of reasons) {
      const key = `${plugin}\n${reason}`;
      const group = groups.get(key) ?? { plugin, reason, nodes: 0 };
      group.nodes += 1;
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function withPostFilter(message: string, postFilter: string | undefined): string {
  return postFilter ? `${message} ${postFilter}` : message;
}

function preFilterEnd(plugin: string, status: Status): PreFilterEnd {
  const message = status.reasons.join(", ");
  if (!isRejected(status)) return { kind: "error", message: `running PreFilter plugin "${plugin}": ${message}` };
  return { kind: "refused", refusal: { plugin, code: status.code, message } };
}

function emptyIntersection(plugins: readonly string[]): Status {
  if (plugins.length === 1) return unresolvable(`node(s) didn't satisfy plugin ${plugins[0]}`);
  return unresolvable(`node(s) didn't satisfy plugin(s) [${[...plugins].sort().join(" ")}] simultaneously`);
}

function noNodes(): Decision {
  return {
    kind: "unschedulable",
    evaluated: 0,
    plugins: [],
    reasons: [],
    message: NO_NODES_MESSAGE,
    preFilter: undefined,
    postFilter: undefined,
  };
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
    hintedNode: undefined,
  };
}
