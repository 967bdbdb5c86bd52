// What is offered to the cluster: pods with arrival times and lifetimes, as plain data.
// A workload source (its definitions stand in `workload-sources.ts`) reads a file into this shape; the
// simulation turns it into arrivals. Knows Kubernetes objects, no component and no metric.

import type { Pod } from "../model/objects.ts";

/** A lifetime of a pod that runs until the horizon. */
export const RUNS_FOREVER_US = -1;

/**
 * Many pods as columns; row i is one pod. Its object is `templates[template[i]]` with `names[i]` as
 * metadata.name. A million equal pods cost one template.
 */
export interface PodBatch {
  readonly templates: readonly Pod[];
  readonly names: readonly string[];
  readonly template: Int32Array;
  /** Time listed in the source, µs from its own beginning; used by arrival `listed`. */
  readonly listedAtUs: Float64Array;
  /** How long the pod runs once started, µs; RUNS_FOREVER_US if it does not end by itself. */
  readonly lifetimeUs: Float64Array;
}

/** When the pods of a batch are created, in the order of their rows (or of their listed times). */
export type ArrivalRule =
  | { readonly kind: "at-start" }
  | { readonly kind: "listed" }
  | { readonly kind: "even"; readonly perSecond: number }
  | { readonly kind: "poisson"; readonly perSecond: number };

export interface Workload {
  /** Unique within the plan; names the random stream of its arrivals. */
  readonly name: string;
  /** Name of the definition that read it, e.g. `openb`. */
  readonly source: string;
  readonly pods: PodBatch;
  readonly arrival: ArrivalRule;
}
