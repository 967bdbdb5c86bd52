// The scheduling cycle as runs use it: the same decisions as the plain form, over columns and kept verdicts.
// tests/contracts and the records hold the two against each other.
// Imitates pkg/scheduler/schedule_one.go, v1.36, with parallelism 1.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { ExtenderRound } from "../extenders/extender-round.ts";
import { OpportunisticBatch } from "../framework/batching.ts";
import type { SchedulerConfiguration } from "../framework/configuration.ts";
import type { Decision } from "../framework/decision.ts";
import { ImageView } from "../framework/image-view.ts";
import { nodesToFind } from "../framework/node-sampling.ts";
import type { CyclePod, PluginDefinition } from "../framework/plugin.ts";
import type { PodScheduler } from "../framework/pod-scheduler.ts";
import { preEnqueueRefusalOf } from "../framework/pre-enqueue.ts";
import { createProfileRuntime } from "../framework/profile-runtime.ts";
import { reserve } from "../framework/reserve.ts";
import { NO_RUN, type RunFacts } from "../framework/run-facts.ts";
import { NodeScoreHeap } from "../framework/select-host.ts";
import type { PluginStatus } from "../framework/status.ts";
import { TieBreaker } from "../framework/ties.ts";
import { noNodesDecision, noneFitsDecision, refusedEarlyDecision } from "../framework/unschedulable.ts";
import type { ClassPlan } from "./class-plan.ts";
import { ColumnarProfile } from "./columnar-profile.ts";
import type { DynamicCycle } from "./dynamic-cycle.ts";
import type { FoundNodes } from "./read-verdicts.ts";

/** An attempt: whom it is for, and what is known of its class and of this moment. */
interface Attempt {
  readonly profile: ColumnarProfile;
  readonly plan: ClassPlan;
  readonly cycle: DynamicCycle;
  readonly extenders: ExtenderRound;
  readonly at: SimTime;
}

/** What a search looks at, and what was tried before it. */
interface Scan {
  readonly candidates: Int32Array;
  readonly start: number;
  readonly hinted: number | undefined;
  /** The node that was tried before the search, and failed. */
  readonly failedFirst: number | undefined;
  readonly signature: string | undefined;
}

