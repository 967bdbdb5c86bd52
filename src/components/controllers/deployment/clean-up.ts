// Old ReplicaSets beyond the revisions that are kept are deleted.
// Imitates cleanupDeployment of pkg/controller/deployment/sync.go, v1.36.

import type { ReplicaSet } from "../../../model/api/types/workload.ts";
import { compareByCreation } from "../../../model/ranking/replica-set-order.ts";
import { replicasOf, revisionOf } from "../../../model/rollout/deployment-revisions.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerClock, WriteResult } from "../controller.ts";
import { orderOf } from "./creation-order.ts";
import type { DeploymentWork, Refusal } from "./work.ts";

/** A limit that stands for none. */
const NO_LIMIT = 2_147_483_647;

export function* cleanUp(
  { view, deployment }: DeploymentWork,
  old: readonly ReplicaSet[],
): Requests<Refusal | undefined> {
  const limit = deployment.spec?.revisionHistoryLimit;
  if (limit === undefined || limit === NO_LIMIT) return undefined;
  const alive = old.filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
  const surplus = alive.length - limit;
  if (surplus <= 0) return undefined;
  const sorted = alive.toSorted((left, right) => compareByRevision(view.clock, left, right));
  for (const replicaSet of sorted.slice(0, surplus)) {
    if (!isEmpty(replicaSet)) continue;
    const { namespace = "default", name = "" } = replicaSet.metadata ?? {};
    const answer: WriteResult = yield { verb: "delete", kind: "ReplicaSet", namespace, name };
    if (answer.kind === "refused" && answer.reason !== "NotFound") return answer;
  }
  return undefined;
}

/** Without pods, and with none to come. */
function isEmpty(replicaSet: ReplicaSet): boolean {
  const { metadata, status } = replicaSet;
  const isObserved = (metadata?.generation ?? 0) <= (status?.observedGeneration ?? 0);
  return (status?.replicas ?? 0) === 0 && replicasOf(replicaSet) === 0 && isObserved;
}

function compareByRevision(clock: ControllerClock, left: ReplicaSet, right: ReplicaSet): number {
  const leftRevision = revisionOf(left.metadata);
  const rightRevision = revisionOf(right.metadata);
  if (leftRevision === undefined || rightRevision === undefined || leftRevision === rightRevision) {
    return compareByCreation(orderOf(clock, left), orderOf(clock, right));
  }
  return leftRevision < rightRevision ? -1 : 1;
}
