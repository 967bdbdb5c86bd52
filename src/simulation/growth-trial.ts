// Where pods would find room if pools had more nodes: kube-scheduler's own filters, asked on a copy of the cluster.
// The run's own cluster is never touched. Extenders are not asked.
// Imitates cluster-autoscaler v1.36: simulator/clustersnapshot/predicate (filters without scores), and its template nodes, which
// carry the pods of DaemonSets.

import { reportedNode } from "../model/node-conditions.ts";
import type { Node } from "../model/objects.ts";

import { ClusterState } from "../cluster/cluster-state.ts";
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

export class GrowthTrial implements RoomTrial {
  readonly #cluster: ClusterState;
  readonly #scheduler: PlainScheduler;

  /** A copy of the cluster as it stands. */
  constructor({ cluster, definitions, facts }: Placement, configuration: SchedulerConfiguration) {
    this.#cluster = new ClusterState(cluster.behaviour);
    this.#cluster.restore(cluster.snapshot());
    this.#scheduler = new PlainScheduler(this.#cluster, configuration, definitions, facts);
  }

  addNode(node: Node, pool: string): number {
    const cluster = this.#cluster;
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
    const { name } = this.#cluster.nodes.record(node);
    const daemons = [...this.#cluster.pods.onNode(node)];
    for (const pod of daemons) this.#cluster.apply({ kind: "pod-deleted", pod }, this.#cluster.now);
    this.#cluster.apply({ kind: "node-removed", name }, this.#cluster.now);
  }

  placeAnywhere(pod: PodId): boolean {
    return this.#placeOnOneOf(pod, this.#cluster.nodeOrder);
  }

  placeOn(pod: PodId, node: number): boolean {
    return this.#placeOnOneOf(pod, [node]);
  }

  #placeOnOneOf(id: PodId, nodes: Iterable<number>): boolean {
    const cluster = this.#cluster;
    const podClass = cluster.classOfPod(id);
    const pod = { id, name: cluster.pods.nameOf(id), podClass };
    const runtime = this.#scheduler.runtimeFor(podClass.schedulerName);
    if (runtime === undefined) return false;
    const { end, states, skipped, allowed } = foldPreFilter(runtime, pod);
    if (end.kind !== "go-on") return false;
    const filters = new FilterRun(cluster, runtime, pod, { states, skipped });
    for (const node of nodes) {
      if (allowed !== undefined && !allowed.has(cluster.nodes.record(node).name)) continue;
      if (filters.statusWithNominated(new LiveNode(cluster, node)).code !== "Success") continue;
      cluster.apply({ kind: "pod-assumed", pod: id, node }, cluster.now);
      return true;
    }
    return false;
  }
}
