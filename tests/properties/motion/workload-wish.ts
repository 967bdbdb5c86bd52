// What a script says of one workload. Knows nothing.

/** An entry of a scenario's faults or actions. */
export type Entry = Readonly<Record<string, unknown>>;

/** A budget over the pods of one workload: what a budget's specification says beside its selector. */
export type BudgetWish = Readonly<
  Partial<Record<"minAvailable" | "maxUnavailable" | "unhealthyPodEvictionPolicy", number | string>>
>;

export interface WorkloadWish {
  readonly replicas: number;
  readonly cpuMilli: number;
  readonly graceSeconds: number;
  readonly readyAfterSeconds: number;
  readonly minReadySeconds: number;
  /** No two of its pods on one node. */
  readonly isOnePerNode: boolean;
  readonly budget: BudgetWish | null;
}

export interface DeploymentWish extends WorkloadWish {
  readonly strategy: Entry;
}

export interface StatefulSetWish extends WorkloadWish {
  readonly management: "OrderedReady" | "Parallel";
}
