// The order in which a Deployment's ReplicaSets came.
// Imitates ReplicaSetsByCreationTimestamp of pkg/controller/controller_utils.go, v1.36.

import type { ReplicaSet } from "../../../model/api/types/workload.ts";
import { compareByCreation, type OrderedReplicaSet } from "../../../model/ranking/replica-set-order.ts";
import { replicasOf } from "../../../model/rollout/deployment-revisions.ts";

import type { ControllerClock } from "../controller.ts";

/** Oldest first. */
export function inOrderOfCreation(clock: ControllerClock, replicaSets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  if (replicaSets.length < 2) return replicaSets;
  return replicaSets.toSorted((left, right) => compareByCreation(orderOf(clock, left), orderOf(clock, right)));
}

export function orderOf(clock: ControllerClock, replicaSet: ReplicaSet): OrderedReplicaSet {
  const { name = "", creationTimestamp } = replicaSet.metadata ?? {};
  return { name, createdAtUs: clock.momentOf(creationTimestamp), replicas: replicasOf(replicaSet) };
}
