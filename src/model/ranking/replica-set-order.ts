// The orders in which a Deployment goes through its ReplicaSets.
// Imitates ReplicaSetsByCreationTimestamp, …BySizeOlder and …BySizeNewer of pkg/controller/controller_utils.go, v1.36.

export interface OrderedReplicaSet {
  readonly name: string;
  /** Undefined if it is not known, which is before every moment. */
  readonly createdAtUs: number | undefined;
  readonly replicas: number;
}

/** Oldest first, then by name. Negative if `left` comes first, in all three orders. */
export function compareByCreation(left: OrderedReplicaSet, right: OrderedReplicaSet): number {
  const { createdAtUs: leftUs = Number.NEGATIVE_INFINITY } = left;
  const { createdAtUs: rightUs = Number.NEGATIVE_INFINITY } = right;
  if (leftUs !== rightUs) return leftUs - rightUs;
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}

/** Largest first, then oldest: in which a paused Deployment scales down. */
export function compareBySizeOlder(left: OrderedReplicaSet, right: OrderedReplicaSet): number {
  return right.replicas - left.replicas || compareByCreation(left, right);
}

/** Largest first, then newest: in which it scales up. */
export function compareBySizeNewer(left: OrderedReplicaSet, right: OrderedReplicaSet): number {
  return right.replicas - left.replicas || compareByCreation(right, left);
}
