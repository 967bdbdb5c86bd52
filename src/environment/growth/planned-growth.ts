// A pool that grows, as plain data: which nodes may come, how many at most, and how long they take. Part of the plan of a run.

import type { SourcePosition } from "../../base/diagnostic.ts";

import type { Node } from "../../model/objects.ts";

export interface PlannedGrowth {
  readonly pool: string;
  /** Those that may come, in their order; at least as many as there may be in all. */
  readonly nodes: readonly Node[];
  /** Nodes of the pool at most, those that are there from the beginning included. */
  readonly maxNodes: number;
  /** From the order until a node is there and ready, µs. */
  readonly delayUs: number;
  /** Of the pool's growth in the scenario. */
  readonly position: SourcePosition;
}
