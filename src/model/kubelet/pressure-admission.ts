// Which pods a node under pressure lets in.
// Imitates pkg/kubelet/eviction/eviction_manager.go (Admit), v1.36.

import { computedQualityOfService, type ClassifiedPodSpec } from "../api/pod-quality-of-service.ts";
import type { Taint, Toleration } from "../objects.ts";
import { tolerates } from "../toleration.ts";
import { isCriticalPod, type RankedByKubelet } from "./critical-pod.ts";

/** What of a node's conditions the kubelet sets by eviction signals. */
export type PressureCondition = "MemoryPressure" | "DiskPressure" | "PIDPressure";

/** The outcome of admission at the node: a pod that is turned away has failed. */
export type NodeAdmission =
  { readonly kind: "admitted" } | { readonly kind: "refused"; readonly reason: string; readonly message: string };

/** What of a pod it depends on. */
export interface PodUnderPressure extends RankedByKubelet {
  readonly spec: ClassifiedPodSpec &
    NonNullable<RankedByKubelet["spec"]> & { readonly tolerations?: readonly Toleration[] };
}

const ADMITTED: NodeAdmission = Object.freeze({ kind: "admitted" });
const MEMORY_PRESSURE_TAINT: Taint = Object.freeze({ key: "node.kubernetes.io/memory-pressure", effect: "NoSchedule" });

/** `conditions`: those that hold, in the order in which the kubelet keeps them. */
export function admissionUnderPressure(pod: PodUnderPressure, conditions: readonly PressureCondition[]): NodeAdmission {
  if (conditions.length === 0 || isCriticalPod(pod)) return ADMITTED;
  if (conditions.length === 1 && conditions[0] === "MemoryPressure" && bearsMemoryPressure(pod)) return ADMITTED;
  return {
    kind: "refused",
    reason: "Evicted",
    message: `The node had condition: [${conditions.join(" ")}]. `,
  };
}

function bearsMemoryPressure({ spec }: PodUnderPressure): boolean {
  if (computedQualityOfService(spec) !== "BestEffort") return true;
  return (spec.tolerations ?? []).some((toleration) => tolerates(toleration, MEMORY_PRESSURE_TAINT));
}