export class ColumnarScheduler implements PodScheduler, Snapshotable {
  readonly #cluster: ClusterState;
  readonly #configuration: SchedulerConfiguration;
  readonly #profiles: ReadonlyMap<string, ColumnarProfile>;
  readonly #images: ImageView;
  readonly #batch = new OpportunisticBatch();
  readonly #ties: TieBreaker;
  readonly #signatures: (string | undefined)[] = [];
  #noExtenders: ExtenderRound | undefined;
  #nextStartIndex = 0;
  #cycleNumber = 0;
  #nodesTotal = 0;

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
    this.#profiles = new Map(
      configuration.profiles.map((profile) => [
        profile.schedulerName,
        new ColumnarProfile(cluster, createProfileRuntime(profile, definitions, handle)),
      ]),
    );
  }

  preEnqueueRefusal({ name, podClass }: CyclePod): PluginStatus | undefined {
    return preEnqueueRefusalOf(this.#profiles.get(podClass.schedulerName)?.runtime, podClass, name);
  }

  schedule(pod: CyclePod, at: SimTime): Decision {
    const { podClass } = pod;
    const profile = this.#profiles.get(podClass.schedulerName);
    if (profile === undefined) return { kind: "ignored" };
    this.#cycleNumber += 1;
    this.#refreshSnapshot();
    const plan = profile.planOf(podClass);
    const cycle = profile.beginCycle(plan, pod);
    const extenders = this.#extendersFor(pod);
    const decision = this.#decide({ profile, plan, cycle, extenders, at });
    if (decision.kind !== "scheduled") this.#batch.failed(this.#cycleNumber);
    return plan.reserves ? reserve(profile.runtime, pod, decision) : decision;
  }

  /** What it remembers between cycles. Kept verdicts are left out: they follow from the cluster and are found again. */
  snapshot(): Snapshot {
    return {
      ...joinSnapshots({ images: this.#images.snapshot(), batch: this.#batch.snapshot() }),
      cycle: Float64Array.of(this.#nextStartIndex, this.#cycleNumber, this.#nodesTotal),
    };
  }

  /** After the cluster. */
  restore(saved: Snapshot): void {
    const cycle = arrayIn(saved, "cycle");
    this.#nextStartIndex = cycle[0]!;
    this.#cycleNumber = cycle[1]!;
    this.#nodesTotal = cycle[2]!;
    this.#images.restore(partOf(saved, "images"));
    this.#batch.restore(partOf(saved, "batch"));
    for (const profile of this.#profiles.values()) profile.forgetScores();
  }

  /** One for all cycles where nobody is to be asked. */
  #extendersFor(pod: CyclePod): ExtenderRound {
    const { extenders = [] } = this.#configuration;
    if (extenders.length > 0) return new ExtenderRound(extenders, this.#cluster, pod);
    return (this.#noExtenders ??= new ExtenderRound([], this.#cluster, pod));
  }

  #refreshSnapshot(): void {
    this.#images.refresh();
    if (this.#nodesTotal === this.#images.nodesTotal) return;
    this.#nodesTotal = this.#images.nodesTotal;
    if (this.#images.isEmpty) return;
    for (const profile of this.#profiles.values()) profile.forgetScores();
  }

  #decide(attempt: Attempt): Decision {
    const { profile, plan, cycle, extenders, at } = attempt;
    this.#cluster.beginAttempt();
    const order = this.#cluster.nodeOrder;
    if (order.length === 0) return noNodesDecision();
    const { end } = cycle.folded;
    if (end.kind === "error") return { kind: "error", message: end.message };
    if (end.kind === "refused") {
      return refusedEarlyDecision(profile.runtime, cycle.pod, end.refusal, order, () => cycle.dryRun());
    }
    const signature = this.#signatureOf(profile, plan);
    const hinted = this.#hint(attempt, signature);
    const first = this.#cluster.nominatedNodeOf(cycle.pod.id) ?? hinted;
    if (first === undefined || !this.#cluster.nodes.has(first)) {
      return this.#search(attempt, order, hinted, undefined, signature);
    }
    const verdict = profile.verdictOn(plan, cycle, first);
    if (verdict === "passes" && (extenders.isIdle || extenders.admits(first))) {
      this.#batch.placed(this.#cycleNumber, first, hinted, signature, undefined, at);
      return { kind: "scheduled", node: first, path: "tried-first", evaluated: 1, feasible: 1 };
    }
    // A filter that failed gave the node no status.
    return this.#search(attempt, order, hinted, verdict === "refused" ? first : undefined, signature);
  }

  #hint({ profile, plan, cycle, at }: Attempt, signature: string | undefined): number | undefined {
    const { nodes } = this.#cluster;
    const mayFit = (node: number) =>
      !nodes.has(node) || profile.verdictWithoutNominated(plan, cycle, node) !== "refused";
    return this.#batch.hint(signature, this.#cycleNumber, at, mayFit);
  }

  #search(
    attempt: Attempt,
    order: Int32Array,
    hinted: number | undefined,
    failedFirst: number | undefined,
    signature: string | undefined,
  ): Decision {
    const { profile, plan, cycle, extenders } = attempt;
    const { allowed } = cycle.folded;
    const candidates = allowed === undefined ? order : this.#nodesNamed(order, allowed);
    const start = allowed === undefined ? this.#nextStartIndex % order.length : 0;
    const enough = nodesToFind(profile.runtime, this.#configuration, candidates.length);
    const scan: Scan = { candidates, start, hinted, failedFirst, signature };
    // Batching remembers the runners-up, so it needs them all; so do other rules for ties, and extenders.
    const needsAll = signature !== undefined || this.#ties.rule !== "kubernetes" || !extenders.isIdle;
    return !needsAll && cycle.isIdle && profile.isDecidedByNodes(plan, cycle.pod)
      ? this.#chooseBest(attempt, scan, enough)
      : this.#chooseByScores(attempt, scan, enough);
  }

  #chooseBest(attempt: Attempt, scan: Scan, enough: number): Decision {
    const { profile, plan, at } = attempt;
    const best = profile.searchBest(plan, scan.candidates, scan.start, enough);
    const evaluated = this.#moveOn(best, scan, 0);
    if (best.count === 0) return this.#noneFits(attempt, scan, NOBODY);
    this.#batch.placed(this.#cycleNumber, best.node, scan.hinted, undefined, undefined, at);
    const path = best.count === 1 ? "only" : "scored";
    return { kind: "scheduled", node: best.node, path, evaluated, feasible: best.count };
  }

  #chooseByScores(attempt: Attempt, scan: Scan, enough: number): Decision {
    const { profile, plan, cycle, extenders, at } = attempt;
    const { hinted, signature } = scan;
    const { bounds } = cycle;
    const found =
      bounds !== undefined
        ? profile.search(plan, bounds, scan.candidates, scan.start, enough)
        : profile.searchOneByOne(plan, cycle, scan.candidates, scan.start, enough);
    const known = extenders.statuses.size;
    const searched = this.#moveOn(found, scan, known);
    if (cycle.error !== undefined) return { kind: "error", message: cycle.error };
    const passed = extenders.isIdle ? NOBODY : [...found.nodes.subarray(0, found.count)];
    if (!extenders.isIdle) leave(found, extenders.filter(passed));
    if (extenders.error !== undefined) return { kind: "error", message: extenders.error };
    const evaluated = extenders.isIdle
      ? searched
      : searched - passed.length + found.count + extenders.statuses.size - known;
    if (found.count === 0) return this.#noneFits(attempt, scan, passed);
    if (found.count === 1) {
      const node = found.nodes[0]!;
      this.#batch.placed(this.#cycleNumber, node, hinted, signature, undefined, at);
      return { kind: "scheduled", node, path: "only", evaluated, feasible: 1 };
    }
    const error = profile.addCandidateScores(plan, cycle.pod, found);
    if (error !== undefined) return { kind: "error", message: error };
    if (!extenders.isIdle) extenders.addScores([...found.nodes.subarray(0, found.count)], found.totals);
    const node = found.nodes[this.#ties.winner(cycle.pod, found)]!;
    this.#batch.placed(this.#cycleNumber, node, hinted, signature, runnersUp(found, signature), at);
    return { kind: "scheduled", node, path: "scored", evaluated, feasible: found.count };
  }

  /** The next search starts behind the nodes that have a status now (`known`: before the search); returns how many. */
  #moveOn(found: Pick<FoundNodes, "count" | "refused">, scan: Scan, known: number): number {
    const evaluated = found.count + found.refused + this.#firstMissed(found, scan) + known;
    this.#nextStartIndex = (this.#nextStartIndex + evaluated) % this.#cluster.nodeOrder.length;
    return evaluated;
  }

  /** A node that was tried first and failed has a status too; it counts once more if the search did not come across it. */
  #firstMissed({ count, refused }: Pick<FoundNodes, "count" | "refused">, scan: Scan): 0 | 1 {
    const { candidates, start, failedFirst } = scan;
    if (failedFirst === undefined) return 0;
    for (let step = 0; step < count + refused; step += 1) {
      if (candidates[(start + step) % candidates.length] === failedFirst) return 0;
    }
    return 1;
  }

  /** Existing nodes of a set in node order: the real scheduler walks a Go map here, any order is legal. */
  #nodesNamed(order: Int32Array, names: ReadonlySet<string>): Int32Array {
    if (names.size === 1) return this.#nodeNamed(names);
    return order.filter((node) => names.has(this.#cluster.nodes.record(node).name));
  }

  #nodeNamed([name]: Iterable<string>): Int32Array {
    const node = this.#cluster.nodes.find(name!);
    return node === undefined ? new Int32Array(0) : Int32Array.of(node);
  }

  /** `passed`: nodes that extenders left out. */
  #noneFits(
    { profile, plan, cycle, extenders }: Attempt,
    { candidates, failedFirst }: Scan,
    passed: readonly number[],
  ): Decision {
    const first = failedFirst === undefined ? [] : [failedFirst];
    // The node that was tried first has a status even where a node set leaves it out.
    const looked = first.every((node) => candidates.includes(node))
      ? candidates
      : Int32Array.of(...first, ...candidates);
    const leftOut = new Set(passed);
    const refused = leftOut.size === 0 ? looked : looked.filter((node) => !leftOut.has(node));
    const { groups, preemptible } = profile.refusalsOf(plan, cycle, refused);
    const told = [...extenders.statuses];
    return noneFitsDecision(profile.runtime, cycle.pod, {
      groups: [...groups, ...told.map(([, status]) => ({ status, nodes: 1 }))],
      preemptible: [...preemptible, ...told.flatMap(([node, { code }]) => (code === "Unschedulable" ? [node] : []))],
      narrowing: cycle.folded.narrowing,
      blamed: extenders.blamed,
      firstRefusedBy: profile.refusalsOf(plan, cycle, Int32Array.from(first)).groups[0]?.status.plugin,
      nodesTotal: this.#cluster.nodeOrder.length,
      dryRun: () => profile.dryRun(plan, cycle),
    });
  }

  /** Computed once per class; undefined where batching is off or impossible. */
  #signatureOf(profile: ColumnarProfile, plan: ClassPlan): string | undefined {
    if (!this.#cluster.behaviour.opportunisticBatching || this.#ties.rule !== "kubernetes") return undefined;
    if ((this.#configuration.extenders ?? []).length > 0) return undefined;
    const { podClass } = plan.pod;
    if (!(podClass.id in this.#signatures)) {
      this.#signatures[podClass.id] = profile.signer.signatureOf(podClass);
    }
    return this.#signatures[podClass.id];
  }
}

const NOBODY: readonly number[] = Object.freeze([]);

/** Leaves these of the nodes found, in their order. */
function leave(found: FoundNodes, nodes: readonly number[]): void {
  const totals = new Map(Array.from({ length: found.count }, (_, row) => [found.nodes[row]!, found.totals[row]!]));
  for (const [row, node] of nodes.entries()) {
    found.nodes[row] = node;
    found.totals[row] = totals.get(node)!;
  }
  found.count = nodes.length;
}

/** Only pods that can be batched need the order of the others. */
function runnersUp({ nodes, totals, count }: FoundNodes, signature: string | undefined): NodeScoreHeap | undefined {
  if (signature === undefined) return undefined;
  const heap = new NodeScoreHeap([...nodes.subarray(0, count)], [...totals.subarray(0, count)]);
  heap.pop();
  return heap;
}
