// Claims that pods on nodes use: counted afresh, or kept up to date.
// Imitates pkg/scheduler/backend/cache/snapshot.go (IsPVCUsedByPods) and framework/types.go (PVCRefCounts), v1.36.

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { PlacedPods, type PlacementReader } from "./placed-pods.ts";

/** `key` is `namespace/name`. */
export type IsClaimInUse = (key: string) => boolean;

/** Looks through all pods on all nodes. */
export function findClaimInUse(cluster: ClusterState, key: string): boolean {
  return [...cluster.nodeOrder].some((node) =>
    [...cluster.pods.onNode(node)].some((pod) => {
      const { namespace, volumes } = cluster.classOfPod(pod);
      return volumes.claimNames.some((name) => `${namespace}/${name}` === key);
    }),
  );
}

export class ClaimsInUse implements PlacementReader {
  readonly #cluster: ClusterState;
  readonly #pods: PlacedPods;
  /** Uses by claim and node. Pods may stay on a node that is gone; they do not count. */
  readonly #uses = new Map<string, Map<number, number>>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
    this.#pods = new PlacedPods(cluster, this);
  }

  has(key: string): boolean {
    this.#pods.catchUp();
    for (const node of this.#uses.get(key)?.keys() ?? []) if (this.#cluster.nodes.has(node)) return true;
    return false;
  }

  reset(): void {
    this.#uses.clear();
  }

  count(classId: ClassId, node: number, sign: number): void {
    const { namespace, volumes } = this.#cluster.classes.get(classId);
    for (const name of volumes.claimNames) this.#countUse(`${namespace}/${name}`, node, sign);
  }

  #countUse(key: string, node: number, sign: number): void {
    const nodes = this.#uses.get(key) ?? new Map<number, number>();
    const uses = (nodes.get(node) ?? 0) + sign;
    if (uses === 0) nodes.delete(node);
    else nodes.set(node, uses);
    if (nodes.size === 0) this.#uses.delete(key);
    else this.#uses.set(key, nodes);
  }
}
