// What a run tells its plugins beside the cluster: its chance, and which pods are to come. kube-scheduler has neither.

import { EntityDraws } from "../../base/random/entity-draws.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";

/** Pods of one class that are to be scheduled. */
export interface ExpectedPods {
  readonly podClass: SchedulingClass;
  readonly pods: number;
}

export interface RunFacts {
  /** Draws of policies, by pod; all follow from the run's seed. */
  readonly draws: EntityDraws;
  /** The pods that the run's workloads offer, by class, as far as they are known beforehand. */
  expectedPods(): readonly ExpectedPods[];
}

/** Of a scheduler that stands by itself: a fixed seed, and nobody is expected. */
export const NO_RUN: RunFacts = Object.freeze({
  draws: new EntityDraws("", "scheduler/policies"),
  expectedPods: () => [],
});
