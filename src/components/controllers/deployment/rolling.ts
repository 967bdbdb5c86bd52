// One step of a rolling update: the new ReplicaSet grows as far as surge allows, else old ones shrink as far as availability does.
// Imitates pkg/controller/deployment/rolling.go, v1.36.

import type { ReplicaSet } from "../../../model/api/types/workload.ts";
import { maxUnavailableOf, newReplicaSetReplicas } from "../../../model/rollout/deployment-rollout.ts";
import { replicasOf, rolloutOf } from "../../../model/rollout/deployment-revisions.ts";

import type { Requests } from "../claim-objects.ts";
import type { SyncOutcome } from "../controller.ts";
import { cleanUp } from "./clean-up.ts";
import { inOrderOfCreation } from "./creation-order.ts";
import { availableReplicas, isComplete, wantedReplicas } from "./deployment-status.ts";
import { allOf, replicaSetsOf, type ReplicaSets } from "./new-replica-set.ts";
import { syncRolloutStatus } from "./progress.ts";
import { noteResting } from "./resting-rollouts.ts";
import { isActive, scaleReplicaSet } from "./scale.ts";
import { isRefusal, NO_STATUS, type DeploymentWork, type Refusal } from "./work.ts";

/** `known`: the ReplicaSets sorted out already, with the new one among them as it is stored. */
export function* rolloutRolling(
  work: DeploymentWork,
  replicaSets: readonly ReplicaSet[],
  known?: ReplicaSets,
): Requests<SyncOutcome | Refusal> {
  const found = known ?? (yield* replicaSetsOf(work, replicaSets, "create"));
  if (isRefusal(found)) return found;
  const { newOne, old } = found;
  const all = allOf(found);
  const hasItsSize = replicasOf(newOne!) === replicasOf(work.deployment);
  const isGrown = !hasItsSize && (yield* growNew(work, all, newOne!));
  if (isRefusal(isGrown)) return isGrown;
  const active = old.filter(isActive);
  if (!isGrown && !(active.length > 0 && (yield* shrinkOld(work, all, active, newOne!)))) {
    const refusal = isComplete(work, work.deployment.status ?? NO_STATUS) ? yield* cleanUp(work, old) : undefined;
    if (refusal !== undefined) return refusal;
  }
  const before = work.deployment;
  const outcome = yield* syncRolloutStatus(work, all, newOne);
  const isAlone = known !== undefined && hasItsSize && old.length === 0;
  if (isAlone && outcome.kind === "done") noteResting(before, work.deployment, newOne!);
  return outcome;
}

/** Whether the new ReplicaSet, which has not the Deployment's size, got another one. */
function* growNew(work: DeploymentWork, all: readonly ReplicaSet[], newOne: ReplicaSet): Requests<boolean | Refusal> {
  const rollout = rolloutOf(work.deployment);
  const size = replicasOf(newOne);
  const next =
    size > rollout.replicas
      ? ({ kind: "scaled", value: rollout.replicas } as const)
      : newReplicaSetReplicas(rollout, size, all.map(replicasOf));
  if (next.kind === "refused") return { kind: "refused", reason: "Invalid", message: next.message };
  const answer = yield* scaleReplicaSet(work, newOne, next.value);
  return isRefusal(answer) ? answer : answer.isScaled;
}

/** Whether an old one got smaller. What is refused here is tried again when something changes. */
function* shrinkOld(
  work: DeploymentWork,
  all: readonly ReplicaSet[],
  old: readonly ReplicaSet[],
  newOne: ReplicaSet,
): Requests<boolean> {
  const rollout = rolloutOf(work.deployment);
  const minAvailable = rollout.replicas - maxUnavailableOf(rollout);
  const newUnavailable = replicasOf(newOne) - (newOne.status?.availableReplicas ?? 0);
  const most = wantedReplicas(all) - minAvailable - newUnavailable;
  if (most <= 0) return false;
  const cleaned = yield* shedUnhealthy(work, inOrderOfCreation(work.view.clock, old), most);
  if (isRefusal(cleaned)) return false;
  const spare = availableReplicas([...cleaned.left, newOne]) - minAvailable;
  const shrunk = yield* shedSpare(work, inOrderOfCreation(work.view.clock, cleaned.left), spare);
  return isRefusal(shrunk) ? false : cleaned.count + shrunk > 0;
}

interface Shed {
  readonly left: readonly ReplicaSet[];
  readonly count: number;
}

/** Pods that are not available go first: that costs no availability. */
function* shedUnhealthy(work: DeploymentWork, old: readonly ReplicaSet[], most: number): Requests<Shed | Refusal> {
  const left = [...old];
  let count = 0;
  for (const [at, replicaSet] of old.entries()) {
    if (count >= most) break;
    const size = replicasOf(replicaSet);
    const available = replicaSet.status?.availableReplicas ?? 0;
    if (size === 0 || size === available) continue;
    const down = Math.min(most - count, size - available);
    if (down < 0) return { kind: "refused", reason: "Invalid", message: invalidScale(replicaSet, size, size - down) };
    const answer = yield* scaleReplicaSet(work, replicaSet, size - down);
    if (isRefusal(answer)) return answer;
    count += down;
    left[at] = answer.replicaSet;
  }
  return { left, count };
}

function invalidScale({ metadata }: ReplicaSet, before: number, after: number): string {
  const name = `${metadata?.namespace}/${metadata?.name}`;
  return `when cleaning up unhealthy replicas, got invalid request to scale down ${name} ${before} -> ${after}`;
}

/** How many pods beyond those that must be available went. */
function* shedSpare(work: DeploymentWork, old: readonly ReplicaSet[], spare: number): Requests<number | Refusal> {
  let count = 0;
  for (const replicaSet of old) {
    if (count >= spare) break;
    const size = replicasOf(replicaSet);
    if (size === 0) continue;
    const down = Math.min(size, spare - count);
    const answer = yield* scaleReplicaSet(work, replicaSet, size - down);
    if (isRefusal(answer)) return answer;
    count += down;
  }
  return count;
}
