// Volumes of pods and what they are made of.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  QUANTITY,
  STRING,
  STRING_LIST,
  STRING_MAP,
  always,
  alwaysPointer,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { PERSISTENT_VOLUME_CLAIM_SPEC } from "./claim.ts";
import { LABEL_SELECTOR, OBJECT_META } from "./object-meta.ts";
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

const EMPTY_DIR_VOLUME_SOURCE = struct("v1.EmptyDirVolumeSource", {
  medium: named("v1.StorageMedium"),
  sizeLimit: pointer(QUANTITY),
});

const GIT_REPO_VOLUME_SOURCE = struct("v1.GitRepoVolumeSource", {
  repository: always(STRING),
  revision: STRING,
  directory: STRING,
});

export const KEY_TO_PATH = struct("v1.KeyToPath", {
  key: always(STRING),
  path: always(STRING),
  mode: pointer(INT32),
});
export type KeyToPath = ValueOf<typeof KEY_TO_PATH>;

export const SECRET_VOLUME_SOURCE = struct("v1.SecretVolumeSource", {
  secretName: STRING,
  items: list(KEY_TO_PATH),
  defaultMode: pointer(INT32),
  optional: pointer(BOOLEAN),
});

export const LOCAL_OBJECT_REFERENCE = struct("v1.LocalObjectReference", {
  name: STRING,
});

export const ISCSI_VOLUME_SOURCE = struct("v1.ISCSIVolumeSource", {
  targetPortal: always(STRING),
  iqn: always(STRING),
  lun: always(INT32),
  iscsiInterface: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  portals: STRING_LIST,
  chapAuthDiscovery: BOOLEAN,
  chapAuthSession: BOOLEAN,
  secretRef: pointer(LOCAL_OBJECT_REFERENCE),
  initiatorName: pointer(STRING),
});
export type IscsiVolumeSource = ValueOf<typeof ISCSI_VOLUME_SOURCE>;

const GLUSTERFS_VOLUME_SOURCE = struct("v1.GlusterfsVolumeSource", {
  endpoints: always(STRING),
  path: always(STRING),
  readOnly: BOOLEAN,
});

export const PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE = struct("v1.PersistentVolumeClaimVolumeSource", {
  claimName: always(STRING),
  readOnly: BOOLEAN,
});

export const RBD_VOLUME_SOURCE = struct("v1.RBDVolumeSource", {
  monitors: always(STRING_LIST),
  image: always(STRING),
  fsType: STRING,
  pool: STRING,
  user: STRING,
  keyring: STRING,
  secretRef: pointer(LOCAL_OBJECT_REFERENCE),
  readOnly: BOOLEAN,
});
export type RbdVolumeSource = ValueOf<typeof RBD_VOLUME_SOURCE>;

const FLEX_VOLUME_SOURCE = struct("v1.FlexVolumeSource", {
  driver: always(STRING),
  fsType: STRING,
  secretRef: pointer(LOCAL_OBJECT_REFERENCE),
  readOnly: BOOLEAN,
  options: STRING_MAP,
});

const CINDER_VOLUME_SOURCE = struct("v1.CinderVolumeSource", {
  volumeID: always(STRING),
  fsType: STRING,
  readOnly: BOOLEAN,
  secretRef: pointer(LOCAL_OBJECT_REFERENCE),
});

const CEPH_FS_VOLUME_SOURCE = struct("v1.CephFSVolumeSource", {
  monitors: always(STRING_LIST),
  path: STRING,
  user: STRING,
  secretFile: STRING,
  secretRef: pointer(LOCAL_OBJECT_REFERENCE),
  readOnly: BOOLEAN,
});

export const OBJECT_FIELD_SELECTOR = struct("v1.ObjectFieldSelector", {
  apiVersion: STRING,
  fieldPath: always(STRING),
});
export type ObjectFieldSelector = ValueOf<typeof OBJECT_FIELD_SELECTOR>;

export const RESOURCE_FIELD_SELECTOR = struct("v1.ResourceFieldSelector", {
  containerName: STRING,
  resource: always(STRING),
  divisor: QUANTITY,
});
export type ResourceFieldSelector = ValueOf<typeof RESOURCE_FIELD_SELECTOR>;

