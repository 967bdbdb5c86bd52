// What may be lost: every node, or every zone. Nodes that differ in nothing that placement looks at are of one kind, and one of
// them stands for all.

import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { Loss } from "./capacity-result.ts";

/** A kind of losses, told by the first of it. */
export interface LostGroup {
  readonly name: string;
  /** Empty for a zone. */
  readonly pool: string;
  readonly nodes: readonly number[];
  /** So many are of the kind. */
  readonly alike: number;
}

/** The label that every node has another value of. */
const HOSTNAME = "kubernetes.io/hostname";

export function lostGroups(cluster: ClusterState, lost: Loss): readonly LostGroup[] {
  return lost === "node" ? kindsOfNodes(cluster) : zones(cluster);
}

/** In the scheduler's order. */
function kindsOfNodes(cluster: ClusterState): readonly LostGroup[] {
  const kinds = new Map<string, { readonly first: number; alike: number }>();
  for (const node of cluster.nodeOrder) {
    const key = kindOf(cluster, node);
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, { first: node, alike: 1 });
    else known.alike += 1;
  }
  return [...kinds.values()].map(({ first, alike }) => {
    const { name, pool } = cluster.nodes.record(first);
    return { name, pool, nodes: [first], alike };
  });
}

function kindOf(cluster: ClusterState, node: number): string {
  const { pool, labels, taints, unschedulable, object } = cluster.nodes.record(node);
  const others = Object.entries(labels)
    .filter(([key]) => key !== HOSTNAME)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const classes = [...cluster.pods.onNode(node)].map((pod) => cluster.pods.classOf(pod)).toSorted((a, b) => a - b);
  return JSON.stringify([pool, others, taints, unschedulable, object.status?.allocatable, classes]);
}

/** By name. Nodes without a zone are in none. */
function zones(cluster: ClusterState): readonly LostGroup[] {
  const byName = new Map<string, number[]>();
  for (const node of cluster.nodeOrder) {
    const { zone } = cluster.nodes.record(node);
    if (zone === "") continue;
    const nodes = byName.get(zone) ?? [];
    nodes.push(node);
    byName.set(zone, nodes);
  }
  return [...byName]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, nodes]) => ({ name, pool: "", nodes, alike: 1 }));
}
