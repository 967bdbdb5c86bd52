// Which taints a pod puts up with.
// Imitates staging api core/v1/toleration.go and component-helpers scheduling/corev1/helpers.go, v1.36.

import { parseInt64 } from "./go-integer.ts";
import { decimalIntegerProblems } from "./name-formats.ts";
import type { Taint, Toleration } from "./objects.ts";

/** The taint that a cordoned node carries, as NodeUnschedulable imagines it. */
export const UNSCHEDULABLE_TAINT: Taint = Object.freeze({
  key: "node.kubernetes.io/unschedulable",
  value: "",
  effect: "NoSchedule",
});

/**
 * True if this toleration covers the taint. The gate TaintTolerationComparisonOperators is off, as by default:
 * `Lt` and `Gt` never tolerate.
 */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (!speaksOf(toleration, taint)) return false;
  switch (toleration.operator ?? "") {
    case "":
    case "Equal":
      return (toleration.value ?? "") === (taint.value ?? "");
    case "Exists":
      return true;
    default:
      return false;
  }
}

function speaksOf(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  return !toleration.key || toleration.key === taint.key;
}

/** True if this toleration covers the taint where the gate is on: by comparing whole numbers, too. */
export function toleratesOrCompares(toleration: Toleration, taint: Taint): boolean {
  const { operator } = toleration;
  if (operator !== "Lt" && operator !== "Gt") return tolerates(toleration, taint);
  const bound = wholeNumber(toleration.value);
  const value = wholeNumber(taint.value);
  if (!speaksOf(toleration, taint) || bound === undefined || value === undefined) return false;
  return operator === "Lt" ? value < bound : value > bound;
}

/** A number as a person writes it, within 64 bits. */
function wholeNumber(text = ""): bigint | undefined {
  return decimalIntegerProblems(text).length === 0 ? parseInt64(text) : undefined;
}

/** True if some toleration covers the taint. */
export function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => tolerates(toleration, taint));
}

/** The first taint that keeps the pod away (NoSchedule or NoExecute), or undefined. */
export function firstUntoleratedTaint(taints: readonly Taint[], tolerations: readonly Toleration[]): Taint | undefined {
  return taints.find(
    (taint) => (taint.effect === "NoSchedule" || taint.effect === "NoExecute") && !isTolerated(taint, tolerations),
  );
}

/** How many PreferNoSchedule taints the pod does not put up with. */
export function countIntolerablePreferences(taints: readonly Taint[], tolerations: readonly Toleration[]): number {
  let count = 0;
  for (const taint of taints) {
    if (taint.effect === "PreferNoSchedule" && !isTolerated(taint, tolerations)) count += 1;
  }
  return count;
}

/** The tolerations that can speak to PreferNoSchedule taints. */
export function preferenceTolerations(tolerations: readonly Toleration[]): readonly Toleration[] {
  return tolerations.filter(({ effect }) => !effect || effect === "PreferNoSchedule");
}
