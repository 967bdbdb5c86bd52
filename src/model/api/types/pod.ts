// Pods and pod templates.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  RESOURCE_LIST,
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
import { AFFINITY, TOLERATION, TOPOLOGY_SPREAD_CONSTRAINT } from "./affinity.ts";
import {
  APP_ARMOR_PROFILE,
  CONTAINER,
  EPHEMERAL_CONTAINER,
  RESOURCE_REQUIREMENTS,
  SECCOMP_PROFILE,
  SE_LINUX_OPTIONS,
  WINDOWS_SECURITY_CONTEXT_OPTIONS,
} from "./container.ts";
import { OBJECT_META } from "./object-meta.ts";
import { POD_STATUS } from "./pod-status.ts";
import { LOCAL_OBJECT_REFERENCE, VOLUME } from "./volume.ts";

const SYSCTL = struct("v1.Sysctl", {
  name: always(STRING),
  value: always(STRING),
});

export const POD_SECURITY_CONTEXT = struct("v1.PodSecurityContext", {
  seLinuxOptions: pointer(SE_LINUX_OPTIONS),
  windowsOptions: pointer(WINDOWS_SECURITY_CONTEXT_OPTIONS),
  runAsUser: pointer(INT64),
  runAsGroup: pointer(INT64),
  runAsNonRoot: pointer(BOOLEAN),
  supplementalGroups: list(INT64),
  supplementalGroupsPolicy: pointer(named("v1.SupplementalGroupsPolicy")),
  fsGroup: pointer(INT64),
  sysctls: list(SYSCTL),
  fsGroupChangePolicy: pointer(named("v1.PodFSGroupChangePolicy")),
  seccompProfile: pointer(SECCOMP_PROFILE),
  appArmorProfile: pointer(APP_ARMOR_PROFILE),
  seLinuxChangePolicy: pointer(named("v1.PodSELinuxChangePolicy")),
});
export type PodSecurityContext = ValueOf<typeof POD_SECURITY_CONTEXT>;

export const HOST_ALIAS = struct("v1.HostAlias", {
  ip: always(STRING),
  hostnames: STRING_LIST,
});
export type HostAlias = ValueOf<typeof HOST_ALIAS>;

const POD_DNS_CONFIG_OPTION = struct("v1.PodDNSConfigOption", {
  name: STRING,
  value: pointer(STRING),
});

export const POD_DNS_CONFIG = struct("v1.PodDNSConfig", {
  nameservers: STRING_LIST,
  searches: STRING_LIST,
  options: list(POD_DNS_CONFIG_OPTION),
});
export type PodDnsConfig = ValueOf<typeof POD_DNS_CONFIG>;

export const POD_READINESS_GATE = struct("v1.PodReadinessGate", {
  conditionType: always(named("v1.PodConditionType")),
});

export const POD_OS = struct("v1.PodOS", {
  name: always(named("v1.OSName")),
});

export const POD_SCHEDULING_GATE = struct("v1.PodSchedulingGate", {
  name: always(STRING),
});

export const POD_RESOURCE_CLAIM = struct("v1.PodResourceClaim", {
  name: always(STRING),
  resourceClaimName: pointer(STRING),
  resourceClaimTemplateName: pointer(STRING),
});
export type PodResourceClaim = ValueOf<typeof POD_RESOURCE_CLAIM>;

const POD_SCHEDULING_GROUP = struct("v1.PodSchedulingGroup", {
  podGroupName: pointer(STRING),
});

export const POD_SPEC = struct("v1.PodSpec", {
  volumes: list(VOLUME),
  initContainers: list(CONTAINER),
  containers: always(list(CONTAINER)),
  ephemeralContainers: list(EPHEMERAL_CONTAINER),
  restartPolicy: named("v1.RestartPolicy"),
  terminationGracePeriodSeconds: pointer(INT64),
  activeDeadlineSeconds: pointer(INT64),
  dnsPolicy: named("v1.DNSPolicy"),
  nodeSelector: STRING_MAP,
  serviceAccountName: STRING,
  serviceAccount: STRING,
  automountServiceAccountToken: pointer(BOOLEAN),
  nodeName: STRING,
  hostNetwork: BOOLEAN,
  hostPID: BOOLEAN,
  hostIPC: BOOLEAN,
  shareProcessNamespace: pointer(BOOLEAN),
  securityContext: pointer(POD_SECURITY_CONTEXT),
  imagePullSecrets: list(LOCAL_OBJECT_REFERENCE),
  hostname: STRING,
  subdomain: STRING,
  affinity: pointer(AFFINITY),
  schedulerName: STRING,
  tolerations: list(TOLERATION),
  hostAliases: list(HOST_ALIAS),
  priorityClassName: STRING,
  priority: pointer(INT32),
  dnsConfig: pointer(POD_DNS_CONFIG),
  readinessGates: list(POD_READINESS_GATE),
  runtimeClassName: pointer(STRING),
  enableServiceLinks: pointer(BOOLEAN),
  preemptionPolicy: pointer(named("v1.PreemptionPolicy")),
  overhead: RESOURCE_LIST,
  topologySpreadConstraints: list(TOPOLOGY_SPREAD_CONSTRAINT),
  setHostnameAsFQDN: pointer(BOOLEAN),
  os: pointer(POD_OS),
  hostUsers: pointer(BOOLEAN),
  schedulingGates: list(POD_SCHEDULING_GATE),
  resourceClaims: list(POD_RESOURCE_CLAIM),
  resources: pointer(RESOURCE_REQUIREMENTS),
  hostnameOverride: pointer(STRING),
  schedulingGroup: pointer(POD_SCHEDULING_GROUP),
});
export type PodSpec = ValueOf<typeof POD_SPEC>;

export const POD = struct("v1.Pod", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: POD_SPEC,
  status: POD_STATUS,
});
export type Pod = ValueOf<typeof POD>;

export const POD_TEMPLATE_SPEC = struct("v1.PodTemplateSpec", {
  metadata: OBJECT_META,
  spec: POD_SPEC,
});
export type PodTemplateSpec = ValueOf<typeof POD_TEMPLATE_SPEC>;
