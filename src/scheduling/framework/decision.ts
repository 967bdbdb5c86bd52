// What a scheduling attempt decides: data only, nothing is touched.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import type { PluginStatus, StatusCode } from "./status.ts";

/** How the node was found: by comparing scores, as the only feasible one, or because it was tried first. */
export type DecisionPath = "scored" | "only" | "tried-first";

/** A node set that PreFilter plugins asked for. */
export interface NodeSet {
  /** All names, of nodes that do not exist too, sorted. */
  readonly names: readonly string[];
  /** Those that exist, in node order. */
  readonly nodes: readonly number[];
  readonly plugins: readonly string[];
}

/** What the attempt looked at; the plain form fills all of it. */
export interface SearchTrace {
  /** Index in the node order where the search began; undefined if it was not searched or a node set was. */
  readonly start: number | undefined;
  readonly visited: number;
  readonly nodeSet: NodeSet | undefined;
  /** Status of each visited node that did not pass, in the order of visits; the last one's may be the error of the cycle. */
  readonly refusals: ReadonlyMap<number, PluginStatus>;
  /** In the order found. */
  readonly feasible: readonly number[];
  /** Normalised, unweighted scores along `feasible`, by plugin. */
  readonly scores: ReadonlyMap<string, Float64Array>;
  readonly totals: Float64Array;
  /** The node that was taken before any search: nominated, or hinted by batching. */
  readonly triedFirst: number | undefined;
}

/** What is to become of a claim where the pod goes: it is bound to a volume that is there, or has one made. */
export interface ClaimPlan {
  readonly claim: PersistentVolumeClaim;
  /** Undefined: to be made. */
  readonly volume: PersistentVolume | undefined;
}

/** What becomes of the pod's nomination after the attempt. */
export type NominationOutcome =
  { readonly kind: "keep" } | { readonly kind: "clear" } | { readonly kind: "set"; readonly node: number };

/** Pods that are to go so that the pod finds room on the node. */
export interface Preemption {
  readonly node: number;
  /** In the order in which they are evicted. */
  readonly victims: readonly PodId[];
  readonly pdbViolations: number;
  /** Pods of lower priority whose nomination to the node is taken away. */
  readonly denominated: readonly PodId[];
  /** Every node that the dry run found, in node order, with its victims. */
  readonly candidates: readonly {
    readonly node: number;
    readonly victims: readonly PodId[];
    readonly pdbViolations: number;
  }[];
  /** Candidates that no criterion tells apart from the chosen one, itself included. */
  readonly tied: readonly number[];
}

export interface PostFilterOutcome {
  readonly code: StatusCode;
  readonly message: string;
  readonly nomination: NominationOutcome;
  /** Where a plugin looked for victims, whether it found any or not. */
  readonly triedPreemption?: true;
  readonly preemption?: Preemption;
  /** A claim to devices that is given up, as it is from now on. */
  readonly releasedClaim?: ResourceClaim;
}

export interface PreFilterRefusal {
  readonly plugin: string;
  readonly code: StatusCode;
  readonly message: string;
}

export type Decision =
  | {
      readonly kind: "scheduled";
      readonly node: number;
      readonly path: DecisionPath;
      readonly evaluated: number;
      readonly feasible: number;
      /** Numbers of the node's devices that the pod gets, where a plugin chose them. */
      readonly devices?: readonly number[];
      /** What is to become of the pod's claims that are not bound yet; absent: there are none. */
      readonly claims?: readonly ClaimPlan[];
      /** The pod's claims to devices that change, as they are from now on: allocated, and reserved for it. */
      readonly resourceClaims?: readonly ResourceClaim[];
    }
  | {
      readonly kind: "unschedulable";
      /** Nodes with a status of their own. */
      readonly evaluated: number;
      /** Plugins to wait for. */
      readonly plugins: readonly string[];
      readonly reasons: readonly { readonly plugin: string; readonly reason: string; readonly nodes: number }[];
      readonly message: string;
      readonly preFilter: PreFilterRefusal | undefined;
      readonly postFilter: PostFilterOutcome | undefined;
    }
  | { readonly kind: "error"; readonly message: string }
  /** No profile has the pod's schedulerName. */
  | { readonly kind: "ignored" };
