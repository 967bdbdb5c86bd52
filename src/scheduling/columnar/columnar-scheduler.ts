// The scheduling cycle as runs use it: the same decisions as the plain form, over columns and kept verdicts.
// tests/contracts and the records hold the two against each other.
// Imitates pkg/scheduler/schedule_one.go, v1.36, with parallelism 1.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, joinSnapshots, partOf } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { batchSignature, OpportunisticBatch } from "../framework/batching.ts";
import type { SchedulerConfiguration } from "../framework/configuration.ts";
import type { Decision } from "../framework/decision.ts";
import { ImageView } from "../framework/image-view.ts";
import { feasibleNodesToFind } from "../framework/node-sampling.ts";
import type { CyclePod, PluginDefinition } from "../framework/plugin.ts";
import type { PodScheduler } from "../framework/pod-scheduler.ts";
import { preEnqueueRefusalOf } from "../framework/pre-enqueue.ts";
import { createProfileRuntime } from "../framework/profile-runtime.ts";
import { NodeScoreHeap, selectHost } from "../framework/select-host.ts";
import type { PluginStatus } from "../framework/status.ts";
import { noNodesDecision, noneFitsDecision, refusedEarlyDecision } from "../framework/unschedulable.ts";
import type { ClassPlan } from "./class-plan.ts";
import { ColumnarProfile } from "./columnar-profile.ts";
import type { FoundNodes } from "./read-verdicts.ts";

/** What a search looks at, and what was tried before it. */
interface Scan {
  readonly candidates: Int32Array;
  readonly start: number;
  readonly hinted: number | undefined;
  readonly signature: string | undefined;
}

export class ColumnarScheduler implements PodScheduler, Snapshotable {
  readonly #cluster: ClusterState;
  readonly #configuration: SchedulerConfiguration;
  readonly #profiles: ReadonlyMap<string, ColumnarProfile>;
  readonly #images: ImageView;
  readonly #batch = new OpportunisticBatch();
  readonly #signatures: (string | undefined)[] = [];
  #nextStartIndex = 0;
  #cycleNumber = 0;
  #nodesTotal = 0;

  constructor(cluster: ClusterState, configuration: SchedulerConfiguration, definitions: readonly PluginDefinition[]) {
    this.#cluster = cluster;
    this.#configuration = configuration;
    this.#images = new ImageView(cluster);
    const handle = { cluster, images: this.#images };
    this.#profiles = new Map(
      configuration.profiles.map((profile) => [
        profile.schedulerName,
        new ColumnarProfile(cluster, createProfileRuntime(profile, definitions, handle)),
      ]),
    );
  }

  preEnqueueRefusal({ podClass }: CyclePod): PluginStatus | undefined {
    return preEnqueueRefusalOf(this.#profiles.get(podClass.schedulerName)?.runtime, podClass);
  }

  schedule({ podClass }: CyclePod, at: SimTime): Decision {
    const profile = this.#profiles.get(podClass.schedulerName);
    if (profile === undefined) return { kind: "ignored" };
    this.#cycleNumber += 1;
    this.#refreshSnapshot();
    const decision = this.#decide(profile, profile.planOf(podClass), at);
    if (decision.kind !== "scheduled") this.#batch.failed(this.#cycleNumber);
    return decision;
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

  #refreshSnapshot(): void {
    this.#images.refresh();
    if (this.#nodesTotal === this.#images.nodesTotal) return;
    this.#nodesTotal = this.#images.nodesTotal;
    for (const profile of this.#profiles.values()) profile.forgetScores();
  }

  #decide(profile: ColumnarProfile, plan: ClassPlan, at: SimTime): Decision {
    const order = this.#cluster.nodeOrder;
    if (order.length === 0) return noNodesDecision();
    if (plan.error !== undefined) return { kind: "error", message: plan.error };
    if (plan.refusal !== undefined) return refusedEarlyDecision(profile.runtime, plan.pod, plan.refusal, order);
    const signature = this.#signatureOf(profile, plan);
    const hinted = this.#hint(profile, plan, signature, at);
    if (hinted !== undefined && profile.passes(plan, hinted)) {
      this.#batch.placed(this.#cycleNumber, hinted, hinted, signature, undefined, at);
      return { kind: "scheduled", node: hinted, path: "tried-first", evaluated: 1, feasible: 1 };
    }
    return this.#search(profile, plan, order, hinted, signature, at);
  }

  #hint(profile: ColumnarProfile, plan: ClassPlan, signature: string | undefined, at: SimTime): number | undefined {
    const { nodes } = this.#cluster;
    const mayFit = (node: number) => !nodes.has(node) || profile.passes(plan, node);
    const hinted = this.#batch.hint(signature, this.#cycleNumber, at, mayFit);
    return hinted !== undefined && nodes.has(hinted) ? hinted : undefined;
  }

  #search(
    profile: ColumnarProfile,
    plan: ClassPlan,
    order: Int32Array,
    hinted: number | undefined,
    signature: string | undefined,
    at: SimTime,
  ): Decision {
    const candidates = plan.nodeNames === undefined ? order : this.#nodesNamed(order, plan.nodeNames);
    const start = plan.nodeNames === undefined ? this.#nextStartIndex % order.length : 0;
    const enough = this.#nodesToFind(profile, candidates.length);
    const scan: Scan = { candidates, start, hinted, signature };
    // Batching remembers the runners-up, so it needs them all.
    return signature === undefined && plan.preScoreError === undefined && profile.isDecidedByNodes(plan)
      ? this.#chooseBest(profile, plan, scan, enough, at)
      : this.#chooseByScores(profile, plan, scan, enough, at);
  }

