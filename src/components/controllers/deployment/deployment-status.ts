// The status of a Deployment, summed up from its ReplicaSets.
// Imitates calculateStatus of pkg/controller/deployment/sync.go and the counts of
// pkg/controller/deployment/util/deployment_util.go, v1.36.

import type { ReplicaSet } from "../../../model/api/types/workload.ts";
import { maxUnavailableOf } from "../../../model/rollout/deployment-rollout.ts";
import { replicasOf, rolloutOf } from "../../../model/rollout/deployment-revisions.ts";

import type { Requests } from "../claim-objects.ts";
import type { WriteResult } from "../controller.ts";
import { areSameConditions, AVAILABLE, conditionOf, newCondition, withCondition } from "./conditions.ts";
import {
  NO_STATUS,
  timestampOf,
  writeStatus,
  type DeploymentCondition,
  type DeploymentStatus,
  type DeploymentWork,
} from "./work.ts";

/** Pods that the ReplicaSets should have. */
export function wantedReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, replicaSet) => sum + replicasOf(replicaSet), 0);
}

export function availableReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, { status }) => sum + (status?.availableReplicas ?? 0), 0);
}

/** Pods that they have. */
export function actualReplicas(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, { status }) => sum + (status?.replicas ?? 0), 0);
}

/** `all` without the new one where there is none yet. */
export function calculateStatus(
  work: DeploymentWork,
  all: readonly ReplicaSet[],
  newReplicaSet: ReplicaSet | undefined,
): DeploymentStatus {
  const { metadata, status = NO_STATUS } = work.deployment;
  const available = availableReplicas(all);
  const { generation = 0 } = metadata ?? {};
  const { collisionCount } = status;
  const replicas = actualReplicas(all);
  const updated = newReplicaSet?.status?.replicas ?? 0;
  const ready = all.reduce((sum, replicaSet) => sum + (replicaSet.status?.readyReplicas ?? 0), 0);
  const unavailable = Math.max(0, wantedReplicas(all) - available);
  const terminating = terminatingReplicas(work, all);
  // Go leaves counts of zero out; the last two are pointers.
  const said: StatusDraft = {};
  if (generation !== 0) said.observedGeneration = generation;
  if (replicas !== 0) said.replicas = replicas;
  if (updated !== 0) said.updatedReplicas = updated;
  if (ready !== 0) said.readyReplicas = ready;
  if (available !== 0) said.availableReplicas = available;
  if (unavailable !== 0) said.unavailableReplicas = unavailable;
  if (collisionCount !== undefined) said.collisionCount = collisionCount;
  if (terminating !== undefined) said.terminatingReplicas = terminating;
  said.conditions = withAvailability(work, status.conditions ?? [], available);
  return said;
}

/** While it is being put together. */
type StatusDraft = { -readonly [Field in keyof DeploymentStatus]: DeploymentStatus[Field] };

/** As they are, or with what is new of whether enough pods are available. */
function withAvailability(work: DeploymentWork, conditions: Conditions, available: number): Conditions {
  const rollout = rolloutOf(work.deployment);
  const isEnough = available >= rollout.replicas - maxUnavailableOf(rollout);
  const { status, reason, message } = isEnough ? ENOUGH : TOO_FEW;
  const current = conditionOf(conditions, AVAILABLE);
  if (current?.status === status && current.reason === reason) return conditions;
  return withCondition(conditions, newCondition(AVAILABLE, status, reason, message, timestampOf(work)));
}

type Conditions = readonly DeploymentCondition[];

const ENOUGH = {
  status: "True",
  reason: "MinimumReplicasAvailable",
  message: "Deployment has minimum availability.",
} as const;

const TOO_FEW = {
  status: "False",
  reason: "MinimumReplicasUnavailable",
  message: "Deployment does not have minimum availability.",
} as const;

/** Undefined where it is not counted, or not known of one of them. */
function terminatingReplicas({ view }: DeploymentWork, all: readonly ReplicaSet[]): number | undefined {
  const isCounted =
    view.featureGates.get("DeploymentReplicaSetTerminatingReplicas") ?? view.behaviour.terminatingReplicas;
  if (!isCounted) return undefined;
  let sum = 0;
  for (const { status = {} } of all) {
    const { observedGeneration = 0, terminatingReplicas: own } = status;
    if (own === undefined && observedGeneration !== 0) return undefined;
    sum += own ?? 0;
  }
  return sum;
}

/** The pods are what the rollout is over with: as many as there should be, all new, all available. */
export function isComplete({ deployment }: DeploymentWork, status: DeploymentStatus): boolean {
  const replicas = replicasOf(deployment);
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata?.generation ?? 0)
  );
}

export function isSameStatus(left: DeploymentStatus, right: DeploymentStatus): boolean {
  return (
    (left.observedGeneration ?? 0) === (right.observedGeneration ?? 0) &&
    (left.replicas ?? 0) === (right.replicas ?? 0) &&
    (left.updatedReplicas ?? 0) === (right.updatedReplicas ?? 0) &&
    (left.readyReplicas ?? 0) === (right.readyReplicas ?? 0) &&
    (left.availableReplicas ?? 0) === (right.availableReplicas ?? 0) &&
    (left.unavailableReplicas ?? 0) === (right.unavailableReplicas ?? 0) &&
    left.collisionCount === right.collisionCount &&
    left.terminatingReplicas === right.terminatingReplicas &&
    areSameConditions(left.conditions, right.conditions)
  );
}

const UNCHANGED: WriteResult = Object.freeze({ kind: "done", name: "" });

/** Says how things are, without judging whether they go on. */
export function* syncStatus(
  work: DeploymentWork,
  all: readonly ReplicaSet[],
  newReplicaSet: ReplicaSet | undefined,
): Requests<WriteResult> {
  const status = calculateStatus(work, all, newReplicaSet);
  if (isSameStatus(work.deployment.status ?? NO_STATUS, status)) return UNCHANGED;
  work.deployment = { ...work.deployment, status };
  return yield* writeStatus(work);
}
