// What the controllers of nodes see of the cluster: a port. In a run it is the cluster's tables, in a replay the recorded world.

import type { Node, Taint, Toleration } from "../../model/objects.ts";

import type { PodId } from "../../cluster/pod-table.ts";

import type { Signs } from "./node-health.ts";

export interface NodeView {
  /** Names of all nodes, in any order. */
  names(): Iterable<string>;
  find(name: string): Node | undefined;
  /** metadata.creationTimestamp in µs, before 0 too. */
  createdUs(name: string): number;
  /** Signs of life as the API showed them at a moment that is not to come. */
  signs(name: string, asOfUs: number): Signs;
  /** Time between two renewals of the node's Lease in µs; undefined while nobody renews it. */
  renewsEveryUs(name: string): number | undefined;
  /** True while a kubelet posts the node's status now and then. */
  isPosting(name: string): boolean;
  /** Pods that are bound to the node, ended ones too. */
  podsOn(name: string): Iterable<PodId>;
  /** True if the pod's status says that it is ready, or that nobody knows. */
  mayBeReady(pod: PodId): boolean;
}

/** What the taint eviction controller sees beside. */
export interface PodView {
  /** NoExecute taints of a node; undefined: there is no such node. */
  noExecuteTaints(node: string): readonly Taint[] | undefined;
  podsOn(node: string): Iterable<PodId>;
  /** Undefined: the pod is gone. Empty: it is bound to no node. */
  nodeNameOf(pod: PodId): string | undefined;
  tolerationsOf(pod: PodId): readonly Toleration[];
  /** Since when a pod that was there before the run has borne a taint that says when it came; undefined for all others. */
  borneSinceUs(pod: PodId, taint: Taint): number | undefined;
  /** `namespace/name`. */
  keyOf(pod: PodId): string;
}