export const DOWNWARD_API_VOLUME_FILE = struct("v1.DownwardAPIVolumeFile", {
  path: always(STRING),
  fieldRef: pointer(OBJECT_FIELD_SELECTOR),
  resourceFieldRef: pointer(RESOURCE_FIELD_SELECTOR),
  mode: pointer(INT32),
});
export type DownwardApiVolumeFile = ValueOf<typeof DOWNWARD_API_VOLUME_FILE>;

export const DOWNWARD_API_VOLUME_SOURCE = struct("v1.DownwardAPIVolumeSource", {
  items: list(DOWNWARD_API_VOLUME_FILE),
  defaultMode: pointer(INT32),
});
export type DownwardApiVolumeSource = ValueOf<typeof DOWNWARD_API_VOLUME_SOURCE>;

const AZURE_FILE_VOLUME_SOURCE = struct("v1.AzureFileVolumeSource", {
  secretName: always(STRING),
  shareName: always(STRING),
  readOnly: BOOLEAN,
});

const CONFIG_MAP_VOLUME_SOURCE = struct("v1.ConfigMapVolumeSource", {
  name: STRING,
  items: list(KEY_TO_PATH),
  defaultMode: pointer(INT32),
  optional: pointer(BOOLEAN),
});

const SECRET_PROJECTION = struct("v1.SecretProjection", {
  name: STRING,
  items: list(KEY_TO_PATH),
  optional: pointer(BOOLEAN),
});

const DOWNWARD_API_PROJECTION = struct("v1.DownwardAPIProjection", {
  items: list(DOWNWARD_API_VOLUME_FILE),
});

const CONFIG_MAP_PROJECTION = struct("v1.ConfigMapProjection", {
  name: STRING,
  items: list(KEY_TO_PATH),
  optional: pointer(BOOLEAN),
});

export const SERVICE_ACCOUNT_TOKEN_PROJECTION = struct("v1.ServiceAccountTokenProjection", {
  audience: STRING,
  expirationSeconds: pointer(INT64),
  path: always(STRING),
});
export type ServiceAccountTokenProjection = ValueOf<typeof SERVICE_ACCOUNT_TOKEN_PROJECTION>;

export const CLUSTER_TRUST_BUNDLE_PROJECTION = struct("v1.ClusterTrustBundleProjection", {
  name: pointer(STRING),
  signerName: pointer(STRING),
  labelSelector: pointer(LABEL_SELECTOR),
  optional: pointer(BOOLEAN),
  path: always(STRING),
});
export type ClusterTrustBundleProjection = ValueOf<typeof CLUSTER_TRUST_BUNDLE_PROJECTION>;

export const POD_CERTIFICATE_PROJECTION = struct("v1.PodCertificateProjection", {
  signerName: STRING,
  keyType: STRING,
  maxExpirationSeconds: pointer(INT32),
  credentialBundlePath: STRING,
  keyPath: STRING,
  certificateChainPath: STRING,
  userAnnotations: STRING_MAP,
});
export type PodCertificateProjection = ValueOf<typeof POD_CERTIFICATE_PROJECTION>;

export const VOLUME_PROJECTION = struct("v1.VolumeProjection", {
  secret: pointer(SECRET_PROJECTION),
  downwardAPI: pointer(DOWNWARD_API_PROJECTION),
  configMap: pointer(CONFIG_MAP_PROJECTION),
  serviceAccountToken: pointer(SERVICE_ACCOUNT_TOKEN_PROJECTION),
  clusterTrustBundle: pointer(CLUSTER_TRUST_BUNDLE_PROJECTION),
  podCertificate: pointer(POD_CERTIFICATE_PROJECTION),
});
export type VolumeProjection = ValueOf<typeof VOLUME_PROJECTION>;

export const PROJECTED_VOLUME_SOURCE = struct("v1.ProjectedVolumeSource", {
  sources: always(list(VOLUME_PROJECTION)),
  defaultMode: pointer(INT32),
});
export type ProjectedVolumeSource = ValueOf<typeof PROJECTED_VOLUME_SOURCE>;

const SCALE_IO_VOLUME_SOURCE = struct("v1.ScaleIOVolumeSource", {
  gateway: always(STRING),
  system: always(STRING),
  secretRef: alwaysPointer(LOCAL_OBJECT_REFERENCE),
  sslEnabled: BOOLEAN,
  protectionDomain: STRING,
  storagePool: STRING,
  storageMode: STRING,
  volumeName: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
});

