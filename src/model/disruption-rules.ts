// How many pods a disruption budget lets go, given how many there should be and how many are healthy.
// Imitates pkg/controller/disruption/disruption.go (getExpectedPodCount, updatePdbStatus), v1.36.

import type { PodDisruptionBudget } from "./api/types/policy.ts";
import { scaledUp, type IntOrPercent } from "./int-or-percent.ts";

type Spec = NonNullable<PodDisruptionBudget["spec"]>;

/** Whether the budget asks how many pods there should be; one with a plain number of available pods does not. */
export function asksForScale({ minAvailable, maxUnavailable }: Spec): boolean {
  return maxUnavailable !== undefined || typeof minAvailable === "string";
}

/** How many healthy pods must stay, of `expected` ones. */
export function desiredHealthy({ minAvailable, maxUnavailable }: Spec, expected: number): number {
  if (maxUnavailable !== undefined) return Math.max(0, expected - share(maxUnavailable, expected));
  return share(minAvailable, expected);
}

/** While no pods are expected nobody may go. */
export function disruptionsAllowed(healthy: number, desired: number, expected: number): number {
  return expected <= 0 ? 0 : Math.max(0, healthy - desired);
}

/** A text that is no share has been refused when it was read. */
function share(value: IntOrPercent | undefined, total: number): number {
  const scaled = scaledUp(value ?? 0, total);
  return scaled.kind === "scaled" ? scaled.value : 0;
}
