// How two runs differ in where they put pods, and why: plain data, versioned.

import type { PlanInput } from "../../scenario/plan.ts";

export const COMPARISON_API_VERSION = "plimsoll/v1alpha1";

/** Where a pod came to be in one run. `absent`: the run has no such pod, or never created it. */
export type Whereabouts =
  | { readonly kind: "placed"; readonly node: string; readonly pool: string; readonly zone: string }
  | { readonly kind: "waiting"; readonly message: string }
  /** It was placed, and had to go for a pod of higher priority. */
  | { readonly kind: "preempted" }
  | { readonly kind: "absent" };

/**
 * Why a run did not take the node that the other run took. `score`: it fits, and `plugin` did most for the node chosen
 * instead: `by` points of the `total` by which that one was ahead (less than 0: others did more against it).
 */
export type MoveCause =
  | { readonly kind: "score"; readonly plugin: string; readonly by: number; readonly total: number }
  | { readonly kind: "tie"; readonly nodes: number }
  | { readonly kind: "refused"; readonly plugin: string; readonly reasons: readonly string[] }
  | { readonly kind: "not-visited"; readonly visited: number; readonly nodes: number }
  | { readonly kind: "tried-first" }
  | { readonly kind: "no-such-node" }
  | { readonly kind: "waited"; readonly message: string };

export interface MovedPod {
  readonly pod: string;
  readonly from: Whereabouts;
  readonly to: Whereabouts;
  /** Why the second run did not take the first one's node; null where there is none, or nobody looked. */
  readonly whyNotFirst: MoveCause | null;
  /** Why the first run did not take the second one's. */
  readonly whyNotSecond: MoveCause | null;
}

/** Pods that changed from one pool (or zone) to another; `waiting`, `preempted` and `absent` are told as such. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly pods: number;
}

export interface ComparedRun {
  readonly scenario: string;
  readonly seed: string;
  readonly inputs: readonly PlanInput[];
  readonly placed: number;
  readonly waiting: number;
  readonly preempted: number;
}

export interface Comparison {
  readonly apiVersion: typeof COMPARISON_API_VERSION;
  readonly kind: "Comparison";
  readonly plimsoll: string;
  readonly first: ComparedRun;
  readonly second: ComparedRun;
  /** Pods that both runs know. */
  readonly common: number;
  /** Of those that both know, how many are elsewhere in the second run. */
  readonly differing: number;
  /** Pods that the other run does not know. */
  readonly onlyInFirst: number;
  readonly onlyInSecond: number;
  readonly byPool: readonly Flow[];
  readonly byZone: readonly Flow[];
  /** How often each plugin, or each other cause, kept the second run from the first one's node, most often first. */
  readonly causes: readonly { readonly cause: string; readonly pods: number }[];
  readonly moved: readonly MovedPod[];
}
