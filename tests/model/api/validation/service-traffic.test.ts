// How traffic reaches a service.

import { expect, it } from "vitest";

import type { Service, ServiceSpec } from "../../../../src/model/api/types/service.ts";
import {
  validateHealthCheckPortUpdate,
  validateLoadBalancer,
  validateLoadBalancerClassUpdate,
  validateSessionAffinity,
  validateTrafficPolicies,
} from "../../../../src/model/api/validation/service-traffic.ts";
import { errorLines } from "../error-lines.ts";

const RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";
const BALANCER = { type: "LoadBalancer", allocateLoadBalancerNodePorts: true };
const LOCAL = { type: "LoadBalancer", internalTrafficPolicy: "Cluster", externalTrafficPolicy: "Local" };

it.each<[ServiceSpec, readonly string[]]>([
  [{ sessionAffinity: "None" }, []],
  [{ sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_400 } } }, []],
  [{}, ["spec.sessionAffinity: Required value"]],
  [{ sessionAffinity: "IP" }, ['spec.sessionAffinity: Unsupported value: "IP": supported values: "ClientIP", "None"']],
  [
    { sessionAffinity: "None", sessionAffinityConfig: {} },
    ["spec.sessionAffinityConfig: Forbidden: must not be set when session affinity is None"],
  ],
  [
    { sessionAffinity: "ClientIP" },
    ["spec.sessionAffinityConfig: Required value: when session affinity type is ClientIP"],
  ],
  [
    { sessionAffinity: "ClientIP", sessionAffinityConfig: {} },
    ["spec.sessionAffinityConfig.clientIP: Required value: when session affinity type is ClientIP"],
  ],
  [
    { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: {} } },
    ["spec.sessionAffinityConfig.clientIP.timeoutSeconds: Required value: when session affinity type is ClientIP"],
  ],
  [
    { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } },
    [
      "spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400",
    ],
  ],
])("judges the affinity %j", (spec, lines) => {
  expect(errorLines(validateSessionAffinity(spec))).toEqual(lines);
});

it.each<[ServiceSpec, readonly string[]]>([
  [{ type: "ClusterIP", internalTrafficPolicy: "Local", trafficDistribution: "PreferSameNode" }, []],
  [{ ...LOCAL, healthCheckNodePort: 30_000 }, []],
  [{ type: "ExternalName" }, []],
  [{ type: "ClusterIP" }, ["spec.internalTrafficPolicy: Required value"]],
  [LOCAL, ["spec.healthCheckNodePort: Required value"]],
  [
    { ...LOCAL, healthCheckNodePort: -1 },
    ["spec.healthCheckNodePort: Invalid value: -1: must be between 1 and 65535, inclusive"],
  ],
  [
    { type: "NodePort", internalTrafficPolicy: "Cluster", healthCheckNodePort: 30_000 },
    [
      "spec.externalTrafficPolicy: Required value",
      "spec.healthCheckNodePort: Invalid value: 30000: may only be set when `type` is 'LoadBalancer' and " +
        "`externalTrafficPolicy` is 'Local'",
    ],
  ],
  [
    { type: "ClusterIP", internalTrafficPolicy: "Near", externalTrafficPolicy: "Local", trafficDistribution: "Near" },
    [
      'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
      'spec.internalTrafficPolicy: Unsupported value: "Near": supported values: "Cluster", "Local"',
      'spec.trafficDistribution: Unsupported value: "Near": supported values: "PreferClose", "PreferSameZone", "PreferSameNode"',
    ],
  ],
])("judges the policies %j", (spec, lines) => {
  expect(errorLines(validateTrafficPolicies(spec))).toEqual(lines);
});

it.each<[Service, readonly string[]]>([
  [{ spec: { ...BALANCER, loadBalancerSourceRanges: [" 10.0.0.0/8 "], loadBalancerClass: "a/b" } }, []],
  [{ spec: BALANCER, metadata: { annotations: { [RANGES]: "10.0.0.0/8, 11.0.0.0/8" } } }, []],
  [{ spec: { type: "LoadBalancer" } }, ["allocateLoadBalancerNodePorts: Required value"]],
  [
    {
      spec: {
        type: "NodePort",
        allocateLoadBalancerNodePorts: false,
        loadBalancerClass: "a/b",
        loadBalancerSourceRanges: ["10.0.0.0"],
      },
    },
    [
      "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
      'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.0": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      "spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'",
      "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
    ],
  ],
  [
    { spec: { type: "NodePort" }, metadata: { annotations: { [RANGES]: "10.0.0.1/8" } } },
    [
      `metadata.annotations[${RANGES}]: Forbidden: may only be used when \`type\` is 'LoadBalancer'`,
      `metadata.annotations[${RANGES}]: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length`,
    ],
  ],
])("judges the load balancer %j", (service, lines) => {
  expect(errorLines(validateLoadBalancer(service, undefined))).toEqual(lines);
});

it("accepts ranges that were stored before", () => {
  const service = { spec: { ...BALANCER, loadBalancerSourceRanges: ["10.0.0.1/8"] } };
  expect(validateLoadBalancer(service, undefined)).toHaveLength(1);
  expect(validateLoadBalancer(service, { spec: { loadBalancerSourceRanges: [" 10.0.0.1/8"] } })).toEqual([]);
  const annotated = { spec: BALANCER, metadata: { annotations: { [RANGES]: "10.0.0.1/8" } } };
  expect(validateLoadBalancer(annotated, undefined)).toHaveLength(1);
  expect(validateLoadBalancer(annotated, annotated)).toEqual([]);
});

it("keeps the class of a load balancer, and the port by which it is asked", () => {
  expect(errorLines(validateLoadBalancerClassUpdate({ ...BALANCER, loadBalancerClass: "a/b" }, BALANCER))).toEqual([
    'spec.loadBalancerClass: Invalid value: "a/b": may not change once set',
  ]);
  expect(validateLoadBalancerClassUpdate({ ...BALANCER, loadBalancerClass: "a/b" }, { type: "ClusterIP" })).toEqual([]);
  const checked = { ...LOCAL, healthCheckNodePort: 30_000 };
  expect(errorLines(validateHealthCheckPortUpdate({ ...LOCAL, healthCheckNodePort: 30_001 }, checked))).toEqual([
    "spec.healthCheckNodePort: Forbidden: field is immutable",
  ]);
  expect(validateHealthCheckPortUpdate({ type: "ClusterIP" }, checked)).toEqual([]);
  expect(validateHealthCheckPortUpdate(checked, checked)).toEqual([]);
});
