// Whether a kubelet takes a pod that was bound to its node: not while the machine goes down, and not all while something runs short.
// Imitates pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (Admit) and pkg/kubelet/eviction/eviction_manager.go (Admit), v1.36.

import {
  admissionUnderPressure,
  type NodeAdmission,
  type PressureCondition,
} from "../../model/kubelet/pressure-admission.ts";
import type { Pod } from "../../model/objects.ts";

import type { KubeletHealth } from "../../cluster/kubelet-health.ts";

const ADMITTED: NodeAdmission = Object.freeze({ kind: "admitted" });
const SHUTTING_DOWN: NodeAdmission = Object.freeze({
  kind: "refused",
  reason: "NodeShutdown",
  message: "Pod was rejected as the node is shutting down.",
});

export function admissionAtNode(pod: Pod, { conditions, isShuttingDown }: KubeletHealth): NodeAdmission {
  if (isShuttingDown) return SHUTTING_DOWN;
  if (conditions.length === 0) return ADMITTED;
  const pressures = conditions.flatMap(({ type, status }) => (status === "True" && isPressure(type) ? [type] : []));
  return admissionUnderPressure(pod, pressures);
}

function isPressure(type: string): type is PressureCondition {
  return type === "MemoryPressure" || type === "DiskPressure" || type === "PIDPressure";
}
