// Where pods would find room if pools had more nodes: kube-scheduler's own filters, asked on a copy of the cluster.
// The run's own cluster is never touched. Extenders are not asked.
// Imitates cluster-autoscaler v1.36: simulator/clustersnapshot/predicate (filters without scores), and its template nodes, which
// carry the pods of DaemonSets.

import { reportedNode } from "../model/node-conditions.ts";
import type { Node } from "../model/objects.ts";
import { NO_AFFINITY_TERMS } from "../model/pod-affinity-terms.ts";

import { ClusterState } from "../cluster/cluster-state.ts";
import type { ClassId, SchedulingClass } from "../cluster/class-table.ts";
import type { PodId } from "../cluster/pod-table.ts";

import type { SchedulerConfiguration } from "../scheduling/framework/configuration.ts";
import { FilterRun } from "../scheduling/framework/filter-run.ts";
import { LiveNode } from "../scheduling/framework/node-view.ts";
import { PlainScheduler } from "../scheduling/framework/plain-scheduler.ts";
import { foldPreFilter } from "../scheduling/framework/pre-filter.ts";

import { nodeFit, withDaemonTolerations } from "../components/controllers/daemon-set/node-fit.ts";
import { podOfTemplate } from "../components/controllers/pod-template.ts";

import type { RoomTrial } from "../environment/growth/room-trial.ts";

import type { Placement } from "./simulation.ts";

/** What pods of a class ask of nodes. */
interface Asked {
  /** Undefined: no node will do. */
  readonly filters: FilterRun | undefined;
  /** Names of the only nodes to look at; undefined: all. */
  readonly allowed: ReadonlySet<string> | undefined;
  /** The first place in the order of nodes that may have room: those before it took no pod of the class, and room only gets less. */
  next: number;
}

export class GrowthTrial implements RoomTrial {
  readonly #cluster: ClusterState;
  readonly #scheduler: PlainScheduler;
  readonly #asked = new Map<ClassId, Asked>();

  /** A copy of the cluster as it stands. */
  constructor({ cluster, definitions, facts }: Placement, configuration: SchedulerConfiguration) {
    this.#cluster = new ClusterState(cluster.behaviour);
    this.#cluster.restore(cluster.snapshot());
    this.#scheduler = new PlainScheduler(this.#cluster, configuration, definitions, facts);
  }

  addNode(node: Node, pool: string): number {
    const cluster = this.#cluster;
    this.#asked.clear();
    const { node: id } = cluster.apply({ kind: "node-added", node: reportedNode(node), pool }, cluster.now);
    for (const { metadata, spec } of cluster.objects.list("DaemonSet")) {
      if (spec?.template === undefined || !nodeFit(spec.template, node).shouldRun) continue;
      const { metadata: labels, spec: wanted } = withDaemonTolerations(podOfTemplate(spec.template));
      const name = `${metadata?.name ?? ""}-${node.metadata.name}`;
      const pod = { metadata: { ...labels, name, namespace: metadata?.namespace ?? "default" }, spec: wanted };
      const placed = { kind: "pod-placed", name, nodeName: node.metadata.name } as const;
      cluster.apply({ ...placed, classId: cluster.classify(pod) }, cluster.now);
    }
    return id;
  }

  dropNode(node: number): void {
    this.#asked.clear();
    const { name } = this.#cluster.nodes.record(node);
    const daemons = [...this.#cluster.pods.onNode(node)];
    for (const pod of daemons) this.#cluster.apply({ kind: "pod-deleted", pod }, this.#cluster.now);
    this.#cluster.apply({ kind: "node-removed", name }, this.#cluster.now);
  }

  placeAnywhere(pod: PodId): boolean {
    const asked = this.#askedFor(pod);
    const order = this.#cluster.nodeOrder;
    for (; asked.next < order.length; asked.next += 1) {
      if (this.#take(pod, order[asked.next]!, asked)) return true;
    }
    return false;
  }

  placeOn(pod: PodId, node: number): boolean {
    return this.#take(pod, node, this.#askedFor(pod));
  }

  #take(pod: PodId, node: number, { filters, allowed }: Asked): boolean {
    const cluster = this.#cluster;
    if (filters === undefined || allowed?.has(cluster.nodes.record(node).name) === false) return false;
    if (filters.statusWithNominated(new LiveNode(cluster, node)).code !== "Success") return false;
    cluster.apply({ kind: "pod-assumed", pod, node }, cluster.now);
    // What such pods are told of others, and others of them, is asked anew.
    const { affinityTerms } = cluster.classOfPod(pod);
    if (!filters.tellsNobody || affinityTerms !== NO_AFFINITY_TERMS) this.#asked.clear();
    return true;
  }

  /** Pods of a class ask the same of nodes, until one is placed that changes it. */
  #askedFor(id: PodId): Asked {
    const podClass = this.#cluster.classOfPod(id);
    let asked = this.#asked.get(podClass.id);
    if (asked === undefined) this.#asked.set(podClass.id, (asked = this.#ask(id, podClass)));
    return asked;
  }

  #ask(id: PodId, podClass: SchedulingClass): Asked {
    const runtime = this.#scheduler.runtimeFor(podClass.schedulerName);
    const none = { filters: undefined, allowed: undefined, next: 0 };
    if (runtime === undefined) return none;
    const pod = { id, name: this.#cluster.pods.nameOf(id), podClass };
    const { end, states, skipped, allowed } = foldPreFilter(runtime, pod);
    if (end.kind !== "go-on") return none;
    return { filters: new FilterRun(this.#cluster, runtime, pod, { states, skipped }), allowed, next: 0 };
  }
}
