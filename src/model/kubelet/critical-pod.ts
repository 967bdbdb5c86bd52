// Pods that a kubelet never turns away or evicts to save its node.
// Imitates pkg/kubelet/types/pod_update.go (IsCriticalPod, IsNodeCriticalPod) and pkg/apis/scheduling/types.go, v1.36.

import { MIRROR_POD } from "../api/pod-annotation-names.ts";

export const CONFIG_SOURCE = "kubernetes.io/config.source";
const API_SOURCE = "api";

/** The lowest priority of the system's own classes (system-cluster-critical). */
export const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;
const NODE_CRITICAL_CLASS = "system-node-critical";

/** What of a pod it depends on. */
export interface RankedByKubelet {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: { readonly priority?: number; readonly priorityClassName?: string };
}

/** Static and mirror pods, and those of the system's priorities. */
export function isCriticalPod(pod: RankedByKubelet): boolean {
  return isStaticPod(pod) || isMirrorPod(pod) || (pod.spec?.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY;
}

/** A critical pod that bears the class of the node's own pods. */
export function isNodeCriticalPod(pod: RankedByKubelet): boolean {
  return isCriticalPod(pod) && pod.spec?.priorityClassName === NODE_CRITICAL_CLASS;
}

/** From a file or an address that the kubelet reads, not from the API. */
export function isStaticPod({ metadata }: RankedByKubelet): boolean {
  const source = annotation(metadata?.annotations, CONFIG_SOURCE);
  return source !== undefined && source !== API_SOURCE;
}

/** What stands in the API for a static pod. */
export function isMirrorPod({ metadata }: RankedByKubelet): boolean {
  return annotation(metadata?.annotations, MIRROR_POD) !== undefined;
}

function annotation(annotations: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return annotations !== undefined && Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}
