// The Reserve extension point, as far as it decides anything here: which of the node's devices the pod gets, and what becomes
// of its claims.
// Imitates pkg/scheduler/framework/runtime/framework.go (RunReservePluginsReserve), v1.36.

import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";

import type { ClaimPlan, Decision } from "./decision.ts";
import type { CyclePod } from "./plugin.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";

/** The decision with the devices of the first plugin that chooses some, and with the plans of all for the pod's claims. */
export function reserve(runtime: ProfileRuntime, pod: CyclePod, decision: Decision): Decision {
  if (decision.kind !== "scheduled") return decision;
  const { deviceWish, volumes, resourceClaims: wanted } = pod.podClass;
  const devices = deviceWish === undefined ? undefined : chooseDevices(runtime, pod, decision.node);
  const claims = volumes.claims.length === 0 ? [] : planClaims(runtime, pod, decision.node);
  const resourceClaims = wanted.length === 0 ? [] : reserveDevices(runtime, pod, decision.node);
  if (devices === undefined && claims.length === 0 && resourceClaims.length === 0) return decision;
  return {
    ...decision,
    ...(devices === undefined ? {} : { devices }),
    ...(claims.length === 0 ? {} : { claims }),
    ...(resourceClaims.length === 0 ? {} : { resourceClaims }),
  };
}

function chooseDevices(runtime: ProfileRuntime, pod: CyclePod, node: number): readonly number[] | undefined {
  for (const { plugin } of runtime.reserve) {
    const devices = plugin.chooseDevices?.(pod, node);
    if (devices !== undefined) return devices;
  }
  return undefined;
}

function planClaims(runtime: ProfileRuntime, pod: CyclePod, node: number): readonly ClaimPlan[] {
  return runtime.reserve.flatMap(({ plugin }) => plugin.planClaims?.(pod, node) ?? []);
}

function reserveDevices(runtime: ProfileRuntime, pod: CyclePod, node: number): readonly ResourceClaim[] {
  return runtime.reserve.flatMap(({ plugin }) => plugin.reserveDevices?.(pod, node) ?? []);
}
