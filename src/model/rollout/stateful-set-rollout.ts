// How many pods of a StatefulSet may be unavailable while a rolling update goes on.
// Imitates pkg/controller/statefulset/stateful_set_utils.go (getStatefulSetMaxUnavailable), v1.36; used there only with the
// gate MaxUnavailableStatefulSet.

import { scaledDown, type IntOrPercent, type ScaledValue } from "../int-or-percent.ts";

/** At least one pod, whatever a small percentage comes to. */
export function statefulSetUnavailable(maxUnavailable: IntOrPercent | undefined, replicas: number): ScaledValue {
  const scaled = scaledDown(maxUnavailable ?? 1, replicas);
  return scaled.kind === "refused" ? scaled : { kind: "scaled", value: Math.max(scaled.value, 1) };
}
