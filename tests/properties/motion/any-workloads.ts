// Workloads of scripts by chance. Knows fast-check.

import fc from "fast-check";

import type {
  BudgetWish,
  ClaimsWish,
  CronJobWish,
  DeploymentWish,
  Entry,
  JobWish,
  Priority,
  QuotaWish,
  StatefulSetWish,
  WorkloadWish,
} from "./workload-wish.ts";

const budgets: fc.Arbitrary<BudgetWish | null> = fc.oneof(
  fc.constant(null),
  fc.record({ minAvailable: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom("50%", "70%", "100%")) }),
  fc.record({ maxUnavailable: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom("30%", "50%")) }),
  fc.record({ minAvailable: fc.integer({ min: 1, max: 3 }), unhealthyPodEvictionPolicy: fc.constant("AlwaysAllow") }),
);

const priorities = fc.constantFrom<Priority>("none", "none", "none", "low", "meek", "high");

const workload = {
  replicas: fc.integer({ min: 0, max: 6 }),
  cpuMilli: fc.constantFrom(100, 500, 900),
  graceSeconds: fc.constantFrom(0, 2, 30, 90),
  readyAfterSeconds: fc.constantFrom(0, 0, 12),
  minReadySeconds: fc.constantFrom(0, 0, 20),
  isOnePerNode: fc.constantFrom(false, false, true),
  priority: priorities,
  memory: fc.oneof(
    { weight: 15, arbitrary: fc.constant("requested" as const) },
    { weight: 1, arbitrary: fc.constantFrom("leaking" as const, "growing" as const) },
  ),
  budget: budgets,
};

const strategies: fc.Arbitrary<Entry> = fc.oneof(
  fc.constant({ type: "Recreate" }),
  fc
    .tuple(fc.constantFrom<string | number>(0, 1, 2, "25%"), fc.constantFrom<string | number>(0, 1, "25%", "50%"))
    .filter(([surge, unavailable]) => surge !== 0 || unavailable !== 0)
    .map(([maxSurge, maxUnavailable]) => ({ type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } })),
);

const retention = fc.constantFrom("Retain" as const, "Delete" as const);
const claims: fc.Arbitrary<ClaimsWish | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    storageClass: fc.constantFrom("made" as const, "kept" as const),
    whenDeleted: retention,
    whenScaled: retention,
  }),
);

export const anyDeployment: fc.Arbitrary<DeploymentWish> = fc.record({ ...workload, strategy: strategies });
export const anyReplicaSet: fc.Arbitrary<WorkloadWish> = fc.record(workload);
export const anyStatefulSet: fc.Arbitrary<StatefulSetWish> = fc.record({
  ...workload,
  management: fc.constantFrom("OrderedReady" as const, "Parallel" as const),
  claims,
});

const counted = (min: number, max: number) => fc.integer({ min, max }).map(String);

export const anyQuota: fc.Arbitrary<QuotaWish> = fc.oneof(
  fc.record({ pods: counted(0, 16) }),
  fc.record({ "requests.cpu": counted(0, 8), "count/pods": counted(2, 30) }),
  fc.record({ "count/replicasets.apps": counted(1, 6), "count/jobs.batch": counted(0, 3) }),
  fc.record({ persistentvolumeclaims: counted(0, 4), pods: counted(4, 20) }),
);

export const anyJob: fc.Arbitrary<JobWish> = fc.record({
  completions: fc.integer({ min: 1, max: 6 }),
  parallelism: fc.integer({ min: 0, max: 4 }),
  backoffLimit: fc.integer({ min: 0, max: 3 }),
  mode: fc.constantFrom("NonIndexed" as const, "Indexed" as const),
  restartPolicy: fc.constantFrom("Never" as const, "OnFailure" as const),
  exitAfterSeconds: fc.constantFrom(1, 30, 400),
  exitCode: fc.constantFrom(0, 0, 0, 1),
  deadlineSeconds: fc.constantFrom(null, null, 500),
  keptSeconds: fc.constantFrom(null, null, 0, 300),
  cpuMilli: fc.constantFrom(100, 900),
  priority: priorities,
});

export const anyCronJob: fc.Arbitrary<CronJobWish> = fc.record({
  minutes: fc.constantFrom(10, 20),
  concurrency: fc.constantFrom("Allow" as const, "Forbid" as const, "Replace" as const),
  kept: fc.integer({ min: 0, max: 2 }),
  job: anyJob,
});
