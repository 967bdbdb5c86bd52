// One step of a rollout that recreates: old ReplicaSets go to nothing, and when no old pod is left the new one comes.
// Imitates pkg/controller/deployment/recreate.go, v1.36.

import type { ReplicaSet } from "../../../model/api/types/workload.ts";
import { isTerminalPhase } from "../../../model/ranking/pod-phase.ts";
import { replicasOf } from "../../../model/rollout/deployment-revisions.ts";

import type { Requests } from "../claim-objects.ts";
import type { SyncOutcome } from "../controller.ts";
import { cleanUp } from "./clean-up.ts";
import { actualReplicas, isComplete } from "./deployment-status.ts";
import { allOf, replicaSetsOf, type ReplicaSets } from "./new-replica-set.ts";
import { syncRolloutStatus } from "./progress.ts";
import { isActive, scaleReplicaSet } from "./scale.ts";
import { isRefusal, NO_STATUS, type DeploymentWork, type Refusal } from "./work.ts";

export function* rolloutRecreate(
  work: DeploymentWork,
  replicaSets: readonly ReplicaSet[],
): Requests<SyncOutcome | Refusal> {
  const found = yield* replicaSetsOf(work, replicaSets, "leave");
  if (isRefusal(found)) return found;
  const isShrunk = yield* scaleDownOld(work, found.old.filter(isActive));
  if (isRefusal(isShrunk)) return isShrunk;
  if (isShrunk || areOldPodsRunning(work, replicaSets, found)) {
    return yield* syncRolloutStatus(work, allOf(found), found.newOne);
  }
  const complete = found.newOne === undefined ? yield* replicaSetsOf(work, replicaSets, "create") : found;
  if (isRefusal(complete)) return complete;
  const scaled = yield* scaleReplicaSet(work, complete.newOne!, replicasOf(work.deployment));
  if (isRefusal(scaled)) return scaled;
  if (isComplete(work, work.deployment.status ?? NO_STATUS)) {
    const refusal = yield* cleanUp(work, complete.old);
    if (refusal !== undefined) return refusal;
  }
  return yield* syncRolloutStatus(work, allOf(complete), complete.newOne);
}

function* scaleDownOld(work: DeploymentWork, old: readonly ReplicaSet[]): Requests<boolean | Refusal> {
  let isScaled = false;
  for (const replicaSet of old) {
    const answer = yield* scaleReplicaSet(work, replicaSet, 0);
    if (isRefusal(answer)) return answer;
    isScaled ||= answer.isScaled;
  }
  return isScaled;
}

/** A pod that is going still runs. */
function areOldPodsRunning(
  { view, deployment }: DeploymentWork,
  replicaSets: readonly ReplicaSet[],
  { newOne, old }: ReplicaSets,
): boolean {
  if (actualReplicas(old) > 0) return true;
  const namespace = deployment.metadata?.namespace ?? "default";
  return replicaSets.some(
    ({ metadata }) =>
      metadata?.uid !== newOne?.metadata?.uid &&
      view.podsControlledBy(namespace, metadata?.uid ?? "").some(({ phase }) => !isTerminalPhase(phase)),
  );
}
