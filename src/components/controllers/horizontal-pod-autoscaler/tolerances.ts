// How far usage may be from its target before the number of replicas is changed.
// Imitates pkg/controller/podautoscaler/replica_calculator.go (Tolerances) and horizontal.go (tolerancesForHpa), v1.36.

import type { HorizontalPodAutoscalerBehavior } from "../../../model/api/types/autoscaling-v2.ts";
import { readQuantity } from "../../../model/quantity/parse-quantity.ts";
import { approximateDouble } from "../../../model/quantity/whole-units.ts";

export interface Tolerances {
  readonly scaleDown: number;
  readonly scaleUp: number;
}

/** `isConfigurable`: gate HPAConfigurableTolerance. */
export function tolerancesOf(
  behavior: HorizontalPodAutoscalerBehavior | undefined,
  usual: number,
  isConfigurable: boolean,
): Tolerances {
  const own = isConfigurable ? behavior : undefined;
  return {
    scaleDown: doubleOf(own?.scaleDown?.tolerance) ?? usual,
    scaleUp: doubleOf(own?.scaleUp?.tolerance) ?? usual,
  };
}

function doubleOf(tolerance: string | undefined): number | undefined {
  const read = tolerance === undefined ? undefined : readQuantity(tolerance);
  return read === undefined ? undefined : approximateDouble(read);
}

/** Whether usage as a part of its target changes nothing. */
export function isWithin({ scaleDown, scaleUp }: Tolerances, usageRatio: number): boolean {
  return 1 - scaleDown <= usageRatio && usageRatio <= 1 + scaleUp;
}
