// What is seen of pods: phases, conditions, container states.
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
import { RESOURCE_REQUIREMENTS } from "./container.ts";

export const POD_CONDITION = struct("v1.PodCondition", {
  type: always(named("v1.PodConditionType")),
  observedGeneration: INT64,
  status: always(named("v1.ConditionStatus")),
  lastProbeTime: always(TIME),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

const HOST_IP = struct("v1.HostIP", {
  ip: always(STRING),
});

const POD_IP = struct("v1.PodIP", {
  ip: always(STRING),
});

export const CONTAINER_STATE_WAITING = struct("v1.ContainerStateWaiting", {
  reason: STRING,
  message: STRING,
});

export const CONTAINER_STATE_RUNNING = struct("v1.ContainerStateRunning", {
  startedAt: always(TIME),
});

export const CONTAINER_STATE_TERMINATED = struct("v1.ContainerStateTerminated", {
  exitCode: always(INT32),
  signal: INT32,
  reason: STRING,
  message: STRING,
  startedAt: always(TIME),
  finishedAt: always(TIME),
  containerID: STRING,
});

export const CONTAINER_STATE = struct("v1.ContainerState", {
  waiting: pointer(CONTAINER_STATE_WAITING),
  running: pointer(CONTAINER_STATE_RUNNING),
  terminated: pointer(CONTAINER_STATE_TERMINATED),
});

const IMAGE_VOLUME_STATUS = struct("v1.ImageVolumeStatus", {
  imageRef: STRING,
});

const VOLUME_STATUS = struct("v1.VolumeStatus", {
  image: pointer(IMAGE_VOLUME_STATUS),
});

const VOLUME_MOUNT_STATUS = struct("v1.VolumeMountStatus", {
  name: always(STRING),
  mountPath: always(STRING),
  readOnly: BOOLEAN,
  recursiveReadOnly: pointer(named("v1.RecursiveReadOnlyMode")),
  volumeStatus: pointer(VOLUME_STATUS),
});

const LINUX_CONTAINER_USER = struct("v1.LinuxContainerUser", {
  uid: always(INT64),
  gid: always(INT64),
  supplementalGroups: list(INT64),
});

const CONTAINER_USER = struct("v1.ContainerUser", {
  linux: pointer(LINUX_CONTAINER_USER),
});

const RESOURCE_HEALTH = struct("v1.ResourceHealth", {
  resourceID: always(named("v1.ResourceID")),
  health: named("v1.ResourceHealthStatus"),
  message: pointer(STRING),
});

const RESOURCE_STATUS = struct("v1.ResourceStatus", {
  name: always(named("v1.ResourceName")),
  resources: list(RESOURCE_HEALTH),
});

export const CONTAINER_STATUS = struct("v1.ContainerStatus", {
  name: always(STRING),
  state: CONTAINER_STATE,
  lastState: CONTAINER_STATE,
  ready: always(BOOLEAN),
  restartCount: always(INT32),
  image: always(STRING),
  imageID: always(STRING),
  containerID: STRING,
  started: pointer(BOOLEAN),
  allocatedResources: RESOURCE_LIST,
  resources: pointer(RESOURCE_REQUIREMENTS),
  volumeMounts: list(VOLUME_MOUNT_STATUS),
  user: pointer(CONTAINER_USER),
  allocatedResourcesStatus: list(RESOURCE_STATUS),
  stopSignal: pointer(named("v1.Signal")),
});

export const POD_RESOURCE_CLAIM_STATUS = struct("v1.PodResourceClaimStatus", {
  name: always(STRING),
  resourceClaimName: pointer(STRING),
});

const CONTAINER_EXTENDED_RESOURCE_REQUEST = struct("v1.ContainerExtendedResourceRequest", {
  containerName: always(STRING),
  resourceName: always(STRING),
  requestName: always(STRING),
});

const POD_EXTENDED_RESOURCE_CLAIM_STATUS = struct("v1.PodExtendedResourceClaimStatus", {
  requestMappings: always(list(CONTAINER_EXTENDED_RESOURCE_REQUEST)),
  resourceClaimName: always(STRING),
});

const NODE_ALLOCATABLE_RESOURCE_CLAIM_STATUS = struct("v1.NodeAllocatableResourceClaimStatus", {
  resourceClaimName: always(STRING),
  containers: STRING_LIST,
  resources: always(RESOURCE_LIST),
});

export const POD_STATUS = struct("v1.PodStatus", {
  observedGeneration: INT64,
  phase: named("v1.PodPhase"),
  conditions: list(POD_CONDITION),
  message: STRING,
  reason: STRING,
  nominatedNodeName: STRING,
  hostIP: STRING,
  hostIPs: list(HOST_IP),
  podIP: STRING,
  podIPs: list(POD_IP),
  startTime: pointer(TIME),
  initContainerStatuses: list(CONTAINER_STATUS),
  containerStatuses: list(CONTAINER_STATUS),
  qosClass: named("v1.PodQOSClass"),
  ephemeralContainerStatuses: list(CONTAINER_STATUS),
  resize: named("v1.PodResizeStatus"),
  resourceClaimStatuses: list(POD_RESOURCE_CLAIM_STATUS),
  extendedResourceClaimStatus: pointer(POD_EXTENDED_RESOURCE_CLAIM_STATUS),
  allocatedResources: RESOURCE_LIST,
  resources: pointer(RESOURCE_REQUIREMENTS),
  nodeAllocatableResourceClaimStatuses: list(NODE_ALLOCATABLE_RESOURCE_CLAIM_STATUS),
});
export type PodStatus = ValueOf<typeof POD_STATUS>;
