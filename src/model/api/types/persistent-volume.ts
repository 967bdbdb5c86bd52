// Persistent volumes and their sources.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  RESOURCE_LIST,
  STRING,
  STRING_LIST,
  STRING_MAP,
  TIME,
  always,
  alwaysPointer,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { NODE_SELECTOR } from "./affinity.ts";
import { OBJECT_META } from "./object-meta.ts";
import { OBJECT_REFERENCE, SECRET_REFERENCE } from "./volume.ts";
import {
  AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE,
  AZURE_DISK_VOLUME_SOURCE,
  FC_VOLUME_SOURCE,
  FLOCKER_VOLUME_SOURCE,
  GCE_PERSISTENT_DISK_VOLUME_SOURCE,
  HOST_PATH_VOLUME_SOURCE,
  NFS_VOLUME_SOURCE,
  PHOTON_PERSISTENT_DISK_VOLUME_SOURCE,
  PORTWORX_VOLUME_SOURCE,
  QUOBYTE_VOLUME_SOURCE,
  VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE,
} from "./volume-disks.ts";

const GLUSTERFS_PERSISTENT_VOLUME_SOURCE = struct("v1.GlusterfsPersistentVolumeSource", {
  endpoints: always(STRING),
  path: always(STRING),
  readOnly: BOOLEAN,
  endpointsNamespace: pointer(STRING),
});

const RBD_PERSISTENT_VOLUME_SOURCE = struct("v1.RBDPersistentVolumeSource", {
  monitors: always(STRING_LIST),
  image: always(STRING),
  fsType: STRING,
  pool: STRING,
  user: STRING,
  keyring: STRING,
  secretRef: pointer(SECRET_REFERENCE),
  readOnly: BOOLEAN,
});

export const ISCSI_PERSISTENT_VOLUME_SOURCE = struct("v1.ISCSIPersistentVolumeSource", {
  targetPortal: always(STRING),
  iqn: always(STRING),
  lun: always(INT32),
  iscsiInterface: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  portals: STRING_LIST,
  chapAuthDiscovery: BOOLEAN,
  chapAuthSession: BOOLEAN,
  secretRef: pointer(SECRET_REFERENCE),
  initiatorName: pointer(STRING),
});
export type IscsiPersistentVolumeSource = ValueOf<typeof ISCSI_PERSISTENT_VOLUME_SOURCE>;

const CINDER_PERSISTENT_VOLUME_SOURCE = struct("v1.CinderPersistentVolumeSource", {
  volumeID: always(STRING),
  fsType: STRING,
  readOnly: BOOLEAN,
  secretRef: pointer(SECRET_REFERENCE),
});

const CEPH_FS_PERSISTENT_VOLUME_SOURCE = struct("v1.CephFSPersistentVolumeSource", {
  monitors: always(STRING_LIST),
  path: STRING,
  user: STRING,
  secretFile: STRING,
  secretRef: pointer(SECRET_REFERENCE),
  readOnly: BOOLEAN,
});

const FLEX_PERSISTENT_VOLUME_SOURCE = struct("v1.FlexPersistentVolumeSource", {
  driver: always(STRING),
  fsType: STRING,
  secretRef: pointer(SECRET_REFERENCE),
  readOnly: BOOLEAN,
  options: STRING_MAP,
});

const AZURE_FILE_PERSISTENT_VOLUME_SOURCE = struct("v1.AzureFilePersistentVolumeSource", {
  secretName: always(STRING),
  shareName: always(STRING),
  readOnly: BOOLEAN,
  secretNamespace: alwaysPointer(STRING),
});

const SCALE_IO_PERSISTENT_VOLUME_SOURCE = struct("v1.ScaleIOPersistentVolumeSource", {
  gateway: always(STRING),
  system: always(STRING),
  secretRef: alwaysPointer(SECRET_REFERENCE),
  sslEnabled: BOOLEAN,
  protectionDomain: STRING,
  storagePool: STRING,
  storageMode: STRING,
  volumeName: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
});

export const LOCAL_VOLUME_SOURCE = struct("v1.LocalVolumeSource", {
  path: always(STRING),
  fsType: pointer(STRING),
});

const STORAGE_OS_PERSISTENT_VOLUME_SOURCE = struct("v1.StorageOSPersistentVolumeSource", {
  volumeName: STRING,
  volumeNamespace: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  secretRef: pointer(OBJECT_REFERENCE),
});

