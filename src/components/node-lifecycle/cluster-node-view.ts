// Nodes of a run as the node lifecycle controller sees them: a view over the cluster's tables, made once.

import type { Node, NodeCondition } from "../../model/objects.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isPodReady } from "../../cluster/live-pods.ts";
import { BOUND, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { KubeletPosts } from "./kubelet-posts.ts";
import type { Signs } from "./node-health.ts";
import type { NodeView } from "./node-view.ts";

export class ClusterNodeView implements NodeView {
  readonly #cluster: ClusterState;
  readonly #posts: () => KubeletPosts;
  /** When nodes came that were not there from the start, in µs; by name. */
  readonly cameUs = new Map<string, number>();
  /** Conditions that are being written, by node: the controller knows them already. */
  readonly unwritten = new Map<string, readonly NodeCondition[]>();

  constructor(cluster: ClusterState, posts: () => KubeletPosts) {
    this.#cluster = cluster;
    this.#posts = posts;
  }

  *names(): Generator<string> {
    const { nodes } = this.#cluster;
    for (let id = 0; id < nodes.idLimit; id += 1) if (nodes.has(id)) yield nodes.record(id).name;
  }

  find(name: string): Node | undefined {
    const id = this.#cluster.nodes.find(name);
    if (id === undefined) return undefined;
    const { object } = this.#cluster.nodes.record(id);
    const conditions = this.unwritten.get(name);
    return conditions === undefined ? object : { ...object, status: { ...object.status, conditions } };
  }

  createdUs(name: string): number {
    return this.cameUs.get(name) ?? 0;
  }

  signs(name: string, asOfUs: number): Signs {
    return this.#posts().signs(name, asOfUs);
  }

  renewsEveryUs(name: string): number | undefined {
    return this.#posts().renewsEveryUs(name);
  }

  isPosting(name: string): boolean {
    return this.#posts().isPosting(name);
  }

  /** Ended pods are on no node here: they are not ready anyway. */
  *podsOn(name: string): Generator<PodId> {
    const id = this.#cluster.nodes.find(name);
    if (id !== undefined) yield* boundPodsOn(this.#cluster, id);
  }

  mayBeReady(pod: PodId): boolean {
    return this.#cluster.pods.phaseOf(pod) === RUNNING && isPodReady(this.#cluster, pod);
  }
}

/** Pods that are bound to a node and have not ended, as they are when they are first asked for. */
export function boundPodsOn({ pods }: ClusterState, node: number): readonly PodId[] {
  return [...pods.onNode(node)].filter((pod) => pods.phaseOf(pod) >= BOUND);
}
