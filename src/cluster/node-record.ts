// What of a node is not a number: its names, labels and taints, read from its object once.

import type { Node, Taint } from "../model/objects.ts";
import { zoneKeyOf, zoneNameOf } from "../model/topology.ts";

/** The object part of a node, replaced as a whole when the node is updated. */
export interface NodeRecord {
  readonly name: string;
  readonly pool: string;
  readonly zoneKey: string;
  readonly zone: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly unschedulable: boolean;
  readonly imageNames: readonly string[];
  readonly object: Node;
}

/** The record of a node whose allocatable is as the API server stores it. */
export function recordOf(node: Node, pool: string): NodeRecord {
  const labels = node.metadata.labels ?? {};
  return {
    name: node.metadata.name,
    pool,
    zoneKey: zoneKeyOf(labels),
    zone: zoneNameOf(labels),
    labels,
    taints: node.spec?.taints ?? [],
    unschedulable: node.spec?.unschedulable === true,
    imageNames: [...new Set((node.status?.images ?? []).flatMap(({ names }) => names ?? []))],
    object: node,
  };
}
