// From what the metrics ask for to what the target is set to, for an autoscaler without behavior: the highest of the last
// minutes, within its bounds, and not more than twice as many at once.
// Imitates normalizeDesiredReplicas and convertDesiredReplicasWithRules of pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { AutoscalerMemory } from "./autoscaler-memory.ts";
import type { Said } from "./conditions.ts";
import { int32FromDouble } from "./milli-arithmetic.ts";

/** What is made of the metrics' wish. */
export interface Normalised {
  readonly replicas: number;
  /** Conditions AbleToScale and ScalingLimited. */
  readonly ableToScale: Said;
  readonly scalingLimited: Said;
}

/** Of an autoscaler and its target. */
export interface Bounds {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly currentReplicas: number;
}

/** Why a wish was cut, or that it was not. */
export interface Limit {
  readonly replicas: number;
  readonly reason: string;
  readonly message: string;
}

const GROWTH_MAX = 2;
const GROWTH_LEAST = 4;

export const READY_FOR_NEW_SCALE: Said = Object.freeze({
  status: "True",
  reason: "ReadyForNewScale",
  message: "recommended size matches current size",
});

export const SCALE_DOWN_STABILIZED: Said = Object.freeze({
  status: "True",
  reason: "ScaleDownStabilized",
  message: "recent recommendations were higher than current one, applying the highest recent recommendation",
});

export const TOO_MANY = Object.freeze({
  reason: "TooManyReplicas",
  message: "the desired replica count is more than the maximum replica count",
});

export const TOO_FEW = Object.freeze({
  reason: "TooFewReplicas",
  message: "the desired replica count is less than the minimum replica count",
});

export const TOO_FAST_UP = Object.freeze({
  reason: "ScaleUpLimit",
  message: "the desired replica count is increasing faster than the maximum scale rate",
});

const WITHIN_RANGE = Object.freeze({
  reason: "DesiredWithinRange",
  message: "the desired count is within the acceptable range",
});

/** `windowUs`: for how long a higher wish holds. */
export function normalise(
  wished: number,
  bounds: Bounds,
  memory: AutoscalerMemory,
  windowUs: number,
  nowUs: number,
): Normalised {
  const stabilised = memory.recommend(wished, windowUs, nowUs);
  const ableToScale = stabilised === wished ? READY_FOR_NEW_SCALE : SCALE_DOWN_STABILIZED;
  const limit = limitOf(stabilised, bounds);
  return { replicas: limit.replicas, ableToScale, scalingLimited: limited(limit, stabilised) };
}

/** Whether a limit changed anything. */
export function limited({ replicas, reason, message }: Limit, wished: number): Said {
  return { status: replicas === wished ? "False" : "True", reason, message };
}

function limitOf(wished: number, { minReplicas, maxReplicas, currentReplicas }: Bounds): Limit {
  const fastest = int32FromDouble(Math.max(GROWTH_MAX * currentReplicas, GROWTH_LEAST));
  const most = Math.min(maxReplicas, fastest);
  if (wished < minReplicas) return { replicas: minReplicas, ...TOO_FEW };
  if (wished > most) return { replicas: most, ...(maxReplicas > fastest ? TOO_FAST_UP : TOO_MANY) };
  return withinRange(wished);
}

export function withinRange(replicas: number): Limit {
  return { replicas, ...WITHIN_RANGE };
}
