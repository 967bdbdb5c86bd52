// Whether a rollout goes on: what the Deployment's status says of it, and when it is worth another look.
// Imitates pkg/controller/deployment/progress.go, v1.36.

import { merged } from "../../../base/merged.ts";

import type { Deployment, ReplicaSet } from "../../../model/api/types/workload.ts";

import type { SyncOutcome } from "../controller.ts";
import type { Requests } from "../claim-objects.ts";
import {
  conditionOf,
  newCondition,
  PROGRESSING,
  REASONS,
  REPLICA_FAILURE,
  withCondition,
  withoutCondition,
} from "./conditions.ts";
import { calculateStatus, isComplete, isSameStatus } from "./deployment-status.ts";
import {
  NO_STATUS,
  timestampOf,
  writeStatus,
  type DeploymentCondition,
  type DeploymentStatus,
  type DeploymentWork,
  type Refusal,
} from "./work.ts";

/** A deadline that stands for none. */
const NO_DEADLINE = 2_147_483_647;
const US_PER_SECOND = 1_000_000;
/** A first retry of the queue's rate limit. */
const RETRY_US = 5_000;

type Conditions = readonly DeploymentCondition[];

export function hasProgressDeadline({ spec }: Deployment): boolean {
  const seconds = spec?.progressDeadlineSeconds;
  return seconds !== undefined && seconds !== NO_DEADLINE;
}

/** Says how things are and whether they go on; how the sync ends, or why the status was refused. */
export function* syncRolloutStatus(
  work: DeploymentWork,
  all: readonly ReplicaSet[],
  newReplicaSet: ReplicaSet | undefined,
): Requests<SyncOutcome | Refusal> {
  const { status: before = NO_STATUS } = work.deployment;
  const counted = calculateStatus(work, all, newReplicaSet);
  const judged = progressConditions(work, counted, newReplicaSet);
  const conditions = withFailures(judged, all, newReplicaSet);
  const status: DeploymentStatus = conditions === counted.conditions ? counted : merged(counted, { conditions });
  if (isSameStatus(before, status)) return nextLook(work, status);
  work.deployment = { ...work.deployment, status };
  const answer = yield* writeStatus(work);
  if (answer.kind === "refused") return answer;
  if (answer.stored?.kind === "Deployment") work.deployment = answer.stored.object;
  return { kind: "done" };
}

function progressConditions(
  work: DeploymentWork,
  status: DeploymentStatus,
  newReplicaSet: ReplicaSet | undefined,
): Conditions {
  const conditions = status.conditions ?? [];
  if (!hasProgressDeadline(work.deployment)) return withoutCondition(conditions, PROGRESSING);
  const current = conditionOf(work.deployment.status?.conditions, PROGRESSING);
  const isOver = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === REASONS.available;
  if (isOver) return conditions;
  if (isComplete(work, status)) {
    const message = `${subjectOf(work, newReplicaSet)} has successfully progressed.`;
    return withCondition(conditions, newCondition(PROGRESSING, "True", REASONS.available, message, timestampOf(work)));
  }
  if (isProgressing(work.deployment.status ?? NO_STATUS, status)) {
    return withProgress(conditions, current, `${subjectOf(work, newReplicaSet)} is progressing.`, timestampOf(work));
  }
  if (!isTimedOut(work, status)) return conditions;
  const message = `${subjectOf(work, newReplicaSet)} has timed out progressing.`;
  return withCondition(conditions, newCondition(PROGRESSING, "False", REASONS.timedOut, message, timestampOf(work)));
}

function subjectOf({ deployment }: DeploymentWork, newReplicaSet: ReplicaSet | undefined): string {
  return newReplicaSet === undefined
    ? `Deployment "${deployment.metadata?.name}"`
    : `ReplicaSet "${newReplicaSet.metadata?.name}"`;
}

/** Progress is told anew with each step, even in the same words: only its update time differs. */
function withProgress(
  conditions: Conditions,
  current: DeploymentCondition | undefined,
  message: string,
  timestamp: string,
): Conditions {
  const condition = newCondition(PROGRESSING, "True", REASONS.replicaSetUpdated, message, timestamp);
  if (current === undefined) return withCondition(conditions, condition);
  const since =
    current.status === "True" && current.lastTransitionTime !== undefined ? current.lastTransitionTime : timestamp;
  return [...withoutCondition(conditions, PROGRESSING), { ...condition, lastTransitionTime: since }];
}

/** More new pods, fewer old ones, more ready or more available ones. */
function isProgressing(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus) => replicas - updatedReplicas;
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function isTimedOut({ view, deployment }: DeploymentWork, status: DeploymentStatus): boolean {
  const condition = conditionOf(status.conditions, PROGRESSING);
  if (condition === undefined || condition.reason === REASONS.available) return false;
  if (condition.reason === REASONS.timedOut) return true;
  const updatedUs = view.clock.momentOf(condition.lastUpdateTime) ?? 0;
  const deadlineUs = (deployment.spec?.progressDeadlineSeconds ?? 0) * US_PER_SECOND;
  return updatedUs + deadlineUs < view.clock.nowUs;
}

/** The first failure of a ReplicaSet to make or delete pods, the newest one's before all others. */
function withFailures(
  conditions: Conditions,
  all: readonly ReplicaSet[],
  newReplicaSet: ReplicaSet | undefined,
): Conditions {
  const failure = (newReplicaSet === undefined ? undefined : failureOf(newReplicaSet)) ?? firstFailure(all);
  return failure === undefined ? withoutCondition(conditions, REPLICA_FAILURE) : withCondition(conditions, failure);
}

function firstFailure(all: readonly ReplicaSet[]): DeploymentCondition | undefined {
  for (const replicaSet of all) {
    const failure = failureOf(replicaSet);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function failureOf({ status }: ReplicaSet): DeploymentCondition | undefined {
  const found = status?.conditions?.find(({ type }) => type === REPLICA_FAILURE);
  if (found === undefined) return undefined;
  const { lastTransitionTime } = found;
  return { ...found, ...(lastTransitionTime === undefined ? {} : { lastUpdateTime: lastTransitionTime }) };
}

/** A rollout of which nothing is heard is looked at again when its deadline is over. */
function nextLook(work: DeploymentWork, status: DeploymentStatus): SyncOutcome {
  const { view, deployment } = work;
  const current = conditionOf(deployment.status?.conditions, PROGRESSING);
  if (!hasProgressDeadline(deployment) || current === undefined) return { kind: "done" };
  if (isComplete(work, status) || current.reason === REASONS.timedOut) return { kind: "done" };
  // A rollout that was complete never times out: the source looks again and again, and nothing can come of it.
  if (current.reason === REASONS.available) return { kind: "done" };
  const updatedUs = view.clock.momentOf(current.lastUpdateTime) ?? 0;
  const deadlineUs = (deployment.spec?.progressDeadlineSeconds ?? 0) * US_PER_SECOND;
  const afterUs = updatedUs + deadlineUs - view.clock.nowUs;
  return { kind: "done", afterUs: afterUs < US_PER_SECOND ? untilOverUs(afterUs) : afterUs + US_PER_SECOND };
}

/** In the last second the source comes back every 5 ms until the deadline is over; only the last of these looks finds anything. */
function untilOverUs(leftUs: number): number {
  return (Math.floor(Math.max(0, leftUs) / RETRY_US) + 1) * RETRY_US;
}
