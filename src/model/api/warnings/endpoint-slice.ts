// What kubectl prints of endpoint slices with addresses in old forms.
// Imitates pkg/registry/discovery/endpointslice/strategy.go (WarningsOnCreate …), v1.36.

import { ipWarnings } from "../../ip-problems.ts";
import { FieldPath } from "../field-path.ts";
import type { EndpointSlice } from "../types/endpoint-slice.ts";
import { warningAt } from "./warning-text.ts";

const ENDPOINTS = FieldPath.root("endpoints");
const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
/** They write addresses in the one form themselves. */
const CONTROLLERS: ReadonlySet<string> = new Set([
  "endpointslice-controller.k8s.io",
  "endpointslicemirroring-controller.k8s.io",
]);

export function endpointSliceWarnings(slice: EndpointSlice): readonly string[] {
  const addresses = endpointAddressWarnings(slice);
  // The server names a field that slices do not have.
  return slice.addressType === "FQDN" ? ["spec.addressType: FQDN endpoints are deprecated", ...addresses] : addresses;
}

export function endpointAddressWarnings({ metadata, endpoints = [] }: EndpointSlice): readonly string[] {
  if (CONTROLLERS.has(metadata?.labels?.[MANAGED_BY] ?? "")) return [];
  return endpoints.flatMap(({ addresses = [] }, index) =>
    addresses.flatMap((address, addressIndex) =>
      ipWarnings(address).map((warning) =>
        warningAt(ENDPOINTS.index(index).child("addresses").index(addressIndex), warning),
      ),
    ),
  );
}
