// The rules of the disks and shares that pods mount and persistent volumes offer alike. In which order they count is
// for each of the two to say.
// Imitates pkg/apis/core/validation/validation.go (validateVolumeSource, ValidatePersistentVolumeSpec), v1.36.

import {
  validateAwsDisk,
  validateAzureDisk,
  validateFibreChannel,
  validateFlocker,
  validateGceDisk,
  validateHostPath,
  validateNfs,
  validateQuobyte,
} from "./volume-disks.ts";
import { requiring, sourceRule } from "./volume-source-rule.ts";

/** By the field in which the source stands. */
export const DISK_RULES = Object.freeze({
  hostPath: sourceRule("hostPath", validateHostPath),
  gcePersistentDisk: { ...sourceRule("gcePersistentDisk", validateGceDisk), judgedAt: "persistentDisk" },
  awsElasticBlockStore: sourceRule("awsElasticBlockStore", validateAwsDisk),
  nfs: sourceRule("nfs", validateNfs),
  flocker: sourceRule("flocker", validateFlocker),
  rbd: requiring("rbd", "monitors", "image"),
  cephfs: { ...requiring("cephfs", "monitors"), refusedAt: "cephFS" },
  quobyte: sourceRule("quobyte", validateQuobyte),
  fc: sourceRule("fc", validateFibreChannel),
  azureDisk: sourceRule("azureDisk", validateAzureDisk),
  vsphereVolume: requiring("vsphereVolume", "volumePath"),
  photonPersistentDisk: requiring("photonPersistentDisk", "pdID"),
  portworxVolume: requiring("portworxVolume", "volumeID"),
  scaleIO: requiring("scaleIO", "gateway", "system", "volumeName"),
});
