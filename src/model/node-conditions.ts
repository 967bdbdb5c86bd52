// What a node says of itself: its four conditions that the kubelet posts, and what the control plane makes of them when the
// kubelet falls silent. Imitates tryUpdateNodeHealth of pkg/controller/nodelifecycle/node_lifecycle_controller.go and the
// texts of pkg/kubelet/nodestatus/setters.go, v1.36.

import type { Node, NodeCondition } from "./objects.ts";

/** What the kubelet of a healthy node posts. */
export const HEALTHY_CONDITIONS: readonly NodeCondition[] = Object.freeze([
  condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
  condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
  condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
  condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
]);

/** What it posts instead where something runs short. */
export const PRESSURE_CONDITIONS = Object.freeze({
  MemoryPressure: condition(
    "MemoryPressure",
    "True",
    "KubeletHasInsufficientMemory",
    "kubelet has insufficient memory available",
  ),
  DiskPressure: condition("DiskPressure", "True", "KubeletHasDiskPressure", "kubelet has disk pressure"),
  PIDPressure: condition("PIDPressure", "True", "KubeletHasInsufficientPID", "kubelet has insufficient PID available"),
});

/** In the order in which the controller writes those that are missing. */
const KUBELET_CONDITIONS = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"] as const;

const NO_CONDITIONS: readonly NodeCondition[] = Object.freeze([]);

/** The first condition of a type; undefined: nobody has posted it. */
export function nodeCondition(
  conditions: readonly NodeCondition[] | undefined,
  type: string,
): NodeCondition | undefined {
  return conditions?.find((candidate) => candidate.type === type);
}

/** Status of the condition Ready; undefined: nobody has posted it. */
export function readyStatus(conditions: readonly NodeCondition[] | undefined): string | undefined {
  return nodeCondition(conditions, "Ready")?.status;
}

/** What the control plane writes about a node that is silent: the four unknown, others as they are. */
export function silentConditions(conditions: readonly NodeCondition[] = NO_CONDITIONS): readonly NodeCondition[] {
  const known = conditions.map((posted) => (isOfKubelet(posted.type) ? unknownCondition(posted) : posted));
  const missing = KUBELET_CONDITIONS.filter((type) => nodeCondition(conditions, type) === undefined);
  return [
    ...known,
    ...missing.map((type) => condition(type, "Unknown", "NodeStatusNeverUpdated", "Kubelet never posted node status.")),
  ];
}

/** A status with what the kubelet finds in place of what was there of the same types, and in its order. */
export function withPosted(
  conditions: readonly NodeCondition[] | undefined,
  posted: readonly NodeCondition[],
): readonly NodeCondition[] {
  const before = conditions ?? NO_CONDITIONS;
  if (before.length === 0) return posted;
  const kept = before.map((old) => nodeCondition(posted, old.type) ?? old);
  return [...kept, ...posted.filter(({ type }) => nodeCondition(before, type) === undefined)];
}

/** What a kubelet finds: as of a healthy node, but for those that deviate. */
export function foundConditions(deviating: readonly NodeCondition[]): readonly NodeCondition[] {
  return deviating.length === 0 ? HEALTHY_CONDITIONS : withPosted(HEALTHY_CONDITIONS, deviating);
}

/** A node as its kubelet reports it; of one that says of itself whether it is ready, only what is missing is added. */
export function reportedNode(node: Node): Node {
  const { conditions } = node.status ?? {};
  if (conditions !== undefined && readyStatus(conditions) !== undefined) {
    const missing = HEALTHY_CONDITIONS.filter(({ type }) => nodeCondition(conditions, type) === undefined);
    return missing.length === 0
      ? node
      : { ...node, status: { ...node.status, conditions: [...conditions, ...missing] } };
  }
  return { ...node, status: { ...node.status, conditions: withPosted(node.status?.conditions, HEALTHY_CONDITIONS) } };
}

/** Those of `after` whose status, reason or message `before` has otherwise. */
export function changedConditions(
  before: readonly NodeCondition[] | undefined,
  after: readonly NodeCondition[],
): readonly NodeCondition[] {
  return after.filter((now) => !isSameCondition(nodeCondition(before, now.type), now));
}

function isSameCondition(left: NodeCondition | undefined, right: NodeCondition): boolean {
  return (
    left !== undefined &&
    left.status === right.status &&
    (left.reason ?? "") === (right.reason ?? "") &&
    (left.message ?? "") === (right.message ?? "")
  );
}

function unknownCondition(posted: NodeCondition): NodeCondition {
  if (posted.status === "Unknown") return posted;
  return {
    ...posted,
    status: "Unknown",
    reason: "NodeStatusUnknown",
    message: "Kubelet stopped posting node status.",
  };
}

function isOfKubelet(type: string): boolean {
  return KUBELET_CONDITIONS.some((known) => known === type);
}

function condition(type: string, status: string, reason: string, message: string): NodeCondition {
  return Object.freeze({ type, status, reason, message });
}
