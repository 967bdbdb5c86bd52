// What an autoscaler at rest asks for at each look, and over which spans its memory is looked back: enough to bring the memory to
// where looks that were not made would have brought it.
// Imitates no file of Kubernetes: the real controller makes each look.

import type { AutoscalerMemory } from "./autoscaler-memory.ts";
import type { Behavior } from "./behavior.ts";
import type { ControllerRules } from "./prepared-autoscaler.ts";

export interface StandingWish {
  readonly replicas: number;
  readonly downSpanUs: number;
  /** Absent: of an autoscaler without behavior. */
  readonly upSpanUs?: number;
}

export function standingWishOf(
  replicas: number,
  behavior: Behavior | undefined,
  { settings }: ControllerRules,
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