const STORAGE_OS_VOLUME_SOURCE = struct("v1.StorageOSVolumeSource", {
  volumeName: STRING,
  volumeNamespace: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  secretRef: pointer(LOCAL_OBJECT_REFERENCE),
});

export const CSI_VOLUME_SOURCE = struct("v1.CSIVolumeSource", {
  driver: always(STRING),
  readOnly: pointer(BOOLEAN),
  fsType: pointer(STRING),
  volumeAttributes: STRING_MAP,
  nodePublishSecretRef: pointer(LOCAL_OBJECT_REFERENCE),
});
export type CsiVolumeSource = ValueOf<typeof CSI_VOLUME_SOURCE>;

export const PERSISTENT_VOLUME_CLAIM_TEMPLATE = struct("v1.PersistentVolumeClaimTemplate", {
  metadata: OBJECT_META,
  spec: PERSISTENT_VOLUME_CLAIM_SPEC,
});
export type PersistentVolumeClaimTemplate = ValueOf<typeof PERSISTENT_VOLUME_CLAIM_TEMPLATE>;

export const EPHEMERAL_VOLUME_SOURCE = struct("v1.EphemeralVolumeSource", {
  volumeClaimTemplate: pointer(PERSISTENT_VOLUME_CLAIM_TEMPLATE),
});
export type EphemeralVolumeSource = ValueOf<typeof EPHEMERAL_VOLUME_SOURCE>;

export const IMAGE_VOLUME_SOURCE = struct("v1.ImageVolumeSource", {
  reference: STRING,
  pullPolicy: named("v1.PullPolicy"),
});

export const VOLUME = struct("v1.Volume", {
  name: always(STRING),
  hostPath: pointer(HOST_PATH_VOLUME_SOURCE),
  emptyDir: pointer(EMPTY_DIR_VOLUME_SOURCE),
  gcePersistentDisk: pointer(GCE_PERSISTENT_DISK_VOLUME_SOURCE),
  awsElasticBlockStore: pointer(AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE),
  gitRepo: pointer(GIT_REPO_VOLUME_SOURCE),
  secret: pointer(SECRET_VOLUME_SOURCE),
  nfs: pointer(NFS_VOLUME_SOURCE),
  iscsi: pointer(ISCSI_VOLUME_SOURCE),
  glusterfs: pointer(GLUSTERFS_VOLUME_SOURCE),
  persistentVolumeClaim: pointer(PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE),
  rbd: pointer(RBD_VOLUME_SOURCE),
  flexVolume: pointer(FLEX_VOLUME_SOURCE),
  cinder: pointer(CINDER_VOLUME_SOURCE),
  cephfs: pointer(CEPH_FS_VOLUME_SOURCE),
  flocker: pointer(FLOCKER_VOLUME_SOURCE),
  downwardAPI: pointer(DOWNWARD_API_VOLUME_SOURCE),
  fc: pointer(FC_VOLUME_SOURCE),
  azureFile: pointer(AZURE_FILE_VOLUME_SOURCE),
  configMap: pointer(CONFIG_MAP_VOLUME_SOURCE),
  vsphereVolume: pointer(VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE),
  quobyte: pointer(QUOBYTE_VOLUME_SOURCE),
  azureDisk: pointer(AZURE_DISK_VOLUME_SOURCE),
  photonPersistentDisk: pointer(PHOTON_PERSISTENT_DISK_VOLUME_SOURCE),
  projected: pointer(PROJECTED_VOLUME_SOURCE),
  portworxVolume: pointer(PORTWORX_VOLUME_SOURCE),
  scaleIO: pointer(SCALE_IO_VOLUME_SOURCE),
  storageos: pointer(STORAGE_OS_VOLUME_SOURCE),
  csi: pointer(CSI_VOLUME_SOURCE),
  ephemeral: pointer(EPHEMERAL_VOLUME_SOURCE),
  image: pointer(IMAGE_VOLUME_SOURCE),
});
export type Volume = ValueOf<typeof VOLUME>;

export const SECRET_REFERENCE = struct("v1.SecretReference", {
  name: STRING,
  namespace: STRING,
});
export type SecretReference = ValueOf<typeof SECRET_REFERENCE>;

export const OBJECT_REFERENCE = struct("v1.ObjectReference", {
  kind: STRING,
  namespace: STRING,
  name: STRING,
  uid: named("types.UID"),
  apiVersion: STRING,
  resourceVersion: STRING,
  fieldPath: STRING,
});
