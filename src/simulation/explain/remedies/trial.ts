// A pod and a node as they would be after some changes, and a copy of the cluster on which the filters are asked about them.
// The run's own cluster is never touched.

import type { Node, Pod } from "../../../model/objects.ts";
import type { SchedulingClass } from "../../../cluster/class-table.ts";
import { ClusterState } from "../../../cluster/cluster-state.ts";
import { NONE, type PodId } from "../../../cluster/pod-table.ts";

import type { SchedulerConfiguration } from "../../../scheduling/framework/configuration.ts";
import { FilterRun } from "../../../scheduling/framework/filter-run.ts";
import { LiveNode, podViewOf, type PodView } from "../../../scheduling/framework/node-view.ts";
import { PlainScheduler } from "../../../scheduling/framework/plain-scheduler.ts";
import type { CyclePod } from "../../../scheduling/framework/plugin.ts";
import { isRejected, type PluginStatus } from "../../../scheduling/framework/status.ts";
import { WhatIfNode } from "../../../scheduling/framework/what-if-node.ts";

import type { Placement } from "../../simulation.ts";
import type { RemedyChange } from "../explanation.ts";
import { NodeCheck } from "../node-check.ts";

/** What is changed so far for the pod to fit on the node. */
export interface Trial {
  readonly node: number;
  /** The node's object as it would be. */
  readonly object: Node;
  /** The pod as it would be. */
  readonly pod: Pod;
  /** Pods that would be gone. */
  readonly away: readonly PodId[];
  /** Pods that would stand on the node too. */
  readonly companions: readonly Pod[];
  readonly changes: readonly RemedyChange[];
}

/** The cluster as a trial has it, while the filters are asked. */
export class TrialCycle {
  readonly check: NodeCheck;
  readonly cluster: ClusterState;
  readonly node: WhatIfNode;
  readonly #filters: FilterRun;
  readonly #states: ReadonlyMap<string, unknown>;
  readonly #others = new Map<number, WhatIfNode>();

  constructor(cluster: ClusterState, check: NodeCheck, node: number) {
    this.cluster = cluster;
    this.check = check;
    this.#filters = new FilterRun(cluster, check.runtime, check.pod, check.folded);
    this.#states = this.#filters.cloneStates();
    this.node = new WhatIfNode(new LiveNode(cluster, node));
  }

  /** Every filter that refuses the pod here. */
  refusals(): readonly PluginStatus[] {
    return this.check.refusals(this.node, this.#states);
  }

  /** Whether one plugin's filter refuses. */
  refuses(plugin: string): boolean {
    return this.refusals().some((status) => status.plugin === plugin);
  }

  /** What kube-scheduler itself would ask: pods nominated to the node counted in. */
  fits(): boolean {
    if (this.check.folded.end.kind !== "go-on" || this.refusals().length > 0) return false;
    return !isRejected(this.#filters.statusWithNominated(this.node, this.#states));
  }

  remove(pod: PodId): void {
    this.#filters.remove(podViewOf(this.cluster, pod), this.#nodeOf(pod), this.#states);
  }

  putBack(pod: PodId): void {
    this.#filters.add(podViewOf(this.cluster, pod), this.#nodeOf(pod), this.#states);
  }

  /** A pod that is not there comes to the node. */
  add(pod: PodView): void {
    this.#filters.add(pod, this.node, this.#states);
  }

  #nodeOf(pod: PodId): WhatIfNode {
    const id = this.cluster.pods.nodeOf(pod);
    if (id === this.node.id) return this.node;
    const known = this.#others.get(id) ?? new WhatIfNode(new LiveNode(this.cluster, id));
    this.#others.set(id, known);
    return known;
  }
}

/** Numbers of pods that do not exist, below NONE. */
const FIRST_COMPANION = NONE - 1;

export class Sandbox {
  readonly #cluster: ClusterState;
  readonly #scheduler: PlainScheduler;
  readonly #asked: CyclePod;

  /** A copy of the cluster as it stands. */
  constructor({ cluster, definitions, facts }: Placement, configuration: SchedulerConfiguration, asked: CyclePod) {
    this.#cluster = new ClusterState(cluster.behaviour);
    this.#cluster.restore(cluster.snapshot());
    this.#scheduler = new PlainScheduler(this.#cluster, configuration, definitions, facts);
    this.#asked = asked;
  }

  get cluster(): ClusterState {
    return this.#cluster;
  }

  /** The class of a pod as a trial has it. */
  classOf(pod: Pod): SchedulingClass {
    return this.#cluster.classes.get(this.#cluster.classes.intern(pod));
  }

  /** Nothing changed yet. */
  begin(node: number): Trial {
    const { object } = this.#cluster.nodes.record(node);
    return { node, object, pod: this.#asked.podClass.pod, away: [], companions: [], changes: [] };
  }

  /** Lets `ask` see the cluster as the trial has it; it is as before when this returns. */
  within<Result>(trial: Trial, ask: (cycle: TrialCycle) => Result): Result {
    const { object: before } = this.#cluster.nodes.record(trial.node);
    const isChanged = trial.object !== before;
    if (isChanged) this.#update(trial.object);
    try {
      return ask(this.#cycleOf(trial));
    } finally {
      if (isChanged) this.#update(before);
    }
  }

  #cycleOf({ node, pod, away, companions }: Trial): TrialCycle {
    const podClass = this.classOf(pod);
    const runtime = this.#scheduler.runtimeFor(podClass.schedulerName)!;
    const check = new NodeCheck(runtime, { ...this.#asked, podClass });
    const cycle = new TrialCycle(this.#cluster, check, node);
    for (const gone of away) cycle.remove(gone);
    for (const [index, companion] of companions.entries()) {
      const companionClass = this.#cluster.classes.get(this.#cluster.classify(companion));
      const { name } = companion.metadata;
      cycle.add({ id: FIRST_COMPANION - index, name, podClass: companionClass, isTerminating: false });
    }
    return cycle;
  }

  #update(object: Node): void {
    this.#cluster.apply({ kind: "node-updated", node: object }, this.#cluster.now);
  }
}
