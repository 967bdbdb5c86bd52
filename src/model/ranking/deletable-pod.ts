// Reads from an object what the orders of deletion look at.
// Imitates pkg/controller/controller_utils.go (maxContainerRestarts) and pkg/apis/core/helper/helpers.go
// (GetDeletionCostFromPodAnnotations), v1.36.

import type { Pod } from "../api/types/pod.ts";
import { parseInt64 } from "../go-integer.ts";
import type { ContainerRestarts, DeletablePod, RankedPod } from "./deletion-order.ts";
import { readinessOf, type MomentReader } from "./pod-readiness.ts";

const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
const DELETION_COST_FORM = /^(?:-\d+|0|[1-9]\d*)$/;
const INT32_MAX = 2_147_483_647n;
const INT32_MIN = -2_147_483_648n;

export function deletablePodOf(pod: Pod, momentUs: MomentReader): DeletablePod {
  return {
    nodeName: pod.spec?.nodeName ?? "",
    phase: pod.status?.phase ?? "",
    readiness: readinessOf(pod, momentUs),
    restarts: restartsOf(pod),
    createdAtUs: momentUs(pod.metadata?.creationTimestamp),
  };
}

/** `neighbours`: how many active pods of the same owner are on its node. */
export function rankedPodOf(pod: Pod, neighbours: number, momentUs: MomentReader): RankedPod {
  return {
    ...deletablePodOf(pod, momentUs),
    uid: pod.metadata?.uid ?? "",
    deletionCost: deletionCostOf(pod.metadata?.annotations),
    neighbours,
  };
}

/** The cost that the annotation names; 0 where it is absent or no whole number of 32 bits as a person writes it. */
export function deletionCostOf(annotations: Readonly<Record<string, string>> | undefined): number {
  const text =
    annotations !== undefined && Object.hasOwn(annotations, DELETION_COST) ? annotations[DELETION_COST]! : "";
  if (!DELETION_COST_FORM.test(text)) return 0;
  const cost = parseInt64(text);
  return cost === undefined || cost > INT32_MAX || cost < INT32_MIN ? 0 : Number(cost);
}

/** The most restarts of a container, and of an init container that stays as a sidecar. */
export function restartsOf({ spec, status }: Pod): ContainerRestarts {
  const sidecars = new Set(
    (spec?.initContainers ?? []).flatMap(({ name = "", restartPolicy }) => (restartPolicy === "Always" ? [name] : [])),
  );
  const ofSidecars = (status?.initContainerStatuses ?? []).filter(({ name = "" }) => sidecars.has(name));
  return { containers: mostRestarts(status?.containerStatuses ?? []), sidecars: mostRestarts(ofSidecars) };
}

function mostRestarts(statuses: readonly { readonly restartCount?: number }[]): number {
  return Math.max(0, ...statuses.map(({ restartCount = 0 }) => restartCount));
}
