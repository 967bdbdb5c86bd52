// How many pods a Deployment's ReplicaSets may hold while one replaces the other: bounds of a rolling update, the new
// ReplicaSet's next size, and the shares of all of them when the Deployment is scaled meanwhile.
// Imitates pkg/controller/deployment/util/deployment_util.go, v1.36. Counts are Go's int32 and wrap like them.

import { scaledDown, scaledUp, type IntOrPercent, type ScaledValue } from "../int-or-percent.ts";

/** Which is written by a rollout onto each ReplicaSet: replicas and surge of its Deployment at that time. */
export const MAX_REPLICAS_ANNOTATION = "deployment.kubernetes.io/max-replicas";

export interface RollingUpdateBounds {
  readonly maxSurge?: IntOrPercent;
  readonly maxUnavailable?: IntOrPercent;
}

/** What of a Deployment's spec bounds its rollout; `replicas` is defaulted. */
export interface DeploymentRollout {
  readonly replicas: number;
  readonly strategy: { readonly type: string; readonly rollingUpdate?: RollingUpdateBounds };
}

/** Pods above and below the desired number, or why they cannot be known. */
export type Fenceposts =
  | { readonly kind: "resolved"; readonly surge: number; readonly unavailable: number }
  | { readonly kind: "refused"; readonly message: string };

/** Surge rounded up, unavailability down; should both be zero, one pod may be unavailable so that the rollout moves. */
export function resolveFenceposts({ maxSurge, maxUnavailable }: RollingUpdateBounds, desired: number): Fenceposts {
  const surge = scaledUp(maxSurge ?? 0, desired);
  if (surge.kind === "refused") return surge;
  const unavailable = scaledDown(maxUnavailable ?? 0, desired);
  if (unavailable.kind === "refused") return unavailable;
  const stuck = surge.value === 0 && unavailable.value === 0;
  return { kind: "resolved", surge: asInt32(surge.value), unavailable: stuck ? 1 : asInt32(unavailable.value) };
}

/** Pods that may exist beyond the desired number; none for other strategies and for bounds that cannot be read. */
export function maxSurgeOf({ replicas, strategy }: DeploymentRollout): number {
  if (strategy.type !== ROLLING_UPDATE) return 0;
  const fenceposts = resolveFenceposts(strategy.rollingUpdate ?? {}, replicas);
  return fenceposts.kind === "resolved" ? fenceposts.surge : 0;
}

/** Pods that may be unavailable; never more than there should be. */
export function maxUnavailableOf({ replicas, strategy }: DeploymentRollout): number {
  if (strategy.type !== ROLLING_UPDATE || replicas === 0) return 0;
  const fenceposts = resolveFenceposts(strategy.rollingUpdate ?? {}, replicas);
  return fenceposts.kind === "resolved" ? Math.min(fenceposts.unavailable, replicas) : 0;
}

/** Pods that must be available while a rolling update goes on. */
export function minAvailableOf(deployment: DeploymentRollout): number {
  if (deployment.strategy.type !== ROLLING_UPDATE) return 0;
  return asInt32(deployment.replicas - maxUnavailableOf(deployment));
}

const ROLLING_UPDATE = "RollingUpdate";
const RECREATE = "Recreate";

/**
 * The size that the new ReplicaSet gets next: as much as surge leaves room for.
 * `newReplicas` is its present size, `allReplicas` the sizes of all ReplicaSets with it.
 */
export function newReplicaSetReplicas(
  { replicas, strategy }: DeploymentRollout,
  newReplicas: number,
  allReplicas: readonly number[],
): ScaledValue {
  if (strategy.type === RECREATE) return { kind: "scaled", value: replicas };
  if (strategy.type !== ROLLING_UPDATE) {
    return { kind: "refused", message: `deployment type ${strategy.type} isn't supported` };
  }
  const surge = scaledUp(strategy.rollingUpdate?.maxSurge, replicas);
  if (surge.kind === "refused") return surge;
  const existing = allReplicas.reduce((sum, size) => asInt32(sum + size), 0);
  const most = asInt32(replicas + asInt32(surge.value));
  if (existing >= most) return { kind: "scaled", value: newReplicas };
  const room = Math.min(asInt32(most - existing), asInt32(replicas - newReplicas));
  return { kind: "scaled", value: asInt32(newReplicas + room) };
}

/** What of a ReplicaSet its share depends on. */
export interface ReplicaSetShare {
  readonly replicas: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Pods that the ReplicaSet gains (or, negative, loses) when its Deployment is scaled during a rollout.
 * `toAdd` is what all ReplicaSets gain together, `added` what others were given before. `statusReplicas` is the
 * Deployment's present size, which stands in for the annotation where that is missing.
 */
export function replicaSetProportion(
  replicaSet: ReplicaSetShare,
  deployment: DeploymentRollout & { readonly statusReplicas: number },
  toAdd: number,
  added: number,
): number {
  if (replicaSet.replicas === 0 || toAdd === 0 || toAdd === added) return 0;
  const fraction = replicaSetFraction(replicaSet, deployment);
  const allowed = asInt32(toAdd - added);
  return toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed);
}

function replicaSetFraction(
  replicaSet: ReplicaSetShare,
  deployment: DeploymentRollout & { readonly statusReplicas: number },
): number {
  const { replicas } = replicaSet;
  if (deployment.replicas === 0) return asInt32(-replicas);
  const most = asInt32(deployment.replicas + maxSurgeOf(deployment));
  const mostBefore = maxReplicasBefore(replicaSet) || deployment.statusReplicas;
  if (mostBefore === 0) return 0;
  return asInt32(roundedToInt32(Math.imul(replicas, most) / mostBefore) - replicas);
}

/** The annotation as a number from 0 to 2^31 − 1; 0 if it is anything else. */
function maxReplicasBefore({ annotations = {} }: ReplicaSetShare): number {
  const text = Object.hasOwn(annotations, MAX_REPLICAS_ANNOTATION) ? annotations[MAX_REPLICAS_ANNOTATION]! : "";
  const value = /^[0-9]+$/.test(text) ? Number(text) : 0;
  return value > INT32_MAX ? 0 : value;
}

const INT32_MAX = 2_147_483_647;
const INT32_MIN = -2_147_483_648;

/** Halves go away from zero; what does not fit becomes the smallest number. */
function roundedToInt32(value: number): number {
  const rounded = Math.trunc(value < 0 ? value - 0.5 : value + 0.5);
  return rounded > INT32_MAX || rounded < INT32_MIN ? INT32_MIN : rounded;
}

function asInt32(value: number): number {
  return value | 0;
}
