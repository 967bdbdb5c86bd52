// Taints of devices, and the requests that tolerate them.
// Imitates staging dynamic-resource-allocation/{resourceclaim/devicetoleration,structured/internal/incubating/
// allocator_incubating}.go, v1.36.

import type { DeviceToleration } from "../../model/api/types/resource-claim.ts";
import type { Device, DeviceTaint } from "../../model/api/types/resource-slice.ts";

/** True if some taint keeps the device from being allocated. */
export function isTainted({ taints = [] }: Device, tolerations: readonly DeviceToleration[]): boolean {
  return taints.some(
    (taint) =>
      (taint.effect === "NoSchedule" || taint.effect === "NoExecute") &&
      !tolerations.some((toleration) => tolerates(toleration, taint)),
  );
}

function tolerates({ key, operator, value = "", effect }: DeviceToleration, taint: DeviceTaint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  if (operator === "Exists") return true;
  return (!operator || operator === "Equal") && value === (taint.value ?? "");
}