  #chooseBest(profile: ColumnarProfile, plan: ClassPlan, scan: Scan, enough: number, at: SimTime): Decision {
    const best = profile.searchBest(plan, scan.candidates, scan.start, enough);
    const evaluated = this.#moveOn(best, scan);
    if (best.count === 0) return this.#noneFits(profile, plan, scan.candidates);
    this.#batch.placed(this.#cycleNumber, best.node, scan.hinted, undefined, undefined, at);
    const path = best.count === 1 ? "only" : "scored";
    return { kind: "scheduled", node: best.node, path, evaluated, feasible: best.count };
  }

  #chooseByScores(profile: ColumnarProfile, plan: ClassPlan, scan: Scan, enough: number, at: SimTime): Decision {
    const { hinted, signature } = scan;
    const found = profile.search(plan, scan.candidates, scan.start, enough);
    const evaluated = this.#moveOn(found, scan);
    if (found.count === 0) return this.#noneFits(profile, plan, scan.candidates);
    if (found.count === 1) {
      const node = found.nodes[0]!;
      this.#batch.placed(this.#cycleNumber, node, hinted, signature, undefined, at);
      return { kind: "scheduled", node, path: "only", evaluated, feasible: 1 };
    }
    if (plan.preScoreError !== undefined) return { kind: "error", message: plan.preScoreError };
    profile.addCandidateScores(plan, found);
    const node = found.nodes[selectHost(found.totals, found.count)]!;
    this.#batch.placed(this.#cycleNumber, node, hinted, signature, runnersUp(found, signature), at);
    return { kind: "scheduled", node, path: "scored", evaluated, feasible: found.count };
  }

  /** The next search starts behind the nodes that have a status now; returns how many those are. */
  #moveOn(found: Pick<FoundNodes, "count" | "refused">, scan: Scan): number {
    const evaluated = found.count + found.refused + this.#hintMissed(found, scan);
    this.#nextStartIndex = (this.#nextStartIndex + evaluated) % this.#cluster.nodeOrder.length;
    return evaluated;
  }

  /** A hinted node that failed has a status too; it counts once more if the search did not come across it. */
  #hintMissed({ count, refused }: Pick<FoundNodes, "count" | "refused">, { candidates, start, hinted }: Scan): 0 | 1 {
    if (hinted === undefined) return 0;
    for (let step = 0; step < count + refused; step += 1) {
      if (candidates[(start + step) % candidates.length] === hinted) return 0;
    }
    return 1;
  }

  #nodesToFind({ runtime }: ColumnarProfile, candidates: number): number {
    if (runtime.profile.plugins.score.length === 0) return 1;
    const percentage = runtime.profile.percentageOfNodesToScore ?? this.#configuration.percentageOfNodesToScore;
    return feasibleNodesToFind(candidates, percentage);
  }

  /** Existing nodes of a set in node order: the real scheduler walks a Go map here, any order is legal. */
  #nodesNamed(order: Int32Array, names: ReadonlySet<string>): Int32Array {
    return order.filter((node) => names.has(this.#cluster.nodes.record(node).name));
  }

  #noneFits(profile: ColumnarProfile, plan: ClassPlan, candidates: Int32Array): Decision {
    const { groups, preemptible } = profile.refusalsOf(plan, candidates);
    const nodesTotal = this.#cluster.nodeOrder.length;
    return noneFitsDecision(profile.runtime, plan.pod, groups, preemptible, plan.narrowing, nodesTotal);
  }

  /** Computed once per class; undefined where batching is off or impossible. */
  #signatureOf(profile: ColumnarProfile, plan: ClassPlan): string | undefined {
    if (!this.#cluster.behaviour.opportunisticBatching) return undefined;
    const { podClass } = plan.pod;
    if (!(podClass.id in this.#signatures)) {
      this.#signatures[podClass.id] = batchSignature(podClass, profile.runtime);
    }
    return this.#signatures[podClass.id];
  }
}

/** Only pods that can be batched need the order of the others. */
function runnersUp({ nodes, totals, count }: FoundNodes, signature: string | undefined): NodeScoreHeap | undefined {
  if (signature === undefined) return undefined;
  const heap = new NodeScoreHeap([...nodes.subarray(0, count)], [...totals.subarray(0, count)]);
  heap.pop();
  return heap;
}
