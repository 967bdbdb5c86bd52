// Storage classes, CSI drivers with their nodes and capacities, and attachments of volumes.
// Source: k8s.io/api/storage/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  QUANTITY,
  STRING,
  STRING_LIST,
  STRING_MAP,
  TIME,
  always,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { TOPOLOGY_SELECTOR_TERM } from "./affinity.ts";
import { LABEL_SELECTOR, OBJECT_META } from "./object-meta.ts";
import { PERSISTENT_VOLUME_SPEC } from "./persistent-volume.ts";

export const STORAGE_CLASS = struct("v1.StorageClass", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  provisioner: always(STRING),
  parameters: STRING_MAP,
  reclaimPolicy: pointer(named("v1.PersistentVolumeReclaimPolicy")),
  mountOptions: STRING_LIST,
  allowVolumeExpansion: pointer(BOOLEAN),
  volumeBindingMode: pointer(named("v1.VolumeBindingMode")),
  allowedTopologies: list(TOPOLOGY_SELECTOR_TERM),
});
export type StorageClass = ValueOf<typeof STORAGE_CLASS>;

export const VOLUME_NODE_RESOURCES = struct("v1.VolumeNodeResources", {
  count: pointer(INT32),
});

export const CSI_NODE_DRIVER = struct("v1.CSINodeDriver", {
  name: always(STRING),
  nodeID: always(STRING),
  topologyKeys: always(STRING_LIST),
  allocatable: pointer(VOLUME_NODE_RESOURCES),
});
export type CsiNodeDriver = ValueOf<typeof CSI_NODE_DRIVER>;

export const CSI_NODE_SPEC = struct("v1.CSINodeSpec", {
  drivers: always(list(CSI_NODE_DRIVER)),
});

export const CSI_NODE = struct("v1.CSINode", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: CSI_NODE_SPEC,
});
export type CsiNode = ValueOf<typeof CSI_NODE>;

export const TOKEN_REQUEST = struct("v1.TokenRequest", {
  audience: always(STRING),
  expirationSeconds: pointer(INT64),
});
export type TokenRequest = ValueOf<typeof TOKEN_REQUEST>;

export const CSI_DRIVER_SPEC = struct("v1.CSIDriverSpec", {
  attachRequired: pointer(BOOLEAN),
  podInfoOnMount: pointer(BOOLEAN),
  volumeLifecycleModes: list(named("v1.VolumeLifecycleMode")),
  storageCapacity: pointer(BOOLEAN),
  fsGroupPolicy: pointer(named("v1.FSGroupPolicy")),
  tokenRequests: list(TOKEN_REQUEST),
  requiresRepublish: pointer(BOOLEAN),
  seLinuxMount: pointer(BOOLEAN),
  nodeAllocatableUpdatePeriodSeconds: pointer(INT64),
  serviceAccountTokenInSecrets: pointer(BOOLEAN),
  preventPodSchedulingIfMissing: pointer(BOOLEAN),
});
export type CsiDriverSpec = ValueOf<typeof CSI_DRIVER_SPEC>;

export const CSI_DRIVER = struct("v1.CSIDriver", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: CSI_DRIVER_SPEC,
});
export type CsiDriver = ValueOf<typeof CSI_DRIVER>;

export const CSI_STORAGE_CAPACITY = struct("v1.CSIStorageCapacity", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  nodeTopology: pointer(LABEL_SELECTOR),
  storageClassName: always(STRING),
  capacity: pointer(QUANTITY),
  maximumVolumeSize: pointer(QUANTITY),
});
export type CsiStorageCapacity = ValueOf<typeof CSI_STORAGE_CAPACITY>;

export const VOLUME_ATTACHMENT_SOURCE = struct("v1.VolumeAttachmentSource", {
  persistentVolumeName: pointer(STRING),
  inlineVolumeSpec: pointer(PERSISTENT_VOLUME_SPEC),
});
export type VolumeAttachmentSource = ValueOf<typeof VOLUME_ATTACHMENT_SOURCE>;

export const VOLUME_ATTACHMENT_SPEC = struct("v1.VolumeAttachmentSpec", {
  attacher: always(STRING),
  source: always(VOLUME_ATTACHMENT_SOURCE),
  nodeName: always(STRING),
});

const VOLUME_ERROR = struct("v1.VolumeError", {
  time: TIME,
  message: STRING,
  errorCode: pointer(INT32),
});
export type VolumeError = ValueOf<typeof VOLUME_ERROR>;

const VOLUME_ATTACHMENT_STATUS = struct("v1.VolumeAttachmentStatus", {
  attached: always(BOOLEAN),
  attachmentMetadata: STRING_MAP,
  attachError: pointer(VOLUME_ERROR),
  detachError: pointer(VOLUME_ERROR),
});
export type VolumeAttachmentStatus = ValueOf<typeof VOLUME_ATTACHMENT_STATUS>;

export const VOLUME_ATTACHMENT = struct("v1.VolumeAttachment", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: VOLUME_ATTACHMENT_SPEC,
  status: VOLUME_ATTACHMENT_STATUS,
});
export type VolumeAttachment = ValueOf<typeof VOLUME_ATTACHMENT>;
