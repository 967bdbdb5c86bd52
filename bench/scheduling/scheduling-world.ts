// A cluster and one scheduler over it, and what a control plane around them would do at once: pods are created, decided,
// assumed; victims go, and who made them go tries again. No queue, no events, and time only where the caller lets it pass.

import { after, SIMULATION_START, type Duration, type SimTime } from "../../src/base/time.ts";
import type { Change } from "../../src/cluster/change.ts";
import type { ClassId } from "../../src/cluster/class-table.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import type { Node, Pod } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import type { SchedulerConfiguration } from "../../src/scheduling/framework/configuration.ts";
import type { Decision } from "../../src/scheduling/framework/decision.ts";
import { nominationAfter } from "../../src/scheduling/framework/nomination.ts";
import { PlainScheduler } from "../../src/scheduling/framework/plain-scheduler.ts";
import type { CyclePod } from "../../src/scheduling/framework/plugin.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";

const VERSION = "1.36";

/** Makes a decision as the cluster stands. */
export type Decide = (pod: CyclePod) => Decision;

/** A scheduler over a cluster. */
export type SchedulerMaker = (cluster: ClusterState, configuration: SchedulerConfiguration) => Decide;

/** The form that runs use. */
export const columnar: SchedulerMaker = (cluster, configuration) => {
  const scheduler = new ColumnarScheduler(cluster, configuration, IN_TREE_PLUGINS);
  return (pod) => scheduler.schedule(pod, SIMULATION_START);
};

/** The form that reads like kube-scheduler: every plugin asked of every node, every pod counted in every cycle. */
export const plain: SchedulerMaker = (cluster, configuration) => {
  const scheduler = new PlainScheduler(cluster, configuration, IN_TREE_PLUGINS);
  return (pod) => scheduler.schedule(pod, SIMULATION_START).decision;
};

/** Where a pod is that went nowhere. */
const NOWHERE = -1;

export class SchedulingWorld {
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR[VERSION]);
  /** The node of each pod that was decided on, in turn. */
  readonly chosen: number[] = [];
  readonly #decide: Decide;
  readonly #live: PodId[] = [];
  #oldest = 0;

  constructor(make: SchedulerMaker, nodes: readonly Node[], percentageOfNodesToScore: number) {
    for (const node of nodes) this.apply({ kind: "node-added", node, pool: "nodes" });
    this.#decide = make(this.cluster, { ...defaultSchedulerConfiguration(VERSION), percentageOfNodesToScore });
  }

  apply(change: Change): PodId {
    return this.cluster.apply(change, SIMULATION_START).pod;
  }

  classify(pod: Pod): ClassId {
    return this.cluster.classify(pod);
  }

  /** A pod comes, is tried, goes where it may and runs there, one step after the other; nothing of it is written down here. */
  letRun(classId: ClassId, from: SimTime, step: Duration): void {
    let at = from;
    const next = (change: Change) => this.cluster.apply(change, (at = after(at, step))).pod;
    const pod = next({ kind: "pod-created", classId, name: "pod" });
    next({ kind: "pod-attempted", pod });
    const decision = this.#decide({ id: pod, name: "pod", podClass: this.cluster.classOfPod(pod) });
    if (decision.kind !== "scheduled") throw new Error("every pod finds a node");
    next({ kind: "pod-assumed", pod, node: decision.node });
    next({ kind: "pod-bound", pod });
    next({ kind: "pod-started", pod });
  }

  /** A pod comes and is decided on; it goes where it may, over the bodies of others if it has to. */
  schedule(classId: ClassId): void {
    const id = this.apply({ kind: "pod-created", classId, name: "pod" });
    const pod = { id, name: "pod", podClass: this.cluster.classOfPod(id) };
    let decision = this.#decide(pod);
    if (this.#makeRoom(id, decision)) decision = this.#decide(pod);
    if (decision.kind === "scheduled") {
      this.apply({ kind: "pod-assumed", pod: id, node: decision.node });
      this.#live.push(id);
      this.chosen.push(decision.node);
    } else {
      this.apply({ kind: "pod-deleted", pod: id });
      this.chosen.push(NOWHERE);
    }
  }

  /** The pod that came first of all that were scheduled goes. */
  removeOldest(): void {
    this.apply({ kind: "pod-deleted", pod: this.#live[this.#oldest]! });
    this.#oldest += 1;
  }

  #makeRoom(pod: PodId, decision: Decision): boolean {
    if (decision.kind !== "unschedulable") return false;
    const preemption = decision.postFilter?.preemption;
    if (preemption === undefined) return false;
    for (const victim of preemption.victims) this.apply({ kind: "pod-deleted", pod: victim });
    const nomination = nominationAfter(decision);
    const nodeName = nomination.kind === "set" ? this.cluster.nodes.record(nomination.node).name : undefined;
    this.apply({ kind: "pod-nominated", pod, nodeName });
    return true;
  }
}
