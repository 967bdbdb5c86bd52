// Whether a kubelet takes any pods at all: not all while something runs short, and none while the machine goes down.
// Imitates pkg/kubelet/nodeshutdown/nodeshutdown_manager.go (Admit) and pkg/kubelet/eviction/eviction_manager.go (Admit), v1.36.

import type { Refusal } from "../../model/kubelet/predicate-failure.ts";
import { admissionUnderPressure, type PressureCondition } from "../../model/kubelet/pressure-admission.ts";
import type { Pod } from "../../model/objects.ts";

import type { KubeletHealth } from "../../cluster/kubelet-health.ts";

const SHUTTING_DOWN: Refusal = Object.freeze({
  kind: "refused",
  reason: "NodeShutdown",
  message: "Pod was rejected as the node is shutting down.",
});

/** Undefined: nothing runs so short that the pod is turned away. */
export function refusalUnderPressure(pod: Pod, { conditions }: KubeletHealth): Refusal | undefined {
  if (conditions.length === 0) return undefined;
  const pressures = conditions.flatMap(({ type, status }) => (status === "True" && isPressure(type) ? [type] : []));
  const admission = admissionUnderPressure(pod, pressures);
  return admission.kind === "refused" ? admission : undefined;
}

/** Undefined: the machine stays. */
export function refusalAtShutdown({ isShuttingDown }: KubeletHealth): Refusal | undefined {
  return isShuttingDown ? SHUTTING_DOWN : undefined;
}

function isPressure(type: string): type is PressureCondition {
  return type === "MemoryPressure" || type === "DiskPressure" || type === "PIDPressure";
}
