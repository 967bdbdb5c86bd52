// What a node's object says of its kubelet when a run begins: a dump may show nodes that are lost, or under pressure.

import { HEALTHY_CONDITIONS, nodeCondition, readyStatus } from "../../model/node-conditions.ts";
import type { Node, NodeCondition } from "../../model/objects.ts";

import { HEALTHY_KUBELET, type KubeletHealth } from "../../cluster/kubelet-health.ts";

const LOST: KubeletHealth = Object.freeze({
  runsContainers: false,
  managesPods: false,
  renewsLease: false,
  postsStatus: false,
  conditions: Object.freeze([]),
  isShuttingDown: false,
  ticks: "as-before",
});

/** Undefined: all is as of a healthy node. A node of which nobody knows whether it is ready is taken for lost. */
export function reportedHealth({ status }: Node): KubeletHealth | undefined {
  const { conditions = HEALTHY_CONDITIONS } = status ?? {};
  if (conditions === HEALTHY_CONDITIONS) return undefined;
  if (readyStatus(conditions) === "Unknown") return LOST;
  // In other words than those of today's kubelet, too: they are no news.
  const deviating = conditions.filter((posted) => isOwn(posted) && !HEALTHY_CONDITIONS.some(isEqualTo(posted)));
  return deviating.length === 0 ? undefined : { ...HEALTHY_KUBELET, conditions: deviating };
}

function isOwn({ type }: NodeCondition): boolean {
  return nodeCondition(HEALTHY_CONDITIONS, type) !== undefined;
}

function isEqualTo(posted: NodeCondition): (healthy: NodeCondition) => boolean {
  return ({ type, status, reason, message }) =>
    type === posted.type && status === posted.status && reason === posted.reason && message === posted.message;
}
