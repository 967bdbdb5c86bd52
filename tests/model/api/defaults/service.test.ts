// Defaults of services, and what a server's storage adds.

import { expect, it } from "vitest";

import type { Draft } from "../../../../src/model/api/api-type.ts";
import { allocateServiceFields, applyServiceDefaults } from "../../../../src/model/api/defaults/service.ts";
import type { Service, ServiceSpec } from "../../../../src/model/api/types/service.ts";

const PLAIN = { type: "ClusterIP", sessionAffinity: "None", internalTrafficPolicy: "Cluster" };

it.each<[string, Draft<ServiceSpec>, ServiceSpec]>([
  ["a type and policies", {}, PLAIN],
  [
    "protocols and ports of pods",
    { ports: [{ port: 80 }, { port: 81, targetPort: "" }, { targetPort: "http" }, { targetPort: "" }] },
    {
      ...PLAIN,
      ports: [
        { port: 80, protocol: "TCP", targetPort: 80 },
        { port: 81, protocol: "TCP", targetPort: 81 },
        { protocol: "TCP", targetPort: "http" },
        { protocol: "TCP" },
      ],
    },
  ],
  [
    "a time to clients that stay with a pod",
    { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: {} } },
    { ...PLAIN, sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } },
  ],
  ["no time to others", { sessionAffinityConfig: { clientIP: { timeoutSeconds: 5 } } }, PLAIN],
  [
    "a policy for clients outside",
    { externalIPs: ["1.2.3.4"] },
    { ...PLAIN, externalIPs: ["1.2.3.4"], externalTrafficPolicy: "Cluster" },
  ],
  [
    "ports of nodes to load balancers",
    { type: "LoadBalancer" },
    { ...PLAIN, type: "LoadBalancer", externalTrafficPolicy: "Cluster", allocateLoadBalancerNodePorts: true },
  ],
  ["no policies to names", { type: "ExternalName" }, { type: "ExternalName", sessionAffinity: "None" }],
])("gives %s", (_, spec, expected) => {
  const service = { spec };
  applyServiceDefaults(service);
  expect(service.spec).toEqual(expected);
});

it("says how the address of a load balancer is used", () => {
  const service: Draft<Service> = {
    spec: { type: "LoadBalancer" },
    status: {
      loadBalancer: { ingress: [{ ip: "1.2.3.4" }, { hostname: "a.example" }, { ip: "1.2.3.5", ipMode: "Proxy" }] },
    },
  };
  applyServiceDefaults(service);
  expect(service.status?.loadBalancer?.ingress?.map(({ ipMode }) => ipMode)).toEqual(["VIP", undefined, "Proxy"]);
});

it.each<[Draft<ServiceSpec>, ServiceSpec]>([
  [{ clusterIP: "None" }, { clusterIP: "None", clusterIPs: ["None"] }],
  [
    { clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.2"] },
    { clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.2"] },
  ],
  [
    { type: "LoadBalancer", externalTrafficPolicy: "Local" },
    { type: "LoadBalancer", externalTrafficPolicy: "Local", healthCheckNodePort: 30_000 },
  ],
  [{}, {}],
])("allocates for %j", (spec, expected) => {
  const service = { spec };
  allocateServiceFields(service);
  expect(service.spec).toEqual(expected);
});
