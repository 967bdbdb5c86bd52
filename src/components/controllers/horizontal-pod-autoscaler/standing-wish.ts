// What an autoscaler at rest asks for at each look, and over which spans its memory is looked back: enough to bring the memory to
// where looks that were not made would have brought it.
// Imitates no file of Kubernetes: the real controller makes each look.

import type { AutoscalerMemory } from "./autoscaler-memory.ts";
import type { Aims, ControllerRules } from "./prepared-autoscaler.ts";

export interface StandingWish {
  readonly replicas: number;
  readonly downSpanUs: number;
  /** Absent: of an autoscaler without behavior. */
  readonly upSpanUs?: number;
}

/** What an autoscaler's metrics asked for at a look that found nothing to do. */
export interface RestingWish {
  readonly wished: number;
  readonly current: number;
  /** The wish lies beyond the limit at which the target is. */
  readonly isLimited: boolean;
}

export function standingWishOf(
  replicas: number,
  { behavior }: Pick<Aims, "behavior">,
  { settings }: Pick<ControllerRules, "settings">,
): StandingWish {
  if (behavior === undefined) return { replicas, downSpanUs: settings.downscaleStabilizationUs };
  const { scaleUp, scaleDown } = behavior;
  return { replicas, upSpanUs: scaleUp.windowUs, downSpanUs: scaleDown.windowUs };
}

/** The memory takes the wish in as at a look. */
export function takeIn(
  memory: AutoscalerMemory,
  { replicas, upSpanUs, downSpanUs }: StandingWish,
  nowUs: number,
): void {
  if (upSpanUs === undefined) memory.recommend(replicas, downSpanUs, nowUs);
  else memory.recommendWithin(replicas, upSpanUs, downSpanUs, nowUs);
}

/** Whether the same wish leaves the target where it is again: then the memory takes it in. */
export function wishesAgain(
  memory: AutoscalerMemory,
  { wished, current, isLimited }: RestingWish,
  aims: Aims,
  rules: ControllerRules,
  nowUs: number,
): boolean {
  if (isLimited) {
    if (!staysLimited(memory, wished, current, aims, rules, nowUs)) return false;
    takeIn(memory, standingWishOf(wished, aims, rules), nowUs);
    return true;
  }
  const { behavior } = aims;
  if (behavior === undefined) return memory.repeats(wished, current, rules.settings.downscaleStabilizationUs, nowUs);
  const { scaleUp, scaleDown } = behavior;
  return memory.repeatsWithin(wished, current, scaleUp.windowUs, scaleDown.windowUs, nowUs);
}

/** Until when the same wish, look after look, leaves the target where it did at the latest one; Infinity: for ever. */
export function staysUntilUs(
  memory: AutoscalerMemory,
  { wished, current, isLimited }: RestingWish,
  { upSpanUs, downSpanUs }: StandingWish,
): number {
  if (isLimited || wished === current) return Infinity;
  // What was asked for before keeps the target from what is asked for now, as long as it is looked back to.
  if (upSpanUs === undefined) return memory.latestUsOf((replicas) => replicas >= current) + downSpanUs + 1;
  return wished < current
    ? memory.latestUsOf((replicas) => replicas >= current) + downSpanUs
    : memory.latestUsOf((replicas) => replicas <= current) + upSpanUs;
}

/** Whether the target is at the limit that the wish is beyond, and nothing but the wish says so: then it is the same at all times. */
export function staysLimited(
  memory: AutoscalerMemory,
  wished: number,
  current: number,
  { minReplicas, maxReplicas, behavior }: Aims,
  { settings }: ControllerRules,
  nowUs: number,
): boolean {
  const isAtLeast = current === minReplicas && wished < minReplicas;
  const isAtMost = current === maxReplicas && wished > maxReplicas;
  if (!isAtLeast && !isAtMost) return false;
  if (behavior === undefined) return memory.highestOf(wished, settings.downscaleStabilizationUs, nowUs) === wished;
  const { scaleUp, scaleDown } = behavior;
  const { lowest, highest } = memory.rangeOf(wished, scaleUp.windowUs, scaleDown.windowUs, nowUs);
  return isAtLeast ? highest === wished : lowest === wished;
}
