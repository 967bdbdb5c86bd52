// What whoever orders nodes asks of the scheduler's rules: where pods would find room, if there were more nodes. The simulation
// stands behind it, with a copy of the cluster on which placements are tried.
// Imitates cluster-autoscaler's simulator/clustersnapshot (a snapshot that is written to while nodes are estimated).

import type { Node } from "../../model/objects.ts";

import type { PodId } from "../../cluster/pod-table.ts";

export interface RoomTrial {
  /** A node more, with the pods that every such node has; its number in the trial. */
  addNode(node: Node, pool: string): number;
  /** Takes back a node that nothing was placed on. */
  dropNode(node: number): void;
  /** Places the pod on the first node of all that takes it; false if none does. */
  placeAnywhere(pod: PodId): boolean;
  /** Places the pod on this node; false if it does not take it. */
  placeOn(pod: PodId, node: number): boolean;
}
