// Nodes whose loss nobody has found yet: their machines are down, and the API still says that they are ready. Pods are neither
// missed nor driven out before that. Knows the cluster.

import type { ClusterState } from "../../cluster/cluster-state.ts";

/** How many of the nodes it is. */
export function unnoticedNodes({ kubelets, nodes }: ClusterState, lost: ReadonlySet<string>): number {
  let count = 0;
  for (const name of lost) {
    const node = nodes.find(name);
    if (node === undefined || kubelets.of(node).runsContainers) continue;
    const { conditions = [] } = nodes.record(node).object.status ?? {};
    const ready = conditions.find(({ type }) => type === "Ready");
    if (ready === undefined || ready.status === "True") count += 1;
  }
  return count;
}
