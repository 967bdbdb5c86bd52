// The topology that endpoints had before they had a node and a zone: requests of discovery.k8s.io/v1 cannot write it.
// Imitates pkg/registry/discovery/endpointslice/strategy.go (dropTopologyOnV1), v1.36.

import { dns1123SubdomainProblems } from "../name-formats.ts";
import type { Draft } from "./api-type.ts";
import { areSemanticallyEqual } from "./semantic-equality.ts";
import { ENDPOINT_SLICE, type EndpointSlice } from "./types/endpoint-slice.ts";

const HOST_NAME = "kubernetes.io/hostname";
const ENDPOINTS = ENDPOINT_SLICE.table.endpoints.type;

/** Drops it in place, unless `old`, which is stored, had the same endpoints; a known node goes into its field. */
export function dropDeprecatedTopology(slice: Draft<EndpointSlice>, old: EndpointSlice | undefined): void {
  if (old !== undefined && areSemanticallyEqual(slice.endpoints, old.endpoints, ENDPOINTS)) return;
  const known = new Set((old?.endpoints ?? []).map((endpoint) => endpoint.deprecatedTopology?.[HOST_NAME]));
  for (const endpoint of slice.endpoints ?? []) {
    const name = endpoint.deprecatedTopology?.[HOST_NAME];
    const isNode = name !== undefined && name !== "" && known.has(name) && dns1123SubdomainProblems(name).length === 0;
    if (isNode) endpoint.nodeName ??= name;
    delete endpoint.deprecatedTopology;
  }
}
