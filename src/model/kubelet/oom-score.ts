// Whom the kernel kills first when a node's memory is used up: the adjustment of each container's score.
// Imitates pkg/kubelet/qos/policy.go, v1.36 (gate PodLevelResources on, as by default).

import { computedQualityOfService } from "../api/pod-quality-of-service.ts";
import { containersTogether, WRITTEN_REQUESTS, type SizedContainer } from "../container-amounts.ts";
import { podLevelRequests, type SizedPodSpec } from "../pod-resources.ts";
import { ZERO_QUANTITY } from "../quantity/quantity.ts";
import { exactUnits } from "../quantity/whole-units.ts";
import { readResourceList } from "../resource-list.ts";
import { MEMORY } from "../resource-name.ts";
import { isNodeCriticalPod, type RankedByKubelet } from "./critical-pod.ts";

const GUARANTEED = -997;
const BEST_EFFORT = 1000;
/** Never below: a Guaranteed pod that uses all memory has 3. */
const LEAST_OF_BURSTABLE = 1000 + GUARANTEED;

/** What of a pod the adjustments depend on. */
export interface ScoredPod extends RankedByKubelet {
  readonly spec: SizedPodSpec & NonNullable<RankedByKubelet["spec"]>;
}

/** `oom_score_adj` of one of the pod's containers on a node of so many bytes of memory. */
export function oomScoreAdjustment(pod: ScoredPod, container: SizedContainer, memoryCapacityBytes: bigint): number {
  if (isNodeCriticalPod(pod)) return GUARANTEED;
  switch (computedQualityOfService(pod.spec)) {
    case "Guaranteed":
      return GUARANTEED;
    case "BestEffort":
      return BEST_EFFORT;
    case "Burstable":
      return burstableAdjustment(pod.spec, container, memoryCapacityBytes);
  }
}

const BYTES_PER_PAGE = 4096;

/**
 * How much the kernel prefers to kill a process: its pages, and as many thousandths of all pages as its adjustment says.
 * Imitates oom_badness of mm/oom_kill.c, Linux 6.12.
 */
export function oomBadness(usedBytes: number, adjustment: number, totalBytes: number): number {
  const totalPages = Math.floor(totalBytes / BYTES_PER_PAGE);
  return Math.floor(usedBytes / BYTES_PER_PAGE) + adjustment * Math.floor(totalPages / 1000);
}

/** A thousandth less for each thousandth of the node's memory that is requested. */
function burstableAdjustment(spec: SizedPodSpec, container: SizedContainer, capacityBytes: bigint): number {
  const share = unclaimedBytesPerContainer(spec);
  let requested = memoryBytesOf(container) + share;
  if (container.restartPolicy === "Always") {
    // A sidecar is to outlive the containers that it serves.
    const least = leastRegularBytes(spec) + share;
    if (least > requested) requested = least;
  }
  const adjustment = BEST_EFFORT - Number((1000n * requested) / capacityBytes);
  // More than a BestEffort pod's comes of a pod that asks for less than its containers, which a server refuses; so in the source.
  return adjustment === BEST_EFFORT ? BEST_EFFORT - 1 : Math.max(adjustment, LEAST_OF_BURSTABLE);
}

/** What is requested for the pod as a whole and for no container, in equal parts. */
function unclaimedBytesPerContainer(spec: SizedPodSpec): bigint {
  const whole = podLevelRequests(spec).get(MEMORY);
  if (whole === undefined || whole.unscaled === 0n) return 0n;
  const claimed = containersTogether(spec, WRITTEN_REQUESTS).get(MEMORY) ?? ZERO_QUANTITY;
  const containers = (spec.containers?.length ?? 0) + (spec.initContainers?.length ?? 0);
  return (exactUnits(whole) - exactUnits(claimed)) / BigInt(containers);
}

function leastRegularBytes({ containers = [] }: SizedPodSpec): bigint {
  const bytes = containers.map(memoryBytesOf);
  return bytes.reduce((least, one) => (one < least ? one : least), bytes[0] ?? 0n);
}

function memoryBytesOf({ resources }: SizedContainer): bigint {
  return exactUnits(readResourceList(resources?.requests).get(MEMORY) ?? ZERO_QUANTITY);
}
