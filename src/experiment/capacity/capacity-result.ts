// How much more of a pod fits: plain data, the only thing that report/ sees of a capacity question. CPU in cores, memory in
// bytes. Says nothing of how it was found.

import type { Diagnostic } from "../../base/diagnostic.ts";

import type { PlanInput } from "../../scenario/plan.ts";

export const CAPACITY_API_VERSION = "plimsoll/v1alpha1";

/** What is lost at once. */
export type Loss = "node" | "zone";

export interface CapacityResult {
  readonly apiVersion: typeof CAPACITY_API_VERSION;
  readonly kind: "CapacityResult";
  readonly plimsoll: string;
  readonly scenario: { readonly name: string; readonly inputs: readonly PlanInput[] };
  readonly kubernetes: string;
  readonly seed: string;
  readonly template: AskedTemplate;
  /** One for each policy, in their order; at least one. */
  readonly points: readonly CapacityPoint[];
  /** More pods than this are not tried. */
  readonly most: number;
  /** What was ignored, odd or not simulated, for any of the points. */
  readonly notes: readonly Diagnostic[];
}

/** The pod of which more are wanted. */
export interface AskedTemplate {
  /** As the user named it. */
  readonly asked: string;
  /** Kubernetes' kind of what holds the template, `Pod` for a pod by itself. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Pods of one such workload; null for a pod by itself. */
  readonly replicas: number | null;
  /** What one pod requests; one place of `pods` among them. */
  readonly requests: readonly { readonly resource: string; readonly unit: string; readonly amount: number }[];
}

/** The answer for one policy. */
export interface CapacityPoint {
  /** Empty where nothing is varied. */
  readonly label: string;
  readonly nodes: number;
  /** Of the scenario's own pods, when its run was over. */
  readonly placed: number;
  readonly waiting: number;
  /** Nodes that pools may still grow by: what would fit on them is not counted. Absent where none may. */
  readonly nodesToCome?: number;
  readonly now: Room;
  /** Null: not asked, or there is nothing of the sort. */
  readonly afterNode: LossSummary | null;
  readonly afterZone: LossSummary | null;
}

/** What fits as the cluster stands. */
export interface Room {
  readonly more: number;
  /** It may be more: `most` were placed. */
  readonly isCapped: boolean;
  /** Whole workloads of the template's size; null for a pod by itself. */
  readonly workloads: number | null;
  readonly byPool: readonly GroupRoom[];
  /** Nodes without a zone are in none. */
  readonly byZone: readonly GroupRoom[];
  readonly limits: Limits | null;
  readonly resources: readonly ResourceRoom[];
}

export interface GroupRoom {
  readonly name: string;
  readonly nodes: number;
  readonly more: number;
}

/** Why the next one is refused. */
export interface Limits {
  /** What kube-scheduler or the API server says of it. */
  readonly message: string;
  /** Most nodes first. */
  readonly reasons: readonly LimitReason[];
  readonly byPool: readonly {
    readonly name: string;
    readonly nodes: number;
    readonly reasons: readonly LimitReason[];
  }[];
}

export interface LimitReason {
  readonly plugin: string;
  readonly reason: string;
  /** The resource that is short; null for another reason. */
  readonly resource: string | null;
  readonly nodes: number;
}

/** Requested before the first of them and after the last. */
export interface ResourceRoom {
  readonly resource: string;
  readonly unit: "cores" | "bytes" | "count";
  readonly allocatable: number;
  readonly before: number;
  readonly after: number;
}

/** What fits after the loss of any one node, or of any one zone. */
export interface LossSummary {
  readonly lost: Loss;
  /** How many there are. */
  readonly count: number;
  /** Alike ones are one kind, and tried once. */
  readonly kinds: number;
  readonly kindsTried: number;
  /** Least fit after this one. */
  readonly worst: LossCase;
  /** Over all of which the kind was tried. */
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Most pods of the lost nodes are without a place after this one. */
  readonly mostHomeless: LossCase;
  /** After so many of them, pods are without a place. */
  readonly withHomeless: number;
}

/** One loss. */
export interface LossCase {
  /** The node or the zone. */
  readonly name: string;
  /** Of a node; empty for a zone. */
  readonly pool: string;
  /** So many are alike, itself included. */
  readonly alike: number;
  /** Pods that have to go elsewhere; those of DaemonSets go with their node. */
  readonly displaced: number;
  /** Of these, without a place. */
  readonly homeless: number;
  readonly more: number;
  readonly isCapped: boolean;
  readonly workloads: number | null;
}
