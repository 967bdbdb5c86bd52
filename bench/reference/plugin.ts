// What a plugin of the reference is: an object that is asked about one pod and one node at a time.

import type { NodeObject, PodObject } from "./objects.ts";

/** What a plugin says before any node is looked at. */
export type BeforeFilter =
  | { readonly kind: "any-node" }
  /** Only nodes with these names need to be looked at. */
  | { readonly kind: "only"; readonly names: ReadonlySet<string> }
  | { readonly kind: "refused" };

export interface NodeScore {
  readonly node: NodeObject;
  score: number;
}

export interface Plugin {
  readonly name: string;
  beforeFilter?(pod: PodObject): BeforeFilter;
  /** Why the node does not take the pod; empty if it does. */
  filter?(pod: PodObject, node: NodeObject): readonly string[];
  /** `skip`: scores nothing this time. `error`: the attempt fails. `feasible`: the nodes that will be scored. */
  beforeScore?(pod: PodObject, feasible: readonly NodeObject[]): "go-on" | "skip" | "error";
  score?(pod: PodObject, node: NodeObject): number;
  /** Brings raw scores to 0..100. */
  normalize?(scores: readonly NodeScore[]): void;
}

/** A plugin with the weight of its scores. */
export interface WeightedPlugin {
  readonly plugin: Plugin;
  readonly weight: number;
}
