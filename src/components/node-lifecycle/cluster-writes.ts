// Carries out in the cluster what the node lifecycle controller decided, at the moment at which the API server commits it. Patches
// are made of the node as it is by then.

import { entityIdOf } from "../../base/random/entity-id.ts";
import { merged } from "../../base/merged.ts";
import type { SimTime } from "../../base/time.ts";

import { hasTaint, withoutTaints, withTaint } from "../../model/node-taints.ts";
import type { Node, Taint } from "../../model/objects.ts";

import type { ApiAnswer, ApiCall } from "../../cluster/api-client.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { isPodReady } from "../../cluster/live-pods.ts";
import { DELETED, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import type { EventText, NodeDecision } from "./decision.ts";

export const NODE_CALLS: readonly ApiCall[] = [
  "update objects/status",
  "update objects",
  "patch pods/status",
  "create events",
];

/** What a decision asks of the API server. */
export function nodeCallOf({ kind }: NodeDecision): ApiCall {
  switch (kind) {
    case "conditions":
      return "update objects/status";
    case "pod-not-ready":
      return "patch pods/status";
    case "node-event":
    case "pod-event":
      return "create events";
    default:
      return "update objects";
  }
}

export function nodeDrawIdOf(cluster: ClusterState, decision: NodeDecision): number {
  if (decision.kind === "zone") return 0;
  return "pod" in decision ? cluster.drawIdOf(decision.pod) : entityIdOf(decision.node);
}

export function commitNodeDecision(cluster: ClusterState, decision: NodeDecision, at: SimTime): ApiAnswer {
  switch (decision.kind) {
    case "conditions":
      return changeNode(cluster, decision.node, at, (node) => ({
        ...node,
        status: { ...node.status, conditions: decision.conditions },
      }));
    case "add-taints":
      return changeNode(cluster, decision.node, at, (node) => withAllTaints(node, decision.taints));
    case "remove-taints":
      return changeNode(cluster, decision.node, at, (node) => withNoneOfTaints(node, decision.taints));
    case "labels":
      return changeNode(cluster, decision.node, at, (node) => ({
        ...node,
        metadata: { ...node.metadata, labels: { ...node.metadata.labels, ...decision.labels } },
      }));
    case "pod-not-ready":
      return markPod(cluster, decision.pod, at);
    case "node-event":
      recordEvent(cluster, { kind: "Node", namespace: "", name: decision.node }, decision.event, at);
      return "ok";
    case "pod-event":
      return recordPodEvent(cluster, decision.pod, decision.event, at);
    case "zone":
      return "ok";
  }
}

/** Changes nothing where `change` gives the node back as it is. */
export function changeNode(cluster: ClusterState, name: string, at: SimTime, change: (node: Node) => Node): ApiAnswer {
  const id = cluster.nodes.find(name);
  if (id === undefined) return "not-found";
  const before = cluster.nodes.record(id).object;
  const node = change(before);
  if (node !== before) cluster.apply({ kind: "node-updated", node }, at);
  return "ok";
}

/** Tells about a pod, if it is there. */
export function recordPodEvent(cluster: ClusterState, pod: PodId, event: EventText, at: SimTime): ApiAnswer {
  const name = cluster.pods.nameOf(pod);
  recordEvent(cluster, { kind: "Pod", namespace: cluster.classOfPod(pod).namespace, name }, event, at);
  return "ok";
}

interface EventObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

function recordEvent(cluster: ClusterState, about: EventObject, event: EventText, at: SimTime): void {
  cluster.apply({ kind: "event-recorded", event: merged(about, event) }, at);
}

function withAllTaints(node: Node, taints: readonly Taint[]): Node {
  const missing = taints.filter((taint) => !hasTaint(node.spec?.taints, taint));
  if (missing.length === 0) return node;
  const all = missing.reduce(withTaint, node.spec?.taints ?? []);
  return merged(node, { spec: merged(node.spec ?? {}, { taints: all }) });
}

function withNoneOfTaints(node: Node, taints: readonly Taint[]): Node {
  if (!taints.some((taint) => hasTaint(node.spec?.taints, taint))) return node;
  return { ...node, spec: { ...node.spec, taints: withoutTaints(node.spec?.taints, taints) } };
}

function markPod(cluster: ClusterState, pod: PodId, at: SimTime): ApiAnswer {
  const phase = cluster.pods.phaseOf(pod);
  if (phase === DELETED) return "not-found";
  if (phase === RUNNING && isPodReady(cluster, pod)) cluster.apply({ kind: "pod-ready", pod, ready: "False" }, at);
  return "ok";
}