export const CSI_PERSISTENT_VOLUME_SOURCE = struct("v1.CSIPersistentVolumeSource", {
  driver: always(STRING),
  volumeHandle: always(STRING),
  readOnly: BOOLEAN,
  fsType: STRING,
  volumeAttributes: STRING_MAP,
  controllerPublishSecretRef: pointer(SECRET_REFERENCE),
  nodeStageSecretRef: pointer(SECRET_REFERENCE),
  nodePublishSecretRef: pointer(SECRET_REFERENCE),
  controllerExpandSecretRef: pointer(SECRET_REFERENCE),
  nodeExpandSecretRef: pointer(SECRET_REFERENCE),
});
export type CsiPersistentVolumeSource = ValueOf<typeof CSI_PERSISTENT_VOLUME_SOURCE>;

export const VOLUME_NODE_AFFINITY = struct("v1.VolumeNodeAffinity", {
  required: pointer(NODE_SELECTOR),
});
export type VolumeNodeAffinity = ValueOf<typeof VOLUME_NODE_AFFINITY>;

export const PERSISTENT_VOLUME_SPEC = struct("v1.PersistentVolumeSpec", {
  capacity: RESOURCE_LIST,
  gcePersistentDisk: pointer(GCE_PERSISTENT_DISK_VOLUME_SOURCE),
  awsElasticBlockStore: pointer(AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE),
  hostPath: pointer(HOST_PATH_VOLUME_SOURCE),
  glusterfs: pointer(GLUSTERFS_PERSISTENT_VOLUME_SOURCE),
  nfs: pointer(NFS_VOLUME_SOURCE),
  rbd: pointer(RBD_PERSISTENT_VOLUME_SOURCE),
  iscsi: pointer(ISCSI_PERSISTENT_VOLUME_SOURCE),
  cinder: pointer(CINDER_PERSISTENT_VOLUME_SOURCE),
  cephfs: pointer(CEPH_FS_PERSISTENT_VOLUME_SOURCE),
  fc: pointer(FC_VOLUME_SOURCE),
  flocker: pointer(FLOCKER_VOLUME_SOURCE),
  flexVolume: pointer(FLEX_PERSISTENT_VOLUME_SOURCE),
  azureFile: pointer(AZURE_FILE_PERSISTENT_VOLUME_SOURCE),
  vsphereVolume: pointer(VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE),
  quobyte: pointer(QUOBYTE_VOLUME_SOURCE),
  azureDisk: pointer(AZURE_DISK_VOLUME_SOURCE),
  photonPersistentDisk: pointer(PHOTON_PERSISTENT_DISK_VOLUME_SOURCE),
  portworxVolume: pointer(PORTWORX_VOLUME_SOURCE),
  scaleIO: pointer(SCALE_IO_PERSISTENT_VOLUME_SOURCE),
  local: pointer(LOCAL_VOLUME_SOURCE),
  storageos: pointer(STORAGE_OS_PERSISTENT_VOLUME_SOURCE),
  csi: pointer(CSI_PERSISTENT_VOLUME_SOURCE),
  accessModes: list(named("v1.PersistentVolumeAccessMode")),
  claimRef: pointer(OBJECT_REFERENCE),
  persistentVolumeReclaimPolicy: named("v1.PersistentVolumeReclaimPolicy"),
  storageClassName: STRING,
  mountOptions: STRING_LIST,
  volumeMode: pointer(named("v1.PersistentVolumeMode")),
  nodeAffinity: pointer(VOLUME_NODE_AFFINITY),
  volumeAttributesClassName: pointer(STRING),
});
export type PersistentVolumeSpec = ValueOf<typeof PERSISTENT_VOLUME_SPEC>;

export const PERSISTENT_VOLUME_STATUS = struct("v1.PersistentVolumeStatus", {
  phase: named("v1.PersistentVolumePhase"),
  message: STRING,
  reason: STRING,
  lastPhaseTransitionTime: pointer(TIME),
});

export const PERSISTENT_VOLUME = struct("v1.PersistentVolume", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: PERSISTENT_VOLUME_SPEC,
  status: PERSISTENT_VOLUME_STATUS,
});
export type PersistentVolume = ValueOf<typeof PERSISTENT_VOLUME>;
