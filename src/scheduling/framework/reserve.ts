// The Reserve extension point, as far as it decides anything here: which of the node's devices the pod gets.
// Imitates pkg/scheduler/framework/runtime/framework.go (RunReservePluginsReserve), v1.36.

import type { Decision } from "./decision.ts";
import type { CyclePod } from "./plugin.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";

/** The decision with the devices of the first plugin that chooses some. */
export function reserve(runtime: ProfileRuntime, pod: CyclePod, decision: Decision): Decision {
  if (decision.kind !== "scheduled" || pod.podClass.deviceWish === undefined) return decision;
  for (const { plugin } of runtime.reserve) {
    const devices = plugin.chooseDevices?.(pod, decision.node);
    if (devices !== undefined) return { ...decision, devices };
  }
  return decision;
}
