// Persistent volume claims.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  RESOURCE_LIST,
  STRING,
  TIME,
  always,
  alwaysPointer,
  list,
  map,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { LABEL_SELECTOR, OBJECT_META } from "./object-meta.ts";

export const VOLUME_RESOURCE_REQUIREMENTS = struct("v1.VolumeResourceRequirements", {
  limits: RESOURCE_LIST,
  requests: RESOURCE_LIST,
});

const TYPED_LOCAL_OBJECT_REFERENCE = struct("v1.TypedLocalObjectReference", {
  apiGroup: alwaysPointer(STRING),
  kind: always(STRING),
  name: always(STRING),
});

export const TYPED_OBJECT_REFERENCE = struct("v1.TypedObjectReference", {
  apiGroup: alwaysPointer(STRING),
  kind: always(STRING),
  name: always(STRING),
  namespace: pointer(STRING),
});
export type TypedObjectReference = ValueOf<typeof TYPED_OBJECT_REFERENCE>;

export const PERSISTENT_VOLUME_CLAIM_SPEC = struct("v1.PersistentVolumeClaimSpec", {
  accessModes: list(named("v1.PersistentVolumeAccessMode")),
  selector: pointer(LABEL_SELECTOR),
  resources: VOLUME_RESOURCE_REQUIREMENTS,
  volumeName: STRING,
  storageClassName: pointer(STRING),
  volumeMode: pointer(named("v1.PersistentVolumeMode")),
  dataSource: pointer(TYPED_LOCAL_OBJECT_REFERENCE),
  dataSourceRef: pointer(TYPED_OBJECT_REFERENCE),
  volumeAttributesClassName: pointer(STRING),
});
export type PersistentVolumeClaimSpec = ValueOf<typeof PERSISTENT_VOLUME_CLAIM_SPEC>;

const PERSISTENT_VOLUME_CLAIM_CONDITION = struct("v1.PersistentVolumeClaimCondition", {
  type: always(named("v1.PersistentVolumeClaimConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastProbeTime: always(TIME),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

const MODIFY_VOLUME_STATUS = struct("v1.ModifyVolumeStatus", {
  targetVolumeAttributesClassName: STRING,
  status: always(named("v1.PersistentVolumeClaimModifyVolumeStatus")),
});

export const PERSISTENT_VOLUME_CLAIM_STATUS = struct("v1.PersistentVolumeClaimStatus", {
  phase: named("v1.PersistentVolumeClaimPhase"),
  accessModes: list(named("v1.PersistentVolumeAccessMode")),
  capacity: RESOURCE_LIST,
  conditions: list(PERSISTENT_VOLUME_CLAIM_CONDITION),
  allocatedResources: RESOURCE_LIST,
  allocatedResourceStatuses: map(named("v1.ClaimResourceStatus"), "v1.ResourceName"),
  currentVolumeAttributesClassName: pointer(STRING),
  modifyVolumeStatus: pointer(MODIFY_VOLUME_STATUS),
});

export const PERSISTENT_VOLUME_CLAIM = struct("v1.PersistentVolumeClaim", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: PERSISTENT_VOLUME_CLAIM_SPEC,
  status: PERSISTENT_VOLUME_CLAIM_STATUS,
});
export type PersistentVolumeClaim = ValueOf<typeof PERSISTENT_VOLUME_CLAIM>;
