// What is offered to the cluster: pods with arrival times and lifetimes, as plain data.
// A workload source (its definitions stand in `workload-sources.ts`) reads a file into this shape; the
// simulation turns it into arrivals. Knows Kubernetes objects, no component and no metric.

import type { Pod } from "../model/objects.ts";

import type { PodRefusal } from "../cluster/change.ts";

/** A lifetime of a pod that runs until the horizon. */
export const RUNS_FOREVER_US = -1;

/**
 * `stored` pods were part of a cluster before: its API server has admitted them. `awaited` ones are those that a workload
 * object of a cluster still lacked: whether they are admitted is its affair. All others are `new`.
 */
export type PodOrigin = "new" | "stored" | "awaited";

/**
 * Many pods as columns; row i is one pod. Its object is `templates[template[i]]` with `names[i]` as
 * metadata.name. A million equal pods cost one template.
 */
export interface PodBatch {
  readonly templates: readonly Pod[];
  /** Along `templates`. */
  readonly origins: readonly PodOrigin[];
  /** By number of the template: why none of its pods is ever let in. */
  readonly refusals: ReadonlyMap<number, PodRefusal>;
  readonly names: readonly string[];
  readonly template: Int32Array;
  /** Time listed in the source, µs from its own beginning; used by arrival `listed`. */
  readonly listedAtUs: Float64Array;
  /** How long the pod runs once started, µs; RUNS_FOREVER_US if it does not end by itself. */
  readonly lifetimeUs: Float64Array;
  /** By row: the node on which preemption has made room for the pod before; absent: for none. */
  readonly nominatedNodes?: ReadonlyMap<number, string>;
}

/** When the pods of a batch are created, in the order of their rows (or of their listed times). */
export type ArrivalRule =
  | { readonly kind: "at-start" }
  | { readonly kind: "listed" }
  | { readonly kind: "even" | "poisson"; readonly perSecond: number; readonly order?: ArrivalOrder };

/** As the rows are, if nothing is said. `shuffled`: in another order with each seed. */
export type ArrivalOrder = "listed" | "shuffled";

export interface Workload {
  /** Unique within the plan; names the random stream of its arrivals. */
  readonly name: string;
  /** Name of the definition that read it, e.g. `openb`. */
  readonly source: string;
  readonly pods: PodBatch;
  readonly arrival: ArrivalRule;
}
