// What the controllers of nodes decide, as data: whoever runs them carries it out. Texts are kube-controller-manager's own.
// Imitates the calls of pkg/controller/nodelifecycle, pkg/controller/tainteviction and pkg/controller/util/node, v1.36.

import type { Labels, NodeCondition, Taint } from "../../model/objects.ts";

import type { PodId } from "../../cluster/pod-table.ts";

import type { ZoneReport } from "./zone-book.ts";

/** An Event about a node or a pod. */
export interface EventText {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
}

export type NodeDecision =
  /** The node's conditions are to be these. */
  | { readonly kind: "conditions"; readonly node: string; readonly conditions: readonly NodeCondition[] }
  /** Taints are added, or take the place of those of the same key and effect. */
  | { readonly kind: "add-taints"; readonly node: string; readonly taints: readonly Taint[] }
  /** Taints of these keys and effects go; values do not count. */
  | { readonly kind: "remove-taints"; readonly node: string; readonly taints: readonly Taint[] }
  | { readonly kind: "labels"; readonly node: string; readonly labels: Labels }
  /** The pod's condition Ready is to be False. */
  | { readonly kind: "pod-not-ready"; readonly pod: PodId }
  | { readonly kind: "node-event"; readonly node: string; readonly event: EventText }
  | { readonly kind: "pod-event"; readonly pod: PodId; readonly event: EventText }
  | ({ readonly kind: "zone" } & ZoneReport);

/** Writes what was decided; false if the API server would not. Nothing is told of a failure but that. */
export type Write<Decision> = (decision: Decision) => boolean;

export function registered(node: string): NodeDecision {
  return nodeEvent(node, "RegisteredNode", `Registered Node ${node} in Controller`);
}

export function removed(node: string): NodeDecision {
  return nodeEvent(node, "RemovingNode", `Removing Node ${node} from Controller`);
}

export function nodeNotReady(node: string): NodeDecision {
  const message = `Node ${node} status is now: NodeNotReady`;
  return { kind: "node-event", node, event: { type: "Normal", reason: "NodeNotReady", message } };
}

export function podOnNodeNotReady(pod: PodId): NodeDecision {
  return { kind: "pod-event", pod, event: { type: "Warning", reason: "NodeNotReady", message: "Node is not ready" } };
}

function nodeEvent(node: string, reason: string, text: string): NodeDecision {
  return { kind: "node-event", node, event: { type: "Normal", reason, message: `Node ${node} event: ${text}` } };
}
