// Which aspects of a pod or a node an update changes: kube-scheduler makes an event of each, in this order.
// Imitates pkg/scheduler/framework/events.go (PodSchedulingPropertiesChange, NodeSchedulingPropertiesChange), v1.36.

import type { Node } from "../../model/objects.ts";
import { readQuantity } from "../../model/quantity/parse-quantity.ts";
import { compareQuantities } from "../../model/quantity/quantity.ts";
import type { ResourceAmounts } from "../../model/resource-list.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { NodeAction, PodAction } from "./cluster-events.ts";

/** What changed of a pod; `Update` if it was nothing that has a name. */
export function podActions(before: SchedulingClass, after: SchedulingClass): readonly PodAction[] {
  if (before.id === after.id) return ["Update"];
  const actions: PodAction[] = [];
  if (!isSame(before.pod.metadata.labels, after.pod.metadata.labels)) actions.push("UpdatePodLabel");
  if (asksForLess(before.placedRequests, after.placedRequests)) actions.push("UpdatePodScaleDown");
  if (before.gates.length > 0 && after.gates.length === 0) actions.push("UpdatePodSchedulingGatesEliminated");
  if (before.tolerations.length !== after.tolerations.length) actions.push("UpdatePodToleration");
  if (!isSame(claimStatuses(before), claimStatuses(after))) actions.push("UpdatePodGeneratedResourceClaim");
  return actions.length === 0 ? ["Update"] : actions;
}

/** What changed of a node; nothing if it is nothing that scheduling looks at. */
export function nodeActions(before: Node, after: Node): readonly NodeAction[] {
  const actions: NodeAction[] = [];
  if (before.spec?.unschedulable === true && after.spec?.unschedulable !== true) actions.push("UpdateNodeTaint");
  if (!isSameAllocatable(before, after)) actions.push("UpdateNodeAllocatable");
  if (!isSame(before.metadata.labels, after.metadata.labels)) actions.push("UpdateNodeLabel");
  if (!isSame(before.spec?.taints, after.spec?.taints)) actions.push("UpdateNodeTaint");
  if (!isSame(conditionsOf(before), conditionsOf(after))) actions.push("UpdateNodeCondition");
  if (!isSame(before.metadata.annotations, after.metadata.annotations)) actions.push("UpdateNodeAnnotation");
  if (!isSame(before.status?.declaredFeatures, after.status?.declaredFeatures)) {
    actions.push("UpdateNodeDeclaredFeature");
  }
  return actions;
}

/** True if some request is lower than it was, or there no longer. */
function asksForLess(before: ResourceAmounts, after: ResourceAmounts): boolean {
  if (after.cpuMilli < before.cpuMilli || after.memoryBytes < before.memoryBytes) return true;
  if (after.ephemeralStorageBytes < before.ephemeralStorageBytes) return true;
  return [...before.scalars].some(([name, amount]) => !after.scalars.has(name) || after.scalars.get(name)! < amount);
}

/** Equal as data, in whatever order keys were written; nothing is as much as an empty list or map. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  if (typeof left !== "object" || typeof right !== "object") return false;
  const entries = Object.entries(left as object);
  if (entries.length !== Object.keys(right as object).length) return false;
  return entries.every(
    ([key, value]) => Object.hasOwn(right as object, key) && isSame(value, (right as Record<string, unknown>)[key]),
  );
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function claimStatuses({ pod }: SchedulingClass): unknown {
  return pod.status?.resourceClaimStatuses;
}

/** Quantities are compared by their amounts. */
function isSameAllocatable(before: Node, after: Node): boolean {
  const old = Object.entries(before.status?.allocatable ?? {});
  const now = after.status?.allocatable ?? {};
  if (old.length !== Object.keys(now).length) return false;
  return old.every(([name, text]) => {
    if (!Object.hasOwn(now, name)) return false;
    const [left, right] = [readQuantity(text), readQuantity(now[name]!)];
    if (left === undefined || right === undefined) return text === now[name];
    return compareQuantities(left, right) === 0;
  });
}

function conditionsOf(node: Node): ReadonlyMap<string, string> | Readonly<Record<string, string>> {
  return Object.fromEntries((node.status?.conditions ?? []).map(({ type, status }) => [type, status]));
}
