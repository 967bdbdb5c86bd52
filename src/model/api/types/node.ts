// Nodes: what they offer, what keeps pods away from them, and what is seen of them.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  RESOURCE_LIST,
  STRING,
  STRING_LIST,
  TIME,
  always,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { TAINT } from "./affinity.ts";
import { OBJECT_META } from "./object-meta.ts";

const CONFIG_MAP_NODE_CONFIG_SOURCE = struct("v1.ConfigMapNodeConfigSource", {
  namespace: always(STRING),
  name: always(STRING),
  uid: named("types.UID"),
  resourceVersion: STRING,
  kubeletConfigKey: always(STRING),
});

const NODE_CONFIG_SOURCE = struct("v1.NodeConfigSource", {
  configMap: pointer(CONFIG_MAP_NODE_CONFIG_SOURCE),
});

export const NODE_SPEC = struct("v1.NodeSpec", {
  podCIDR: STRING,
  podCIDRs: STRING_LIST,
  providerID: STRING,
  unschedulable: BOOLEAN,
  taints: list(TAINT),
  configSource: pointer(NODE_CONFIG_SOURCE),
  externalID: STRING,
});

export const NODE_CONDITION = struct("v1.NodeCondition", {
  type: always(named("v1.NodeConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastHeartbeatTime: always(TIME),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

const NODE_ADDRESS = struct("v1.NodeAddress", {
  type: always(named("v1.NodeAddressType")),
  address: always(STRING),
});

const DAEMON_ENDPOINT = struct("v1.DaemonEndpoint", {
  Port: always(INT32),
});

const NODE_DAEMON_ENDPOINTS = struct("v1.NodeDaemonEndpoints", {
  kubeletEndpoint: DAEMON_ENDPOINT,
});

const NODE_SWAP_STATUS = struct("v1.NodeSwapStatus", {
  capacity: pointer(INT64),
});

export const NODE_SYSTEM_INFO = struct("v1.NodeSystemInfo", {
  machineID: always(STRING),
  systemUUID: always(STRING),
  bootID: always(STRING),
  kernelVersion: always(STRING),
  osImage: always(STRING),
  containerRuntimeVersion: always(STRING),
  kubeletVersion: always(STRING),
  kubeProxyVersion: always(STRING),
  operatingSystem: always(STRING),
  architecture: always(STRING),
  swap: pointer(NODE_SWAP_STATUS),
});

export const CONTAINER_IMAGE = struct("v1.ContainerImage", {
  names: always(STRING_LIST),
  sizeBytes: INT64,
});

const ATTACHED_VOLUME = struct("v1.AttachedVolume", {
  name: always(named("v1.UniqueVolumeName")),
  devicePath: always(STRING),
});

const NODE_CONFIG_STATUS = struct("v1.NodeConfigStatus", {
  assigned: pointer(NODE_CONFIG_SOURCE),
  active: pointer(NODE_CONFIG_SOURCE),
  lastKnownGood: pointer(NODE_CONFIG_SOURCE),
  error: STRING,
});

const NODE_RUNTIME_HANDLER_FEATURES = struct("v1.NodeRuntimeHandlerFeatures", {
  recursiveReadOnlyMounts: pointer(BOOLEAN),
  userNamespaces: pointer(BOOLEAN),
});

const NODE_RUNTIME_HANDLER = struct("v1.NodeRuntimeHandler", {
  name: always(STRING),
  features: pointer(NODE_RUNTIME_HANDLER_FEATURES),
});

const NODE_FEATURES = struct("v1.NodeFeatures", {
  supplementalGroupsPolicy: pointer(BOOLEAN),
});

export const NODE_STATUS = struct("v1.NodeStatus", {
  capacity: RESOURCE_LIST,
  allocatable: RESOURCE_LIST,
  phase: named("v1.NodePhase"),
  conditions: list(NODE_CONDITION),
  addresses: list(NODE_ADDRESS),
  daemonEndpoints: NODE_DAEMON_ENDPOINTS,
  nodeInfo: NODE_SYSTEM_INFO,
  images: list(CONTAINER_IMAGE),
  volumesInUse: list(named("v1.UniqueVolumeName")),
  volumesAttached: list(ATTACHED_VOLUME),
  config: pointer(NODE_CONFIG_STATUS),
  runtimeHandlers: list(NODE_RUNTIME_HANDLER),
  features: pointer(NODE_FEATURES),
  declaredFeatures: STRING_LIST,
});

export const NODE = struct("v1.Node", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: NODE_SPEC,
  status: NODE_STATUS,
});
export type Node = ValueOf<typeof NODE>;
