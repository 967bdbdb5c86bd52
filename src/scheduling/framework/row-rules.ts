// What the resource plugins work out of a node's row, said as data: so that filter and scores of a class can be worked out in
// one loop over rows (columnar/row-kernel.ts) instead of one loop a plugin. Rules are made once for a class.

/** The node has a pod to spare, and at least these amounts are left of what it can allocate. */
export interface RoomRule {
  /** −Infinity: not asked for. */
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  /** Further resources, by their number in the resource index. */
  readonly others: readonly { readonly resource: number; readonly amount: number }[];
}

/** A score of CPU and memory, and what the pod adds to either. */
export type RowScoreRule =
  | { readonly kind: "least-allocated"; readonly cpuMilli: number; readonly memoryBytes: number }
  /** `change`: of the balance that the pod makes; else the balance itself. */
  | { readonly kind: "balance"; readonly cpuMilli: number; readonly memoryBytes: number; readonly change: boolean };
