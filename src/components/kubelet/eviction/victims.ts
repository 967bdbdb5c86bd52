// Whom the kubelet evicts: the order of pods under pressure, the time that they get, and what is said to them.
// Imitates pkg/kubelet/eviction/helpers.go (rank…Pressure, evictionMessage), eviction_manager.go (evictPod), v1.36
// (gate PodLevelResources on, as by default).

import { sortAsGo } from "../../../model/go-sort.ts";
import { isCriticalPod } from "../../../model/kubelet/critical-pod.ts";
import { requestedUnits } from "../../../model/kubelet/requested-quantity.ts";
import type { Container, Pod } from "../../../model/objects.ts";
import { podLevelRequests } from "../../../model/pod-resources.ts";
import { canonicalText } from "../../../model/quantity/canonical-text.ts";
import { ZERO_QUANTITY, type Quantity } from "../../../model/quantity/quantity.ts";
import { wholeUnits } from "../../../model/quantity/whole-units.ts";
import { readResourceList } from "../../../model/resource-list.ts";
import { MEMORY } from "../../../model/resource-name.ts";
import {
  bytesText,
  RESOURCE_OF,
  thresholdTexts,
  type Observations,
  type StarvedResource,
  type Threshold,
} from "./thresholds.ts";

/** What a pod uses now. */
export interface PodUse {
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly processes: number;
  readonly containers: readonly { readonly name: string; readonly memoryBytes: number; readonly diskBytes: number }[];
}

export interface UsingPod {
  readonly pod: Pod;
  /** Undefined: the kubelet has no figures of it. */
  readonly use: PodUse | undefined;
}

export interface Eviction {
  /** Its place in the list that was given. */
  readonly victim: number;
  readonly graceSeconds: number;
  readonly message: string;
}

export const EVICTED_REASON = "Evicted";
const HARD_GRACE_SECONDS = 1;

/** The pod to evict for `threshold`; undefined if none may be. `thresholds`: all that are acted for. */
export function chooseVictim(
  pods: readonly UsingPod[],
  threshold: Threshold,
  thresholds: readonly Threshold[],
  observations: Observations,
  longestGraceSeconds: number,
): Eviction | undefined {
  const resource = RESOURCE_OF[threshold.signal];
  const ranked = pods.map((pod, place) => ({ ...pod, place, rank: rankOf(pod, resource) }));
  sortAsGo(ranked, (left, right) => compareRanks(left.rank, right.rank, resource) < 0);
  const chosen = ranked.find(({ pod }) => !isCriticalPod(pod));
  if (chosen === undefined) return undefined;
  const graceSeconds = threshold.graceUs === 0 ? HARD_GRACE_SECONDS : softGraceSeconds(chosen.pod, longestGraceSeconds);
  return {
    victim: chosen.place,
    graceSeconds,
    message: evictionMessage(chosen, resource, thresholds, observations),
  };
}

function softGraceSeconds({ spec }: Pod, longest: number): number {
  return Math.min(longest, spec.terminationGracePeriodSeconds ?? longest);
}

interface Rank {
  /** A pod without figures goes before all that have some. */
  readonly isKnown: boolean;
  readonly exceedsRequest: boolean;
  readonly priority: number;
  readonly excess: number;
}

function rankOf({ pod, use }: UsingPod, resource: StarvedResource): Rank {
  const priority = pod.spec.priority ?? 0;
  if (use === undefined) return { isKnown: false, exceedsRequest: false, priority, excess: 0 };
  // Processes cannot be requested: all that counts is who has most.
  if (resource === "pids") return { isKnown: true, exceedsRequest: false, priority, excess: use.processes };
  const excess = (resource === "memory" ? use.memoryBytes : use.diskBytes) - requestedUnits(pod.spec, resource);
  return { isKnown: true, exceedsRequest: excess > 0, priority, excess };
}

/** Who uses more than it asked for (of processes there is no asking), then who matters less, then who uses most beyond. */
function compareRanks(left: Rank, right: Rank, resource: StarvedResource): number {
  const byFigures = Number(left.isKnown) - Number(right.isKnown);
  const byExcess = Number(right.exceedsRequest) - Number(left.exceedsRequest);
  const byPriority = left.priority - right.priority;
  const first = resource === "pids" ? byPriority : byFigures || byExcess || byPriority;
  return first || byFigures || right.excess - left.excess;
}

function requestOf({ resources }: Container, resource: StarvedResource): Quantity {
  return readResourceList(resources?.requests).get(resource) ?? ZERO_QUANTITY;
}

function evictionMessage(
  { pod, use }: UsingPod,
  resource: StarvedResource,
  thresholds: readonly Threshold[],
  observations: Observations,
): string {
  const parts = [`The node was low on resource: ${resource}. `];
  const met = thresholds.find(({ signal }) => RESOURCE_OF[signal] === resource && observations[signal] !== undefined);
  if (met !== undefined) {
    const { threshold, available } = thresholdTexts(met, observations[met.signal]!);
    parts.push(`Threshold quantity: ${threshold}, available: ${available}. `);
  }
  if (use !== undefined && resource === "memory") parts.push(...wholePod(pod, use));
  if (use !== undefined && resource !== "pids") parts.push(...exceedingContainers(pod, use, resource));
  return parts.join("");
}

/** Of a pod that requests memory as a whole it is said that it used more, be that so or not. */
function wholePod({ metadata, spec }: Pod, { memoryBytes }: PodUse): readonly string[] {
  const request = podLevelRequests(spec).get(MEMORY);
  if (request === undefined) return [];
  const consumption = `was using ${bytesText(memoryBytes)}, request is ${canonicalText(request)}`;
  return [`Pod ${metadata.name} ${consumption}, has larger consumption of memory. `];
}

function exceedingContainers({ spec }: Pod, use: PodUse, resource: "memory" | "ephemeral-storage"): readonly string[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return use.containers.flatMap(({ name, memoryBytes, diskBytes }) => {
    const container = containers.find((one) => one.name === name);
    if (container === undefined) return [];
    const used = resource === "memory" ? memoryBytes : diskBytes;
    const request = requestOf(container, resource);
    if (used <= wholeUnits(request)) return [];
    const consumption = `was using ${bytesText(used)}, request is ${canonicalText(request)}`;
    return [`Container ${name} ${consumption}, has larger consumption of ${resource}. `];
  });
}
