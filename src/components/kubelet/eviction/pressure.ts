// What an eviction manager remembers between its looks at the node, and what a look makes of it: which thresholds are met
// for long enough, and which conditions hold. State is plain data.
// Imitates pkg/kubelet/eviction/eviction_manager.go (synchronize) and helpers.go, v1.36.

import type { PressureCondition } from "../../../model/kubelet/pressure-admission.ts";
import { CONDITION_OF, isMet, RESOURCE_OF, type Observations, type Threshold } from "./thresholds.ts";

/** All moments in µs; thresholds by their place in the list. */
export interface PressureState {
  /** When each threshold that is met was first met. */
  readonly firstMetUs: readonly { readonly threshold: number; readonly atUs: number }[];
  /** Met, and for longer than their grace. */
  readonly effective: readonly number[];
  readonly conditionSeenUs: readonly { readonly condition: PressureCondition; readonly atUs: number }[];
}

export const NO_PRESSURE: PressureState = Object.freeze({ firstMetUs: [], effective: [], conditionSeenUs: [] });

export interface PressureLook {
  readonly state: PressureState;
  /** Conditions of the node from now on. */
  readonly conditions: readonly PressureCondition[];
  /** What is to be reclaimed for; none: nothing is done. */
  readonly toReclaim: readonly Threshold[];
}

/** A look at `nowUs`. Conditions stay for `transitionUs` after they were last observed. */
export function lookAtPressure(
  before: PressureState,
  thresholds: readonly Threshold[],
  observations: Observations,
  transitionUs: number,
  nowUs: number,
): PressureLook {
  const met = thresholds.flatMap((threshold, place) => {
    const isUnresolved = before.effective.includes(place) && isMet(threshold, observations, true);
    return isUnresolved || isMet(threshold, observations, false) ? [place] : [];
  });
  const firstMetUs = met.map((threshold) => {
    const atUs = before.firstMetUs.find((known) => known.threshold === threshold)?.atUs ?? nowUs;
    return { threshold, atUs };
  });
  const effective = firstMetUs.flatMap(({ threshold, atUs }) =>
    nowUs - atUs >= thresholds[threshold]!.graceUs ? [threshold] : [],
  );
  const conditionSeenUs = seenConditions(before, thresholds, met, nowUs);
  return {
    state: { firstMetUs, effective, conditionSeenUs },
    conditions: conditionSeenUs.flatMap(({ condition, atUs }) => (nowUs - atUs < transitionUs ? [condition] : [])),
    toReclaim: effective.map((place) => thresholds[place]!),
  };
}

const CONDITIONS: readonly PressureCondition[] = ["DiskPressure", "MemoryPressure", "PIDPressure"];

/** The source keeps them in a map; here they stand in alphabetical order. */
function seenConditions(
  before: PressureState,
  thresholds: readonly Threshold[],
  met: readonly number[],
  nowUs: number,
): PressureState["conditionSeenUs"] {
  const now = new Set(met.map((place) => CONDITION_OF[RESOURCE_OF[thresholds[place]!.signal]]));
  return CONDITIONS.flatMap((condition) => {
    const atUs = now.has(condition) ? nowUs : before.conditionSeenUs.find((seen) => seen.condition === condition)?.atUs;
    return atUs === undefined ? [] : [{ condition, atUs }];
  });
}

/** The threshold to act for: memory before all others. */
export function mostUrgent(thresholds: readonly Threshold[]): Threshold | undefined {
  return thresholds.find(({ signal }) => RESOURCE_OF[signal] === "memory") ?? thresholds[0];
}

/** Whether the node itself has something to give back before a pod must go: unused containers and images on its disk. */
export function isReclaimedByNode({ signal }: Threshold): boolean {
  return RESOURCE_OF[signal] === "ephemeral-storage";
}

/** True if after that no threshold asks for more. */
export function isRelieved(thresholds: readonly Threshold[], observations: Observations): boolean {
  return !thresholds.some((threshold) => isMet(threshold, observations, true));
}
