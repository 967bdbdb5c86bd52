// The conditions of a Deployment.
// Imitates SetDeploymentCondition and others of pkg/controller/deployment/util/deployment_util.go, v1.36.

import type { DeploymentCondition } from "./work.ts";

export const AVAILABLE = "Available";
export const PROGRESSING = "Progressing";
export const REPLICA_FAILURE = "ReplicaFailure";

/** Why a rollout is said to go on, or not. */
export const REASONS = Object.freeze({
  replicaSetUpdated: "ReplicaSetUpdated",
  createError: "ReplicaSetCreateError",
  created: "NewReplicaSetCreated",
  found: "FoundNewReplicaSet",
  available: "NewReplicaSetAvailable",
  timedOut: "ProgressDeadlineExceeded",
  paused: "DeploymentPaused",
  resumed: "DeploymentResumed",
});

type Conditions = readonly DeploymentCondition[];

export function conditionOf(conditions: Conditions | undefined, type: string): DeploymentCondition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

export function newCondition(
  type: string,
  status: "True" | "False" | "Unknown",
  reason: string,
  message: string,
  timestamp: string,
): DeploymentCondition {
  return { type, status, lastUpdateTime: timestamp, lastTransitionTime: timestamp, reason, message };
}

/** What says the same as before, by status and reason, changes nothing. */
export function withCondition(conditions: Conditions, condition: DeploymentCondition): Conditions {
  const { type = "", status, reason } = condition;
  const current = conditionOf(conditions, type);
  if (current?.status === status && current?.reason === reason) return conditions;
  const kept =
    current?.status === status && current?.lastTransitionTime !== undefined
      ? { ...condition, lastTransitionTime: current.lastTransitionTime }
      : condition;
  return [...withoutCondition(conditions, type), kept];
}

export function withoutCondition(conditions: Conditions, type: string): Conditions {
  return conditions.some((condition) => condition.type === type)
    ? conditions.filter((condition) => condition.type !== type)
    : conditions;
}

export function areSameConditions(left: Conditions | undefined, right: Conditions | undefined): boolean {
  if (left === right) return true;
  const others = right ?? [];
  return (left ?? []).length === others.length && (left ?? []).every((item, at) => isSame(item, others[at]!));
}

function isSame(left: DeploymentCondition, right: DeploymentCondition): boolean {
  return (
    left === right ||
    (left.type === right.type &&
      left.status === right.status &&
      left.reason === right.reason &&
      left.message === right.message &&
      left.lastTransitionTime === right.lastTransitionTime &&
      left.lastUpdateTime === right.lastUpdateTime)
  );
}
