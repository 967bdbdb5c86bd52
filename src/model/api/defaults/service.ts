// Defaults of services, and what the server's storage allocates for them.
// Imitates pkg/apis/core/v1/defaults.go (SetDefaults_Service) and pkg/registry/core/service/storage/storage.go, v1.36.

import type { Draft } from "../api-type.ts";
import { CLUSTER_IP, isExternallyAccessible, LOAD_BALANCER, needsHealthCheck, NODE_PORT } from "../service-reach.ts";
import type { Service, ServicePort, ServiceSpec } from "../types/service.ts";

const AFFINITY_TIMEOUT_SECONDS = 10_800;
/** The lowest of those that nodes offer; which of them a server takes is chance. */
const NODE_PORTS_BEGIN = 30_000;

export function applyServiceDefaults(service: Draft<Service>): void {
  const spec = (service.spec ??= {});
  completeAffinity(spec);
  spec.type ??= CLUSTER_IP;
  for (const port of spec.ports ?? []) {
    port.protocol ??= "TCP";
    completeTargetPort(port);
  }
  completeTraffic(spec);
  if (spec.type !== LOAD_BALANCER) return;
  spec.allocateLoadBalancerNodePorts ??= true;
  for (const ingress of service.status?.loadBalancer?.ingress ?? []) {
    if (ingress.ip !== undefined) ingress.ipMode ??= "VIP";
  }
}

/** An empty name is no port either. */
function completeTargetPort(servicePort: Draft<ServicePort>): void {
  const { port, targetPort } = servicePort;
  if (targetPort !== undefined && targetPort !== "") return;
  if (port === undefined) delete servicePort.targetPort;
  else servicePort.targetPort = port;
}

function completeAffinity(spec: Draft<ServiceSpec>): void {
  spec.sessionAffinity ??= "None";
  if (spec.sessionAffinity === "None") delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity !== "ClientIP") return;
  if (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds !== undefined) return;
  spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: AFFINITY_TIMEOUT_SECONDS } };
}

function completeTraffic(spec: Draft<ServiceSpec>): void {
  if (isExternallyAccessible(spec)) spec.externalTrafficPolicy ??= "Cluster";
  if (spec.type === CLUSTER_IP || spec.type === NODE_PORT || spec.type === LOAD_BALANCER) {
    spec.internalTrafficPolicy ??= "Cluster";
  }
}

/** What the storage fills in before it asks for validation, in place; addresses are left to a real server. */
export function allocateServiceFields({ spec }: Draft<Service>): void {
  if (spec === undefined) return;
  const { clusterIP, clusterIPs = [] } = spec;
  if (clusterIP !== undefined && clusterIPs.length === 0) spec.clusterIPs = [clusterIP];
  if (needsHealthCheck(spec)) spec.healthCheckNodePort ??= NODE_PORTS_BEGIN;
}
