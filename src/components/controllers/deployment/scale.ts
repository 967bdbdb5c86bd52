// Gives a Deployment's ReplicaSets the sizes that a new size of the Deployment asks for, in proportion while one replaces another.
// Imitates scale and scaleReplicaSet of pkg/controller/deployment/sync.go, v1.36.

import type { ReplicaSet } from "../../../model/api/types/workload.ts";
import { compareBySizeNewer, compareBySizeOlder } from "../../../model/ranking/replica-set-order.ts";
import { maxSurgeOf, replicaSetProportion } from "../../../model/rollout/deployment-rollout.ts";
import {
  DESIRED_REPLICAS,
  annotationOf,
  replicasOf,
  rolloutOf,
  sizeAnnotations,
} from "../../../model/rollout/deployment-revisions.ts";

import type { Requests } from "../claim-objects.ts";
import { inOrderOfCreation, orderOf } from "./creation-order.ts";
import { wantedReplicas } from "./deployment-status.ts";
import { allOf, type ReplicaSets } from "./new-replica-set.ts";
import { eventOf, isRefusal, updateReplicaSet, type DeploymentWork, type Refusal } from "./work.ts";

/** Whether annotations alone are worth a request. */
type Eagerness = "if-resized" | "if-anything";

export interface Scaled {
  readonly replicaSet: ReplicaSet;
  readonly isScaled: boolean;
}

/** Pods that a ReplicaSet has, or ought to have. */
export function isActive(replicaSet: ReplicaSet): boolean {
  return replicasOf(replicaSet) > 0;
}

export function* scaleReplicaSet(
  work: DeploymentWork,
  replicaSet: ReplicaSet,
  size: number,
  eagerness: Eagerness = "if-resized",
): Requests<Scaled | Refusal> {
  const before = replicasOf(replicaSet);
  const isResized = before !== size;
  const old = replicaSet.metadata?.annotations ?? {};
  const annotations = sizeAnnotations(work.deployment, old);
  if (!isResized && (eagerness === "if-resized" || annotations === old)) return { replicaSet, isScaled: false };
  const updated = yield* updateReplicaSet({
    ...replicaSet,
    metadata: { ...replicaSet.metadata, annotations },
    spec: { ...replicaSet.spec, replicas: size },
  });
  if (isRefusal(updated)) return updated;
  if (isResized) {
    const direction = before < size ? "up" : "down";
    const message = `Scaled ${direction} replica set ${updated.metadata?.name} from ${before} to ${size}`;
    yield eventOf(work, "Normal", "ScalingReplicaSet", message);
  }
  return { replicaSet: updated, isScaled: isResized };
}

/** Nothing, or why it was refused. */
export function* scale(work: DeploymentWork, replicaSets: ReplicaSets): Requests<Refusal | undefined> {
  const { replicas } = rolloutOf(work.deployment);
  const alone = activeOrLatest(work, replicaSets);
  if (alone !== undefined) {
    const answer = yield* scaleReplicaSet(work, alone, replicas);
    return isRefusal(answer) ? answer : undefined;
  }
  if (isSaturated(work, replicaSets.newOne)) return yield* scaleDownOld(work, replicaSets.old);
  if (rolloutOf(work.deployment).strategy.type !== "RollingUpdate") return undefined;
  return yield* scaleInProportion(work, allOf(replicaSets).filter(isActive));
}

/** The one ReplicaSet that is active; if none is, the new one or the newest. */
function activeOrLatest(work: DeploymentWork, replicaSets: ReplicaSets): ReplicaSet | undefined {
  const { newOne, old } = replicaSets;
  const [first, ...others] = allOf(replicaSets).filter(isActive);
  if (others.length > 0) return undefined;
  return first ?? newOne ?? inOrderOfCreation(work.view.clock, old).at(-1);
}

function isSaturated({ deployment }: DeploymentWork, replicaSet: ReplicaSet | undefined): boolean {
  if (replicaSet === undefined) return false;
  const desired = annotationOf(replicaSet.metadata, DESIRED_REPLICAS) ?? "";
  const replicas = replicasOf(deployment);
  return (
    /^[-+]?[0-9]+$/.test(desired) &&
    Number(desired) === replicas &&
    replicasOf(replicaSet) === replicas &&
    (replicaSet.status?.availableReplicas ?? 0) === replicas
  );
}

function* scaleDownOld(work: DeploymentWork, old: readonly ReplicaSet[]): Requests<Refusal | undefined> {
  for (const replicaSet of inOrderOfCreation(work.view.clock, old).toReversed().filter(isActive)) {
    const answer = yield* scaleReplicaSet(work, replicaSet, 0);
    if (isRefusal(answer)) return answer;
  }
  return undefined;
}

/** What all of them gain or lose together is shared by their sizes, the largest first; the largest takes what is left over. */
function* scaleInProportion(work: DeploymentWork, active: readonly ReplicaSet[]): Requests<Refusal | undefined> {
  const rollout = rolloutOf(work.deployment);
  const allowed = rollout.replicas > 0 ? rollout.replicas + maxSurgeOf(rollout) : 0;
  const toAdd = allowed - wantedReplicas(active);
  const sorted = inOrderOfShares(work, active, toAdd);
  const statusReplicas = work.deployment.status?.replicas ?? 0;
  let added = 0;
  const sizes = sorted.map((replicaSet) => {
    const { metadata } = replicaSet;
    const replicas = replicasOf(replicaSet);
    const share = { replicas, ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }) };
    const proportion = toAdd === 0 ? 0 : replicaSetProportion(share, { ...rollout, statusReplicas }, toAdd, added);
    added += proportion;
    return replicas + proportion;
  });
  if (toAdd !== 0) sizes[0] = Math.max(0, sizes[0]! + toAdd - added);
  for (const [at, replicaSet] of sorted.entries()) {
    const answer = yield* scaleReplicaSet(work, replicaSet, sizes[at]!, "if-anything");
    if (isRefusal(answer)) return answer;
  }
  return undefined;
}

/** Of equals, newer ones gain first, and older ones lose first. */
function inOrderOfShares(
  { view }: DeploymentWork,
  active: readonly ReplicaSet[],
  toAdd: number,
): readonly ReplicaSet[] {
  if (toAdd === 0) return active;
  const compare = toAdd > 0 ? compareBySizeNewer : compareBySizeOlder;
  return active.toSorted((left, right) => compare(orderOf(view.clock, left), orderOf(view.clock, right)));
}
