// What a scheduling attempt decides: data only, nothing is touched.

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
  /** Refusing status of each visited node that failed, in the order of visits. */
  readonly refusals: ReadonlyMap<number, PluginStatus>;
  /** In the order found. */
  readonly feasible: readonly number[];
  /** Normalised, unweighted scores along `feasible`, by plugin. */
  readonly scores: ReadonlyMap<string, Float64Array>;
  readonly totals: Float64Array;
  /** Tried before the search, because of a batching hint. */
  readonly hintedNode: number | undefined;
}

export interface PostFilterOutcome {
  readonly code: StatusCode;
  readonly message: string;
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
