// The conditions of an autoscaler: each type once, in the order in which they came to be.
// Imitates setConditionInList and removeCondition of pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { HorizontalPodAutoscalerCondition } from "../../../model/api/types/autoscaling-v2.ts";

import type { ControllerClock } from "../controller.ts";

export type Conditions = readonly HorizontalPodAutoscalerCondition[];

/** What is said under one type. */
export interface Said {
  readonly status: "False" | "True";
  readonly reason: string;
  readonly message: string;
}

/** The very same list where that was said already. */
export function withCondition(
  conditions: Conditions,
  type: string,
  { status, reason, message }: Said,
  clock: Pick<ControllerClock, "nowUs" | "timestampAt">,
): Conditions {
  let place = 0;
  while (place < conditions.length && conditions[place]!.type !== type) place += 1;
  const known = conditions[place];
  if (known?.status === status && known.reason === reason && known.message === message) return conditions;
  const now = clock.timestampAt(clock.nowUs);
  if (known === undefined) return [...conditions, { type, status, lastTransitionTime: now, reason, message }];
  const lastTransitionTime = known.status === status ? known.lastTransitionTime : now;
  const changed: HorizontalPodAutoscalerCondition =
    lastTransitionTime === undefined
      ? { type, status, reason, message }
      : { type, status, lastTransitionTime, reason, message };
  return conditions.with(place, changed);
}

export function withoutCondition(conditions: Conditions, type: string): Conditions {
  return conditions.some((condition) => condition.type === type)
    ? conditions.filter((condition) => condition.type !== type)
    : conditions;
}

export function isFalse(conditions: Conditions, type: string): boolean {
  return conditions.find((condition) => condition.type === type)?.status === "False";
}

export function isTrue(conditions: Conditions, type: string): boolean {
  return conditions.find((condition) => condition.type === type)?.status === "True";
}
