// Classes of devices. Imitates pkg/registry/resource/deviceclass/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { DEVICE_CLASS, type DeviceClass } from "../types/resource-slice.ts";
import { validateDeviceClass } from "../validation/device-class.ts";

export const DEVICE_CLASS_KIND = apiKind<DeviceClass>({
  apiVersion: "resource.k8s.io/v1",
  kind: "DeviceClass",
  namespaced: false,
  type: DEVICE_CLASS,
  source: "pkg/registry/resource/deviceclass/strategy.go",
  applyDefaults() {},
  prepareForCreate({ metadata }) {
    if (metadata !== undefined) metadata.generation = 1;
  },
  validate: validateDeviceClass,
});
