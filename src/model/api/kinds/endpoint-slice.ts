// Endpoint slices: the addresses behind a service, in portions.
// Imitates pkg/registry/discovery/endpointslice/strategy.go and pkg/apis/discovery/v1/defaults.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { STRING_MAP } from "../api-type.ts";
import { dropDeprecatedTopology } from "../endpoint-topology.ts";
import { beginGenerations, nextGeneration } from "../generation.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { ENDPOINT_SLICE, type EndpointSlice } from "../types/endpoint-slice.ts";
import { validateEndpointSlice, validateEndpointSliceUpdate } from "../validation/endpoint-slice.ts";
import { endpointAddressWarnings, endpointSliceWarnings } from "../warnings/endpoint-slice.ts";

export const ENDPOINT_SLICE_KIND = apiKind<EndpointSlice>({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  namespaced: true,
  type: ENDPOINT_SLICE,
  source: "pkg/registry/discovery/endpointslice/strategy.go",
  applyDefaults({ ports = [] }) {
    for (const port of ports) {
      port.name ??= "";
      port.protocol ??= "TCP";
    }
  },
  prepareForCreate(slice) {
    beginGenerations(slice);
    dropDeprecatedTopology(slice, undefined);
  },
  validate: validateEndpointSlice,
  warningsOnCreate: endpointSliceWarnings,
  prepareForUpdate(slice, old) {
    if (isChanged(slice, old)) nextGeneration(slice, old);
    dropDeprecatedTopology(slice, old);
  },
  validateUpdate: validateEndpointSliceUpdate,
  warningsOnUpdate: endpointAddressWarnings,
});

/** Labels count here: they say whose slice it is. */
function isChanged({ metadata, ...slice }: EndpointSlice, { metadata: oldMetadata, ...old }: EndpointSlice): boolean {
  if (!areSemanticallyEqual(metadata?.labels, oldMetadata?.labels, STRING_MAP)) return true;
  return !areSemanticallyEqual({ ...slice, ...NO_NAMES }, { ...old, ...NO_NAMES }, ENDPOINT_SLICE);
}

/** An object in memory has no version and kind. */
const NO_NAMES = Object.freeze({ apiVersion: "", kind: "" });
