// What a service loses with its type.

import { expect, it } from "vitest";

import type { Draft } from "../../../src/model/api/api-type.ts";
import { dropTypeDependentFields } from "../../../src/model/api/service-type-change.ts";
import type { Service, ServiceSpec } from "../../../src/model/api/types/service.ts";

function changed(old: ServiceSpec, spec: ServiceSpec): ServiceSpec | undefined {
  const service = structuredClone({ spec }) as Draft<Service>;
  dropTypeDependentFields(service, { spec: old });
  return service.spec;
}

const ADDRESSES = {
  clusterIP: "10.0.0.1",
  clusterIPs: ["10.0.0.1"],
  ipFamilies: ["IPv4"],
  ipFamilyPolicy: "SingleStack",
};
const BALANCER = {
  type: "LoadBalancer",
  externalTrafficPolicy: "Local",
  healthCheckNodePort: 30_000,
  allocateLoadBalancerNodePorts: true,
  loadBalancerClass: "a/b",
  ports: [{ port: 80, nodePort: 30_001 }],
};

it("takes the addresses of a name for something outside", () => {
  expect(changed({ type: "ClusterIP", ...ADDRESSES }, { type: "ExternalName", ...ADDRESSES })).toEqual({
    type: "ExternalName",
  });
  expect(changed({ type: "ClusterIP" }, { type: "ExternalName", ipFamilyPolicy: "" })).toEqual({
    type: "ExternalName",
  });
});

it("takes what only load balancers have", () => {
  expect(changed(BALANCER, { ...BALANCER, type: "ClusterIP" })).toEqual({ type: "ClusterIP", ports: [{ port: 80 }] });
});

it("leaves what the user changed at the same time for validation to refuse", () => {
  const spec = {
    ...BALANCER,
    type: "ClusterIP",
    externalTrafficPolicy: "Cluster",
    healthCheckNodePort: 30_005,
    allocateLoadBalancerNodePorts: false,
    loadBalancerClass: "a/c",
    ports: [{ port: 80, nodePort: 30_002 }],
  };
  expect(changed(BALANCER, spec)).toEqual(spec);
  const name = {
    type: "ExternalName",
    ...ADDRESSES,
    clusterIP: "10.0.0.2",
    ipFamilies: [],
    ipFamilyPolicy: "PreferDualStack",
  };
  expect(changed({ type: "ClusterIP", ...ADDRESSES }, name)).toEqual(name);
});

it("takes away the addresses that a load balancer had, and does not touch the stored object", () => {
  const status = { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } };
  const service: Draft<Service> = { spec: { type: "ClusterIP" }, status };
  dropTypeDependentFields(service, { spec: { type: "LoadBalancer" }, status });
  expect(service.status).toEqual({});
  expect(status.loadBalancer.ingress).toHaveLength(1);
});
