// The cluster as its API shows it, for the oracle: existing pods, nodes, owners, rooms. Asks nobody how a component sees it; counts
// anew each time. Knows the cluster's objects and views alone.

import type { OwnerReference } from "../../../src/model/api/types/object-meta.ts";
import type { Node, Toleration } from "../../../src/model/objects.ts";

import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { LivePodView } from "../../../src/cluster/live-pods.ts";
import type { StoredKind } from "../../../src/cluster/object-store.ts";

import { milliOf } from "./quantities.ts";
import { volumesAllow } from "./volumes.ts";

/** Pods that the API knows. */
export function existingPods(cluster: ClusterState): readonly LivePodView[] {
  const { pods } = cluster;
  return Array.from({ length: pods.size }, (_, pod) => pod)
    .filter((pod) => pods.phaseNameOf(pod) !== "deleted")
    .map((pod) => new LivePodView(cluster, pod));
}

export function isOver({ phase }: LivePodView): boolean {
  return phase === "Succeeded" || phase === "Failed";
}

/** It counts for its owner: it is not over, and nobody asked for its end. */
export function isWanted(pod: LivePodView): boolean {
  return !isOver(pod) && pod.deletion === undefined;
}

export function isReady(pod: LivePodView): boolean {
  return pod.condition("Ready")?.status === "True";
}

export function appOf({ object }: LivePodView): string | undefined {
  return object.metadata.labels?.["app"];
}

export function nodeOf({ nodes }: ClusterState, name: string | undefined): Node | undefined {
  const id = name === undefined ? undefined : nodes.find(name);
  return id === undefined ? undefined : nodes.record(id).object;
}

export function existingNodes({ nodes }: ClusterState): readonly Node[] {
  return Array.from({ length: nodes.idLimit }, (_, id) => id).flatMap((id) =>
    nodes.has(id) ? [nodes.record(id).object] : [],
  );
}

export function isNodeReady({ status }: Node): boolean {
  return status?.conditions?.find(({ type }) => type === "Ready")?.status === "True";
}

/** Of the taints that keep pods away or drive them out, those that the pod does not bear for ever. */
export function taintsAgainst(pod: LivePodView, node: Node): readonly string[] {
  const taints = (node.spec?.taints ?? []).filter(({ effect }) => effect !== "PreferNoSchedule");
  const { tolerations = [] } = pod.object.spec;
  const bears = ({ key, effect, operator, tolerationSeconds }: Toleration, taint: { key: string; effect: string }) =>
    tolerationSeconds === undefined &&
    (key === undefined || key === "" ? operator === "Exists" : key === taint.key) &&
    (effect === undefined || effect === "" || effect === taint.effect);
  return taints.filter((taint) => !tolerations.some((toleration) => bears(toleration, taint))).map(({ key }) => key);
}

/** Whether an owner of this kind and identity exists. */
export function hasOwner(cluster: ClusterState, namespace: string, { kind, name, uid }: OwnerReference): boolean {
  return cluster.objects.find(kind as StoredKind, namespace, name ?? "")?.metadata?.uid === uid;
}

export function controllerOf(references: readonly OwnerReference[] | undefined): OwnerReference | undefined {
  return references?.find(({ controller }) => controller === true);
}

/** Whether the node would take the pod: it is ready, is not closed to it, and has cores and a place left. */
export function fitsOn(cluster: ClusterState, pod: LivePodView, node: Node): boolean {
  return fitsBeside(cluster, pod, node, podsOn(cluster, node));
}

/** Whether the node would take the pod if those went from it that are of lower priority. */
export function mayPreemptOn(cluster: ClusterState, pod: LivePodView, node: Node): boolean {
  if (pod.object.spec.preemptionPolicy === "Never") return false;
  const others = podsOn(cluster, node).filter((other) => priorityOf(other) >= priorityOf(pod));
  return fitsBeside(cluster, pod, node, others);
}

export function priorityOf({ object }: LivePodView): number {
  return object.spec.priority ?? 0;
}

/** Pods that take something of the node. */
function podsOn(cluster: ClusterState, node: Node): readonly LivePodView[] {
  return existingPods(cluster).filter((pod) => pod.nodeName === node.metadata.name && !isOver(pod));
}

function fitsBeside(cluster: ClusterState, pod: LivePodView, node: Node, there: readonly LivePodView[]): boolean {
  const isOpen = isNodeReady(node) && (node.spec?.unschedulable !== true || ownerKind(pod) === "DaemonSet");
  if (!isOpen || taintsAgainst(pod, node).length > 0 || !isMeantFor(pod, node.metadata.name)) return false;
  if (!volumesAllow(cluster, pod, node)) return false;
  // Whichever of two says so keeps both apart.
  if (there.some((other) => appOf(other) === appOf(pod) && (isApart(pod) || isApart(other)))) return false;
  const { cpu, pods } = node.status?.allocatable ?? {};
  const used = there.reduce((sum, other) => sum + cpuOf(other), 0);
  return there.length * 1000 < milliOf(pods) && used + cpuOf(pod) <= milliOf(cpu);
}

/** It keeps away from pods of its own app. */
function isApart({ object }: LivePodView): boolean {
  return object.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined;
}

function ownerKind({ object }: LivePodView): string | undefined {
  return controllerOf(object.metadata.ownerReferences)?.kind;
}

/** Pods of a DaemonSet say by an affinity for which node they are. */
export function isMeantFor({ object }: LivePodView, node: string): boolean {
  const required = object.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const names = required?.nodeSelectorTerms?.flatMap(({ matchFields = [] }) => matchFields.map(({ values }) => values));
  return names === undefined || names.some((values) => values?.includes(node));
}

/** What its containers ask for. */
export function cpuOf({ object }: LivePodView): number {
  return object.spec.containers.reduce((sum, { resources }) => sum + milliOf(resources?.requests?.["cpu"]), 0);
}
