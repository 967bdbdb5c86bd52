// What the API server fills in where claims to devices say nothing.
// Imitates pkg/apis/resource/v1/defaults.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { DeviceSubRequest, ExactDeviceRequest, ResourceClaimSpec } from "../types/resource-claim.ts";

export function applyResourceClaimSpecDefaults(spec: Draft<ResourceClaimSpec> | undefined): void {
  for (const { exactly, firstAvailable = [] } of spec?.devices?.requests ?? []) {
    for (const request of [...(exactly === undefined ? [] : [exactly]), ...firstAvailable]) {
      applyRequestDefaults(request);
    }
  }
}

function applyRequestDefaults(request: Draft<ExactDeviceRequest> | Draft<DeviceSubRequest>): void {
  request.allocationMode ??= "ExactCount";
  if (request.allocationMode === "ExactCount") request.count ??= 1;
  for (const toleration of request.tolerations ?? []) toleration.operator ??= "Equal";
}
