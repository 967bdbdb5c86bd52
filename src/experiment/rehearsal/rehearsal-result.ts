// What became of a cluster that lost nodes: plain data, the only thing that report/ sees of a rehearsal. Times in seconds, CPU in
// cores, memory in bytes.

import type { Diagnostic } from "../../base/diagnostic.ts";

import type { PlanInput } from "../../scenario/plan.ts";

export const REHEARSAL_API_VERSION = "plimsoll/v1alpha1";

export interface RehearsalResult {
  readonly apiVersion: typeof REHEARSAL_API_VERSION;
  readonly kind: "RehearsalResult";
  readonly plimsoll: string;
  readonly scenario: { readonly name: string; readonly inputs: readonly PlanInput[] };
  readonly kubernetes: string;
  readonly seed: string;
  /** When the nodes fail, and when each run ends. */
  readonly atSeconds: number;
  readonly untilSeconds: number;
  /** Null: they do not come back. */
  readonly forSeconds: number | null;
  /** Of silence, after which a node counts as lost. */
  readonly nodeMonitorGraceSeconds: number;
  /** One for each loss that was asked about, in the cluster's order; none if the run without a loss was given up. */
  readonly losses: readonly RehearsedLoss[];
  /** Runs that were broken off after so many events: what is said of them holds until then only. */
  readonly givenUp: readonly GivenUpRun[];
  readonly notes: readonly Diagnostic[];
}

export interface GivenUpRun {
  /** Null: the run without a loss. */
  readonly lost: string | null;
  readonly events: number;
  readonly atSeconds: number;
}

/** One loss, and what became of the cluster. */
export interface RehearsedLoss {
  /** As people call it: `zone b`, `node n1`. */
  readonly lost: string;
  readonly nodes: readonly string[];
  /** How many of the nodes are down at the end, and still count as ready: nobody has missed them yet. */
  readonly unnoticedNodes: number;
  /** Pods that ran there when it happened. */
  readonly podsLost: number;
  /** Whether at the end every workload serves as it does without the loss, and every Job and every pod by itself fares as well. */
  readonly comesBack: boolean;
  /** From the loss until the last workload, or pod by itself, served as before; null if not all do. */
  readonly recoverySeconds: number | null;
  /** Those that were touched, the worst first. */
  readonly workloads: readonly RehearsedWorkload[];
  /** Those that end otherwise than without the loss. */
  readonly jobs: readonly TouchedJob[];
  readonly lonePods: LonePods;
  readonly waiting: readonly WaitingPod[];
  readonly waitingCount: number;
  /** How many wait at the end without the loss, too. */
  readonly waitingWithoutLossCount: number;
  /** Pods that wait for nobody but their lost node, and keep their names from successors. */
  readonly held: readonly HeldPod[];
  /** What the pods that wait ask for together, and what is free on the nodes that are left. */
  readonly short: readonly ShortResource[];
}

export interface RehearsedWorkload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** At the end. */
  readonly desired: number;
  /** What a disruption budget asks for at the end, or one replica. */
  readonly minimum: number;
  readonly fewestServing: number;
  readonly servingAtEnd: number;
  /** From the loss until it served as before; null: it does not. */
  readonly recoverySeconds: number | null;
  /** Seconds below the minimum, more than without the loss. */
  readonly belowMinimumSeconds: number;
}

export interface TouchedJob {
  readonly namespace: string;
  readonly name: string;
  /** `not-complete`: without the loss it would be; `waiting`: more of its pods wait for room. */
  readonly became: "failed" | "not-complete" | "waiting";
  /** The reason of the condition Failed; else empty. */
  readonly reason: string;
}

/** Pods that no controller of the cluster makes anew. */
export interface LonePods {
  /** Those that do not come back: the first hundred. */
  readonly missing: readonly LonePod[];
  readonly missingCount: number;
  /** Those that did, with their nodes. */
  readonly backCount: number;
  /** From the loss until the last of them was back; null if some are missing. */
  readonly recoverySeconds: number | null;
}

export interface LonePod {
  readonly pod: string;
  /** Where it ran without the loss; null: nowhere. */
  readonly node: string | null;
  /** `Kind/name` of its owner, whose controller is not simulated; null: nobody owns it. */
  readonly owner: string | null;
  /** At the end; `not-ready`: as it is on a node that is silent. */
  readonly became: "deleted" | "failed" | "pending" | "not-ready";
}

export interface WaitingPod {
  readonly pod: string;
  /** What kube-scheduler says of it. */
  readonly message: string;
}

export interface HeldPod {
  readonly pod: string;
  readonly node: string;
}

export interface ShortResource {
  readonly resource: string;
  readonly unit: string;
  readonly asked: number;
  readonly free: number;
}
