// What kubectl prints of endpoint slices.

import { expect, it } from "vitest";

import { endpointAddressWarnings, endpointSliceWarnings } from "../../../../src/model/api/warnings/endpoint-slice.ts";

const OLD_FORM = { endpoints: [{ addresses: ["10.0.0.1", "010.0.0.1"] }] };
const WARNING = 'endpoints[0].addresses[1]: non-standard IP address "010.0.0.1" is invalid: use "10.0.0.1"';

it("tells addresses in old forms, unless a controller wrote them", () => {
  expect(endpointAddressWarnings(OLD_FORM)).toEqual([WARNING]);
  const labels = { "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io" };
  expect(endpointAddressWarnings({ metadata: { labels }, ...OLD_FORM })).toEqual([]);
});

it("tells names as addresses where they are new", () => {
  expect(endpointSliceWarnings({ addressType: "FQDN", ...OLD_FORM })).toEqual([
    "spec.addressType: FQDN endpoints are deprecated",
    WARNING,
  ]);
  expect(endpointSliceWarnings({ addressType: "IPv4" })).toEqual([]);
});
