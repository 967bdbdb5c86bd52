// What a service loses when an update gives it a type that has no use for it: fields that the server may have set
// itself, if the user left them as they were. Imitates pkg/registry/core/service/strategy.go (dropTypeDependentFields), v1.36.

import type { Draft } from "./api-type.ts";
import { jsonText } from "../go-text.ts";
import {
  EXTERNAL_NAME,
  isExternallyAccessible,
  LOAD_BALANCER,
  needsHealthCheck,
  needsNodePort,
} from "./service-reach.ts";
import type { Service, ServiceSpec } from "./types/service.ts";

/** Changes the new service in place. */
export function dropTypeDependentFields(service: Draft<Service>, old: Service): void {
  const spec = (service.spec ??= {});
  const oldSpec = old.spec ?? {};
  if (spec.type === EXTERNAL_NAME && oldSpec.type !== EXTERNAL_NAME) dropAddresses(spec, oldSpec);
  dropPorts(spec, oldSpec);
  if (oldSpec.type === LOAD_BALANCER && spec.type !== LOAD_BALANCER) {
    dropUnchanged(spec, oldSpec, "allocateLoadBalancerNodePorts");
    dropUnchanged(spec, oldSpec, "loadBalancerClass");
  }
  if (isExternallyAccessible(oldSpec) && !isExternallyAccessible(spec)) {
    dropUnchanged(spec, oldSpec, "externalTrafficPolicy");
  }
  if (spec.type !== LOAD_BALANCER && service.status !== undefined) {
    service.status = { ...service.status };
    delete service.status.loadBalancer;
  }
}

function dropUnchanged(spec: Draft<ServiceSpec>, old: ServiceSpec, field: keyof ServiceSpec): void {
  if (spec[field] === old[field]) delete spec[field];
}

function dropAddresses(spec: Draft<ServiceSpec>, old: ServiceSpec): void {
  if (spec.clusterIP === old.clusterIP && jsonText(spec.clusterIPs ?? []) === jsonText(old.clusterIPs ?? [])) {
    delete spec.clusterIP;
    delete spec.clusterIPs;
  }
  // An empty list is another one than none at all here, while an empty policy is none.
  if (jsonText(spec.ipFamilies) === jsonText(old.ipFamilies)) delete spec.ipFamilies;
  if ((spec.ipFamilyPolicy ?? "") === (old.ipFamilyPolicy ?? "")) delete spec.ipFamilyPolicy;
}

function dropPorts(spec: Draft<ServiceSpec>, old: ServiceSpec): void {
  if (needsNodePort(old) && !needsNodePort(spec)) {
    const known = new Set((old.ports ?? []).map(({ nodePort }) => nodePort));
    const ports = spec.ports ?? [];
    if (ports.every(({ nodePort }) => nodePort === undefined || known.has(nodePort))) {
      for (const port of ports) delete port.nodePort;
    }
  }
  if (needsHealthCheck(old) && !needsHealthCheck(spec)) dropUnchanged(spec, old, "healthCheckNodePort");
}
