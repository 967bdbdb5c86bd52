// From what the metrics ask for to what the target is set to, by the behavior of an autoscaler: stabilised over a window for
// each direction, and changed by no more than its policies allow over their periods.
// Imitates normalizeDesiredReplicasWithBehaviors and what it calls in pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { HpaScalingPolicy, HpaScalingRules } from "../../../model/api/types/autoscaling-v2.ts";

import type { AutoscalerMemory } from "./autoscaler-memory.ts";
import type { Said } from "./conditions.ts";
import { int32FromDouble, INT32_MAX, INT32_MIN } from "./milli-arithmetic.ts";
import {
  limited,
  READY_FOR_NEW_SCALE,
  SCALE_DOWN_STABILIZED,
  TOO_FAST_UP,
  TOO_FEW,
  TOO_MANY,
  withinRange,
  type Bounds,
  type Limit,
  type Normalised,
} from "./normalisation.ts";

/** Behavior with its defaults. */
export interface Behavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

export interface ScalingRules {
  readonly windowUs: number;
  readonly selectPolicy: string;
  readonly policies: readonly HpaScalingPolicy[];
  readonly longestPeriodSeconds: number;
}

const SCALE_UP_STABILIZED: Said = Object.freeze({
  status: "True",
  reason: "ScaleUpStabilized",
  message: "recent recommendations were lower than current one, applying the lowest recent recommendation",
});

const TOO_FAST_DOWN = Object.freeze({
  reason: "ScaleDownLimit",
  message: "the desired replica count is decreasing faster than the maximum scale rate",
});

const US_PER_SECOND = 1_000_000;
const PERCENT = 100;

/** `usualWindowSeconds`: where the rules do not say it. */
export function scalingRulesOf(rules: HpaScalingRules | undefined, usualWindowSeconds: number): ScalingRules {
  const policies = rules?.policies ?? [];
  return {
    windowUs: (rules?.stabilizationWindowSeconds ?? usualWindowSeconds) * US_PER_SECOND,
    selectPolicy: rules?.selectPolicy ?? "Max",
    policies,
    longestPeriodSeconds: policies.reduce((longest, { periodSeconds = 0 }) => Math.max(longest, periodSeconds), 0),
  };
}

export function normaliseByBehavior(
  wished: number,
  bounds: Bounds,
  behavior: Behavior,
  memory: AutoscalerMemory,
  nowUs: number,
): Normalised {
  const { currentReplicas } = bounds;
  const { scaleUp, scaleDown } = behavior;
  const { lowest, highest } = memory.recommendWithin(wished, scaleUp.windowUs, scaleDown.windowUs, nowUs);
  const stabilised = Math.min(Math.max(currentReplicas, lowest), highest);
  const cut = wished >= currentReplicas ? SCALE_UP_STABILIZED : SCALE_DOWN_STABILIZED;
  const limit = limitOf(stabilised, bounds, behavior, memory, nowUs);
  return {
    replicas: limit.replicas,
    ableToScale: stabilised === wished ? READY_FOR_NEW_SCALE : cut,
    scalingLimited: limited(limit, stabilised),
  };
}

function limitOf(
  wished: number,
  { minReplicas, maxReplicas, currentReplicas }: Bounds,
  { scaleUp, scaleDown }: Behavior,
  memory: AutoscalerMemory,
  nowUs: number,
): Limit {
  if (wished > currentReplicas) {
    const fastest = Math.max(currentReplicas, mostReplicas(currentReplicas, scaleUp, memory, nowUs));
    if (wished > Math.min(maxReplicas, fastest)) {
      return maxReplicas > fastest ? { replicas: fastest, ...TOO_FAST_UP } : { replicas: maxReplicas, ...TOO_MANY };
    }
  } else if (wished < currentReplicas) {
    const fastest = Math.min(currentReplicas, leastReplicas(currentReplicas, scaleDown, memory, nowUs));
    if (wished < Math.max(minReplicas, fastest)) {
      return minReplicas < fastest ? { replicas: fastest, ...TOO_FAST_DOWN } : { replicas: minReplicas, ...TOO_FEW };
    }
  }
  return withinRange(wished);
}

/** What the policies for growing allow. */
function mostReplicas(current: number, rules: ScalingRules, memory: AutoscalerMemory, nowUs: number): number {
  if (rules.selectPolicy === "Disabled") return current;
  const takesLeast = rules.selectPolicy === "Min";
  let most = takesLeast ? INT32_MAX : INT32_MIN;
  let proposed = 0;
  for (const { type, value = 0, periodSeconds = 0 } of rules.policies) {
    const start = startOf(current, periodSeconds, memory, nowUs);
    if (type === "Pods") proposed = (start + value) | 0;
    else if (type === "Percent") proposed = int32FromDouble(Math.ceil(start * (1 + value / PERCENT)));
    most = takesLeast ? Math.min(most, proposed) : Math.max(most, proposed);
  }
  return most;
}

/** What the policies for shrinking allow. */
function leastReplicas(current: number, rules: ScalingRules, memory: AutoscalerMemory, nowUs: number): number {
  if (rules.selectPolicy === "Disabled") return current;
  const takesMost = rules.selectPolicy === "Min";
  let least = takesMost ? INT32_MIN : INT32_MAX;
  let proposed = 0;
  for (const { type, value = 0, periodSeconds = 0 } of rules.policies) {
    const start = startOf(current, periodSeconds, memory, nowUs);
    if (type === "Pods") proposed = (start - value) | 0;
    else if (type === "Percent") proposed = int32FromDouble(start * (1 - value / PERCENT));
    least = takesMost ? Math.max(least, proposed) : Math.min(least, proposed);
  }
  return least;
}

/** How many replicas there were when the period began, as far as this autoscaler changed them. */
function startOf(current: number, periodSeconds: number, memory: AutoscalerMemory, nowUs: number): number {
  return (current - memory.addedWithin(periodSeconds, nowUs) + memory.removedWithin(periodSeconds, nowUs)) | 0;
}
