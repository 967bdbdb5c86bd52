// What kubectl prints of services.

import { expect, it } from "vitest";

import type { ServiceSpec } from "../../../../src/model/api/types/service.ts";
import { serviceWarnings } from "../../../../src/model/api/warnings/service.ts";

it.each<[ServiceSpec, readonly string[]]>([
  [{ type: "ClusterIP", clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.1"] }, []],
  [
    { type: "ClusterIP", clusterIP: "2001:DB8::1", clusterIPs: ["2001:DB8::1"] },
    ['spec.clusterIPs[0]: IPv6 address "2001:DB8::1" should be in RFC 5952 canonical format ("2001:db8::1")'],
  ],
  [
    {
      type: "ClusterIP",
      clusterIP: "None",
      loadBalancerIP: "x",
      externalIPs: ["1.2.3.4"],
      sessionAffinity: "ClientIP",
    },
    ["loadBalancerIP", "externalIPs", "SessionAffinity"].map(
      (field) => `spec.${field} is ignored for headless services`,
    ),
  ],
  [
    { type: "NodePort", externalIPs: ["1.2.3.4"], externalName: "a" },
    [
      "spec.externalIPs is deprecated and may no longer be implemented in some clusters",
      'spec.externalName is ignored when spec.type is not "ExternalName"',
    ],
  ],
  [
    { type: "ExternalName", externalIPs: ["1.2.3.4"], externalName: "a" },
    ['spec.externalIPs is ignored when spec.type is "ExternalName"'],
  ],
  [
    { type: "LoadBalancer", loadBalancerIP: "010.0.0.1", loadBalancerSourceRanges: ["10.0.0.1/8"] },
    [
      'spec.loadBalancerIP: non-standard IP address "010.0.0.1" is invalid: use "10.0.0.1"',
      'spec.loadBalancerSourceRanges[0]: CIDR value "10.0.0.1/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.1/32"?)',
    ],
  ],
  [
    { type: "ClusterIP", trafficDistribution: "PreferClose" },
    ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'],
  ],
])("says of %j", (spec, expected) => {
  expect(serviceWarnings({ spec })).toEqual(expected);
});

it("names the annotation that took the place of an old one", () => {
  const annotations = { "service.kubernetes.io/topology-aware-hints": "Auto" };
  expect(serviceWarnings({ metadata: { annotations } })).toEqual([
    "annotation service.kubernetes.io/topology-aware-hints is deprecated, " +
      "please use service.kubernetes.io/topology-mode instead",
  ]);
});
