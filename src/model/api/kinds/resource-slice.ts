// Devices that drivers publish. Imitates pkg/registry/resource/resourceslice/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { RESOURCE_SLICE, type ResourceSlice } from "../types/resource-slice.ts";
import { validateResourceSlice } from "../validation/resource-slice.ts";

export const RESOURCE_SLICE_KIND = apiKind<ResourceSlice>({
  apiVersion: "resource.k8s.io/v1",
  kind: "ResourceSlice",
  namespaced: false,
  type: RESOURCE_SLICE,
  source: "pkg/registry/resource/resourceslice/strategy.go",
  applyDefaults() {},
  prepareForCreate({ metadata }) {
    if (metadata !== undefined) metadata.generation = 1;
  },
  validate: validateResourceSlice,
});
