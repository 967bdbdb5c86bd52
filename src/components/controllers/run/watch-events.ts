// What of a change of the cluster the informers of controllers would be told. What only the scheduler does by itself, as
// attempts and assumptions, is no news to them. Knows the cluster.

import type { Delta } from "../../../cluster/change.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import { LivePodView } from "../../../cluster/live-pods.ts";
import type { PodId } from "../../../cluster/pod-table.ts";
import type { WatchEvent } from "../controller.ts";

/** Undefined: they hear nothing of it. */
export function watchEventOf(
  cluster: ClusterState,
  { change, pod, node, previous, previousNode }: Delta,
): WatchEvent | undefined {
  switch (change.kind) {
    case "pod-created":
    case "pod-placed":
      return podEvent(cluster, "added", pod);
    case "pod-deleted":
      return podEvent(cluster, "deleted", pod);
    case "pod-updated":
    case "pod-bound":
    case "pod-started":
    case "pod-ready":
    case "pod-containers":
    case "pod-condition":
    case "pod-ended":
    case "pod-terminating":
      return podEvent(cluster, "updated", pod);
    case "object-stored": {
      const { stored } = change;
      const type = previous === undefined ? "added" : "updated";
      return { type, kind: stored.kind, stored, before: previous };
    }
    case "object-removed":
      return previous === undefined
        ? undefined
        : { type: "deleted", kind: previous.kind, stored: previous, before: undefined };
    case "node-added":
      return { type: "added", kind: "Node", node: cluster.nodes.record(node).object, before: undefined };
    case "node-updated":
      return {
        type: "updated",
        kind: "Node",
        node: cluster.nodes.record(cluster.nodes.find(change.node.metadata.name)!).object,
        before: previousNode,
      };
    case "node-removed":
      return previousNode === undefined
        ? undefined
        : { type: "deleted", kind: "Node", node: previousNode, before: undefined };
    default:
      return undefined;
  }
}

function podEvent(cluster: ClusterState, type: WatchEvent["type"], pod: PodId): WatchEvent {
  return { type, kind: "Pod", pod: new LivePodView(cluster, pod) };
}
