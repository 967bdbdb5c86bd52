// Why a pod is where it is, or nowhere: plain data, versioned, all that a report of it sees. Times in seconds, CPU in cores,
// memory in bytes.

import type { PlanInput } from "../../scenario/plan.ts";

export const EXPLANATION_API_VERSION = "plimsoll/v1alpha1";

/** What a plugin refused, counted over nodes. */
export interface PluginRefusals {
  readonly plugin: string;
  readonly nodes: number;
  readonly reasons: readonly { readonly reason: string; readonly nodes: number }[];
}

/** What one plugin added to a node's total: score × weight. */
export interface PluginScore {
  readonly plugin: string;
  readonly score: number;
  readonly weight: number;
}

export interface ScoredNode {
  readonly node: string;
  readonly total: number;
  readonly scores: readonly PluginScore[];
}

/** Pods that are to go so that the pod finds room on a node. */
export interface PreemptionCandidate {
  readonly node: string;
  readonly victims: readonly string[];
  readonly pdbViolations: number;
}

export interface PreemptionAnswer {
  /** What it said where it found nothing; empty where it did. */
  readonly message: string;
  readonly node: string | null;
  readonly victims: readonly string[];
  readonly candidates: readonly PreemptionCandidate[];
}

/** A preemption that was carried out. */
export interface PastPreemption extends PreemptionAnswer {
  readonly atSeconds: number;
}

/** How the node was found: see DecisionPath. */
export type DecisionOutcome =
  | { readonly kind: "scheduled"; readonly node: string; readonly path: "scored" | "only" | "tried-first" }
  | { readonly kind: "unschedulable"; readonly message: string }
  | { readonly kind: "error"; readonly message: string };

/** What the search looked at. */
export interface SearchAnswer {
  readonly nodes: number;
  readonly visited: number;
  readonly feasible: number;
  /** Where the search began, by name; null where none was made or a node set was searched. */
  readonly startedAt: string | null;
  /** The only nodes that plugins let be looked at, and which plugins; null: all nodes. */
  readonly nodeSet: { readonly plugins: readonly string[]; readonly nodes: number } | null;
}

/** One decision with all that led to it. */
export interface DecisionAnswer {
  readonly atSeconds: number;
  readonly outcome: DecisionOutcome;
  readonly search: SearchAnswer;
  readonly refusals: readonly PluginRefusals[];
  /** The best nodes, the chosen one first; empty where nothing was scored. */
  readonly top: readonly ScoredNode[];
  /** Nodes that share the highest total, and the rule that chose among them. */
  readonly ties: { readonly nodes: number; readonly rule: "kubernetes" | "random" | "name" } | null;
  readonly preemption: PreemptionAnswer | null;
}

/** What one filter says of one node. */
export interface FilterVerdict {
  readonly plugin: string;
  /** `skipped`: it has nothing to say of this pod. */
  readonly verdict: "passes" | "refuses" | "skipped";
  readonly reasons: readonly string[];
  /** True if no preemption can help. */
  readonly unresolvable: boolean;
}

/** All filters on one node, and what it scores beside the nodes that fit. */
export interface NodeAnswer {
  readonly node: string;
  readonly filters: readonly FilterVerdict[];
  readonly scored: ScoredNode | null;
}

/** One thing to change. Amounts in cores, bytes or counts, as `unit` says. */
export type RemedyChange =
  | {
      readonly kind: "allocatable";
      readonly node: string;
      readonly resource: string;
      readonly by: number;
      readonly to: number;
      readonly unit: AmountUnit;
    }
  | {
      readonly kind: "request";
      readonly resource: string;
      readonly from: number;
      readonly to: number;
      readonly unit: AmountUnit;
    }
  | { readonly kind: "label"; readonly node: string; readonly key: string; readonly value: string }
  | { readonly kind: "unlabel"; readonly node: string; readonly key: string }
  | { readonly kind: "uncordon"; readonly node: string }
  | { readonly kind: "toleration"; readonly key: string; readonly value: string; readonly effect: string }
  | { readonly kind: "pod-away"; readonly pod: string; readonly node: string; readonly priority: number }
  | { readonly kind: "max-skew"; readonly topologyKey: string; readonly from: number; readonly to: number }
  | { readonly kind: "companion"; readonly node: string; readonly namespace: string; readonly labels: string };

export type AmountUnit = "cores" | "bytes" | "count";

/** Changes after which the pod fits on the node; all filters were asked again. */
export interface Remedy {
  readonly node: string;
  readonly changes: readonly RemedyChange[];
}

/** What a request of a claim to devices asks for; `count` is null where it wants all of a node. */
export interface DeviceNeed {
  readonly request: string;
  readonly deviceClass: string;
  readonly classExists: boolean;
  readonly count: number | null;
}

/** A claim that a pod uses. */
export type PodNeed =
  | {
      readonly kind: "volume";
      readonly claim: string;
      readonly standing:
        | { readonly kind: "missing" }
        /** All of `reachedFrom` must hold of a node; empty: it can be reached from anywhere. */
        | { readonly kind: "bound"; readonly volume: string; readonly reachedFrom: readonly string[] }
        | { readonly kind: "volume-missing"; readonly volume: string }
        | { readonly kind: "class-missing"; readonly className: string }
        /** A controller was to bind it before the pod comes. */
        | { readonly kind: "unbound"; readonly className: string }
        | { readonly kind: "bound-with-pod"; readonly className: string };
    }
  | {
      readonly kind: "devices";
      readonly claim: string;
      readonly exists: boolean;
      /** `driver/pool/device`; empty: nothing yet. */
      readonly allocated: readonly string[];
      readonly requests: readonly DeviceNeed[];
    };

export type PodAnswer =
  | { readonly kind: "bound-before"; readonly node: string }
  | { readonly kind: "refused"; readonly plugin: string; readonly message: string; readonly atSeconds: number }
  | {
      readonly kind: "other-scheduler";
      readonly schedulerName: string;
      readonly profiles: readonly string[];
    }
  | { readonly kind: "gated"; readonly plugin: string; readonly reasons: readonly string[] }
  | { readonly kind: "not-there-yet"; readonly arrivesAtSeconds: number }
  | {
      readonly kind: "waiting";
      readonly createdAtSeconds: number;
      readonly attempts: number;
      readonly lastAttempt: { readonly atSeconds: number; readonly message: string } | null;
      /** The latest attempt that made others go for it. */
      readonly preempted: PastPreemption | null;
      /** What would be decided at the moment asked about. */
      readonly decision: DecisionAnswer;
      readonly node: NodeAnswer | null;
      /** The claims that it uses. */
      readonly needs: readonly PodNeed[];
      /** The fewest changes first. */
      readonly remedies: readonly Remedy[];
    }
  | {
      readonly kind: "placed";
      readonly phase: string;
      readonly attempts: number;
      readonly preempted: PastPreemption | null;
      /** What was decided by the attempt that placed it. */
      readonly decision: DecisionAnswer;
      readonly node: NodeAnswer | null;
    };

export interface Explanation {
  readonly apiVersion: typeof EXPLANATION_API_VERSION;
  readonly kind: "Explanation";
  readonly plimsoll: string;
  readonly scenario: { readonly name: string; readonly inputs: readonly PlanInput[] };
  readonly kubernetes: string;
  readonly seed: string;
  /** The moment that is spoken of. */
  readonly atSeconds: number;
  readonly pod: { readonly namespace: string; readonly name: string };
  /** Of a workload that was asked about: how many pods it has, and how many of them wait. */
  readonly workload: { readonly name: string; readonly pods: number; readonly waiting: number } | null;
  readonly answer: PodAnswer;
}
