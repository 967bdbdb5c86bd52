// What several outputs read out of the availability of workloads in the same way: names, order, causes, rollouts.

import type { SimulationResult, WorkloadAvailability } from "../../simulation/result.ts";

import { formatSeconds } from "../human-numbers.ts";
import { ratioOf } from "../readings.ts";

/** Why a replica that is wanted does not serve. */
export type OutageCause = WorkloadAvailability["missingReplicaSeconds"][number]["cause"];

/** Each cause in words, in the order in which the model lists them. */
export const CAUSE_MEANINGS: Readonly<Record<OutageCause, string>> = Object.freeze({
  "start-up": "the workload is new",
  "scale-up": "more replicas were asked for",
  rollout: "pods made way for others of a new template",
  failure: "the node failed, or its kubelet was silent",
  eviction: "the pod was evicted, by the API or by its kubelet",
  preemption: "the pod made way for one of higher priority",
  deletion: "the pod was deleted",
  "not-ready": "the pod runs and is not ready",
  "crash-loop": "a container keeps ending, and waits before it starts again",
  "no-image": "an image of the pod cannot be pulled",
  "no-room": "no node fits the pod that is to take the place",
  quota: "a quota refuses the pod",
});

/** All causes, in that order. */
export const CAUSES: readonly OutageCause[] = Object.freeze(Object.keys(CAUSE_MEANINGS) as OutageCause[]);

/** What a workload misses because it grows; nothing has disturbed it. */
const GROWTH: ReadonlySet<OutageCause> = new Set(["start-up", "scale-up"]);

/** The workloads of a run; none where no controllers ran. */
export function workloadsOf({ motion }: Pick<SimulationResult, "motion">): readonly WorkloadAvailability[] {
  return motion?.availability.workloads ?? [];
}

/** `deployment/web`, and with its namespace before it where `all` lie in several ones. */
export function workloadName(workload: WorkloadAvailability, all: readonly WorkloadAvailability[]): string {
  const { kind, namespace, name } = workload;
  const short = `${kind.toLowerCase()}/${name}`;
  return all.every((other) => other.namespace === namespace) ? short : `${namespace}/${short}`;
}

/** Missing replicas times seconds for this cause. */
export function missingFor({ missingReplicaSeconds }: WorkloadAvailability, cause: OutageCause): number {
  return missingReplicaSeconds.find((missing) => missing.cause === cause)?.replicaSeconds ?? 0;
}

/** Missing replicas times seconds for all causes. */
export function missingInAll({ missingReplicaSeconds }: WorkloadAvailability): number {
  return missingReplicaSeconds.reduce((sum, { replicaSeconds }) => sum + replicaSeconds, 0);
}

/** Those first that were disturbed the most for their size, then those that missed most. */
export function mostAffectedFirst(workloads: readonly WorkloadAvailability[]): readonly WorkloadAvailability[] {
  return workloads.toSorted(
    (left, right) => disturbance(right) - disturbance(left) || missingInAll(right) - missingInAll(left),
  );
}

/** Seconds for which all replicas together would have been missing, but for growth. */
function disturbance(workload: WorkloadAvailability): number {
  const disturbed = workload.missingReplicaSeconds.filter(({ cause }) => !GROWTH.has(cause));
  const lost = disturbed.reduce((sum, { replicaSeconds }) => sum + replicaSeconds, 0);
  return ratioOf(lost, Math.max(1, workload.desired));
}

/** Causes that occur among the workloads, those first that cost most. */
export function causesThatOccur(workloads: readonly WorkloadAvailability[]): readonly OutageCause[] {
  const sums = new Map(
    CAUSES.map((cause) => [cause, workloads.reduce((sum, workload) => sum + missingFor(workload, cause), 0)]),
  );
  const sumOf = (cause: OutageCause): number => sums.get(cause) ?? 0;
  return CAUSES.filter((cause) => sumOf(cause) > 0).toSorted((left, right) => sumOf(right) - sumOf(left));
}

/** A rollout and whose it is. */
interface RolloutOf {
  readonly workload: WorkloadAvailability;
  readonly rollout: WorkloadAvailability["rollouts"][number];
}

/** All rollouts in the order of time; those with downtime are not put first, for the order tells a story. */
export function rolloutsOf(workloads: readonly WorkloadAvailability[]): readonly RolloutOf[] {
  const all = workloads.flatMap((workload) => workload.rollouts.map((rollout) => ({ workload, rollout })));
  return all.toSorted((left, right) => left.rollout.fromSeconds - right.rollout.fromSeconds);
}

/** `1m 5s`, `given up after 3m`, `stuck since 15m`, `not over`. */
export function tookText({ fromSeconds, toSeconds, stuckSinceSeconds, isGivenUp }: RolloutOf["rollout"]): string {
  if (toSeconds !== null) return `${isGivenUp ? "given up after " : ""}${formatSeconds(toSeconds - fromSeconds)}`;
  return stuckSinceSeconds === null ? "not over" : `stuck since ${formatSeconds(stuckSinceSeconds)}`;
}

/** `none without downtime`, `2 of 3 without downtime`; undefined where there was no rollout. */
export function rolloutTally(rollouts: readonly RolloutOf[]): string | undefined {
  if (rollouts.length === 0) return undefined;
  const without = rollouts.filter(({ rollout }) => rollout.isWithoutDowntime).length;
  return `${without === 0 ? "none" : without} of ${rollouts.length} without downtime`;
}
