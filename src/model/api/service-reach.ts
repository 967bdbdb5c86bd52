// Who reaches a service, and what it needs for that.
// Imitates pkg/api/service/util.go and pkg/registry/core/service/strategy.go, v1.36.

import type { ServiceSpec } from "./types/service.ts";

/** In place of an address: the service has none of its own, its name stands for the addresses of its pods. */
export const NO_ADDRESS = "None";
/** The service is another name for one outside of the cluster. */
export const EXTERNAL_NAME = "ExternalName";
export const LOAD_BALANCER = "LoadBalancer";
export const NODE_PORT = "NodePort";
export const CLUSTER_IP = "ClusterIP";

/** True for services whose only address says that there is none. */
export function isHeadless({ clusterIPs = [] }: ServiceSpec): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === NO_ADDRESS;
}

/** True for services that clients outside of the cluster can reach. */
export function isExternallyAccessible({ type, externalIPs = [] }: ServiceSpec): boolean {
  return type === LOAD_BALANCER || type === NODE_PORT || (type === CLUSTER_IP && externalIPs.length > 0);
}

/** True for services whose nodes answer a load balancer on a port of its own whether they have pods of it. */
export function needsHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === LOAD_BALANCER && externalTrafficPolicy === "Local";
}

export function needsNodePort({ type }: ServiceSpec): boolean {
  return type === NODE_PORT || type === LOAD_BALANCER;
}
