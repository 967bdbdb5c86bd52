// A script for a small cluster in motion: what stands in it, what fails, and what people do. Plain data, so that it can be shrunk
// and written down; faults and actions are as a scenario writes them. Knows fast-check and the form of scenarios.

import fc from "fast-check";

import { actionsOf, faultsOf } from "./any-events.ts";
import { anyCronJob, anyDeployment, anyJob, anyQuota, anyReplicaSet, anyStatefulSet } from "./any-workloads.ts";
import type {
  CronJobWish,
  DeploymentWish,
  Entry,
  JobWish,
  QuotaWish,
  StatefulSetWish,
  WorkloadWish,
} from "./workload-wish.ts";

export interface MotionScript {
  readonly seed: number;
  readonly nodes: number;
  readonly zones: readonly string[];
  readonly cpu: number;
  readonly podsPerNode: number;
  /** How long a node that is shut down waits for its pods; 0: not at all. */
  readonly shutdownSeconds: number;
  readonly controlPlane: "measured" | "instant";
  /** Named web-1, web-2 … */
  readonly deployments: readonly DeploymentWish[];
  /** Named rs-1 … */
  readonly replicaSets: readonly WorkloadWish[];
  /** Named db-1 … */
  readonly statefulSets: readonly StatefulSetWish[];
  /** Named job-1 … */
  readonly jobs: readonly JobWish[];
  /** Named cron-1 … */
  readonly cronJobs: readonly CronJobWish[];
  /** A DaemonSet named agent. */
  readonly hasAgent: boolean;
  readonly volumesPerZone: number;
  /** At most one, named team. */
  readonly quotas: readonly QuotaWish[];
  /** When the run is saved, to see that it goes on as it was. */
  readonly savedAtSeconds: number;
  readonly faults: readonly Entry[];
  readonly actions: readonly Entry[];
}

/** Zones are handed out in turn, so that there are no more than nodes. */
const NODES_MIN = 2;
const NODES_MAX = 5;

/** Mostly none, so that clusters stay small. */
function few<Wish>(wish: fc.Arbitrary<Wish>, weight: number): fc.Arbitrary<readonly Wish[]> {
  return fc.oneof(
    { weight, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(wish, { minLength: 1, maxLength: 1 }) },
  );
}

/** Any script. */
export const anyMotionScript: fc.Arbitrary<MotionScript> = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    nodes: fc.integer({ min: NODES_MIN, max: NODES_MAX }),
    zones: fc.constantFrom(["a"], ["a", "b"]),
    cpu: fc.integer({ min: 1, max: 4 }),
    podsPerNode: fc.constantFrom(4, 110),
    shutdownSeconds: fc.constantFrom(0, 40),
    controlPlane: fc.constantFrom("measured" as const, "measured" as const, "instant" as const),
    deployments: fc.array(anyDeployment, { minLength: 1, maxLength: 2 }),
    replicaSets: few(anyReplicaSet, 3),
    statefulSets: few(anyStatefulSet, 1),
    jobs: fc.array(anyJob, { maxLength: 2 }),
    cronJobs: few(anyCronJob, 7),
    hasAgent: fc.boolean(),
    volumesPerZone: fc.integer({ min: 0, max: 3 }),
    quotas: few(anyQuota, 4),
    savedAtSeconds: fc.integer({ min: 1, max: 3600 }),
  })
  .chain((cluster) =>
    fc
      .record({
        faults: fc.array(faultsOf(cluster), { maxLength: 3 }),
        actions: fc.array(actionsOf(cluster), { maxLength: 6 }),
      })
      .map((events) => ({ ...cluster, ...events })),
  );
