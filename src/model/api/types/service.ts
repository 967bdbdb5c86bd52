// Services: how pods are reached under one address, and what is known of it.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT_OR_STRING,
  STRING,
  STRING_LIST,
  STRING_MAP,
  always,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { CONDITION, OBJECT_META } from "./object-meta.ts";

export const SERVICE_PORT = struct("v1.ServicePort", {
  name: STRING,
  protocol: named("v1.Protocol"),
  appProtocol: pointer(STRING),
  port: always(INT32),
  targetPort: INT_OR_STRING,
  nodePort: INT32,
});
export type ServicePort = ValueOf<typeof SERVICE_PORT>;

const CLIENT_IP_CONFIG = struct("v1.ClientIPConfig", {
  timeoutSeconds: pointer(INT32),
});

export const SESSION_AFFINITY_CONFIG = struct("v1.SessionAffinityConfig", {
  clientIP: pointer(CLIENT_IP_CONFIG),
});
export type SessionAffinityConfig = ValueOf<typeof SESSION_AFFINITY_CONFIG>;

export const SERVICE_SPEC = struct("v1.ServiceSpec", {
  ports: list(SERVICE_PORT),
  selector: STRING_MAP,
  clusterIP: STRING,
  clusterIPs: STRING_LIST,
  type: named("v1.ServiceType"),
  externalIPs: STRING_LIST,
  sessionAffinity: named("v1.ServiceAffinity"),
  loadBalancerIP: STRING,
  loadBalancerSourceRanges: STRING_LIST,
  externalName: STRING,
  externalTrafficPolicy: named("v1.ServiceExternalTrafficPolicy"),
  healthCheckNodePort: INT32,
  publishNotReadyAddresses: BOOLEAN,
  sessionAffinityConfig: pointer(SESSION_AFFINITY_CONFIG),
  ipFamilies: list(named("v1.IPFamily")),
  ipFamilyPolicy: pointer(named("v1.IPFamilyPolicy")),
  allocateLoadBalancerNodePorts: pointer(BOOLEAN),
  loadBalancerClass: pointer(STRING),
  internalTrafficPolicy: pointer(named("v1.ServiceInternalTrafficPolicy")),
  trafficDistribution: pointer(STRING),
});
export type ServiceSpec = ValueOf<typeof SERVICE_SPEC>;

const PORT_STATUS = struct("v1.PortStatus", {
  port: always(INT32),
  protocol: always(named("v1.Protocol")),
  error: pointer(STRING),
});

const LOAD_BALANCER_INGRESS = struct("v1.LoadBalancerIngress", {
  ip: STRING,
  hostname: STRING,
  ipMode: pointer(named("v1.LoadBalancerIPMode")),
  ports: list(PORT_STATUS),
});

const LOAD_BALANCER_STATUS = struct("v1.LoadBalancerStatus", {
  ingress: list(LOAD_BALANCER_INGRESS),
});

const SERVICE_STATUS = struct("v1.ServiceStatus", {
  loadBalancer: LOAD_BALANCER_STATUS,
  conditions: list(CONDITION),
});

export const SERVICE = struct("v1.Service", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: SERVICE_SPEC,
  status: SERVICE_STATUS,
});
export type Service = ValueOf<typeof SERVICE>;
