// What a script says of one workload. Knows nothing.

/** An entry of a scenario's faults or actions. */
export type Entry = Readonly<Record<string, unknown>>;

/** A budget over the pods of one workload: what a budget's specification says beside its selector. */
export type BudgetWish = Readonly<
  Partial<Record<"minAvailable" | "maxUnavailable" | "unhealthyPodEvictionPolicy", number | string>>
>;

/** What a ResourceQuota allows, by resource. */
export type QuotaWish = Readonly<Record<string, string>>;

/** Names of PriorityClasses; `meek` is above `low` and drives nobody out. */
export type Priority = "none" | "low" | "meek" | "high";

/** What its containers use: what they request, more and more up to beyond their limit, or more and more without one. */
export type MemoryUse = "requested" | "leaking" | "growing";

export interface WorkloadWish {
  readonly replicas: number;
  readonly cpuMilli: number;
  readonly graceSeconds: number;
  readonly readyAfterSeconds: number;
  readonly minReadySeconds: number;
  /** No two of its pods on one node. */
  readonly isOnePerNode: boolean;
  readonly priority: Priority;
  readonly memory: MemoryUse;
  readonly budget: BudgetWish | null;
}

export interface DeploymentWish extends WorkloadWish {
  readonly strategy: Entry;
}

/** A volume for each pod: one that is `made` when it is needed, or one of those that are there in each zone. */
export interface ClaimsWish {
  readonly storageClass: "made" | "kept";
  readonly whenDeleted: "Retain" | "Delete";
  readonly whenScaled: "Retain" | "Delete";
}

export interface StatefulSetWish extends WorkloadWish {
  readonly management: "OrderedReady" | "Parallel";
  readonly claims: ClaimsWish | null;
}

export interface JobWish {
  readonly completions: number;
  readonly parallelism: number;
  readonly backoffLimit: number;
  readonly mode: "NonIndexed" | "Indexed";
  readonly restartPolicy: "Never" | "OnFailure";
  readonly exitAfterSeconds: number;
  readonly exitCode: number;
  readonly deadlineSeconds: number | null;
  readonly keptSeconds: number | null;
  readonly cpuMilli: number;
  readonly priority: Priority;
}

export interface CronJobWish {
  readonly minutes: number;
  readonly concurrency: "Allow" | "Forbid" | "Replace";
  readonly kept: number;
  readonly job: JobWish;
}
