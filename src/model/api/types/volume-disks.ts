// Disks and shares that pods mount by themselves and persistent volumes offer in the same words.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import { BOOLEAN, INT32, STRING, STRING_LIST, always, named, pointer, struct, type ValueOf } from "../api-type.ts";

export const HOST_PATH_VOLUME_SOURCE = struct("v1.HostPathVolumeSource", {
  path: always(STRING),
  type: pointer(named("v1.HostPathType")),
});

export const GCE_PERSISTENT_DISK_VOLUME_SOURCE = struct("v1.GCEPersistentDiskVolumeSource", {
  pdName: always(STRING),
  fsType: STRING,
  partition: INT32,
  readOnly: BOOLEAN,
});

export const AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE = struct("v1.AWSElasticBlockStoreVolumeSource", {
  volumeID: always(STRING),
  fsType: STRING,
  partition: INT32,
  readOnly: BOOLEAN,
});

export const NFS_VOLUME_SOURCE = struct("v1.NFSVolumeSource", {
  server: always(STRING),
  path: always(STRING),
  readOnly: BOOLEAN,
});

export const FLOCKER_VOLUME_SOURCE = struct("v1.FlockerVolumeSource", {
  datasetName: STRING,
  datasetUUID: STRING,
});

export const FC_VOLUME_SOURCE = struct("v1.FCVolumeSource", {
  targetWWNs: STRING_LIST,
  lun: pointer(INT32),
  fsType: STRING,
  readOnly: BOOLEAN,
  wwids: STRING_LIST,
});
export type FcVolumeSource = ValueOf<typeof FC_VOLUME_SOURCE>;

export const VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE = struct("v1.VsphereVirtualDiskVolumeSource", {
  volumePath: always(STRING),
  fsType: STRING,
  storagePolicyName: STRING,
  storagePolicyID: STRING,
});

export const QUOBYTE_VOLUME_SOURCE = struct("v1.QuobyteVolumeSource", {
  registry: always(STRING),
  volume: always(STRING),
  readOnly: BOOLEAN,
  user: STRING,
  group: STRING,
  tenant: STRING,
});
export type QuobyteVolumeSource = ValueOf<typeof QUOBYTE_VOLUME_SOURCE>;

export const AZURE_DISK_VOLUME_SOURCE = struct("v1.AzureDiskVolumeSource", {
  diskName: always(STRING),
  diskURI: always(STRING),
  cachingMode: pointer(named("v1.AzureDataDiskCachingMode")),
  fsType: pointer(STRING),
  readOnly: pointer(BOOLEAN),
  kind: pointer(named("v1.AzureDataDiskKind")),
});
export type AzureDiskVolumeSource = ValueOf<typeof AZURE_DISK_VOLUME_SOURCE>;

export const PHOTON_PERSISTENT_DISK_VOLUME_SOURCE = struct("v1.PhotonPersistentDiskVolumeSource", {
  pdID: always(STRING),
  fsType: STRING,
});

export const PORTWORX_VOLUME_SOURCE = struct("v1.PortworxVolumeSource", {
  volumeID: always(STRING),
  fsType: STRING,
  readOnly: BOOLEAN,
});
