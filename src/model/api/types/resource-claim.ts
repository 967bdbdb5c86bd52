// Claims to devices, their templates, and what was allocated for them.
// Source: k8s.io/api/resource/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT64,
  QUANTITY,
  RAW,
  STRING,
  STRING_LIST,
  TIME,
  always,
  list,
  map,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { NODE_SELECTOR } from "./affinity.ts";
import { CONDITION, OBJECT_META } from "./object-meta.ts";
import { DEVICE_SELECTOR, OPAQUE_DEVICE_CONFIGURATION } from "./resource-slice.ts";

export const DEVICE_TOLERATION = struct("v1.DeviceToleration", {
  key: STRING,
  operator: named("v1.DeviceTolerationOperator"),
  value: STRING,
  effect: named("v1.DeviceTaintEffect"),
  tolerationSeconds: pointer(INT64),
});
export type DeviceToleration = ValueOf<typeof DEVICE_TOLERATION>;

const CAPACITY_REQUIREMENTS = struct("v1.CapacityRequirements", { requests: map(QUANTITY, "v1.QualifiedName") });

export const EXACT_DEVICE_REQUEST = struct("v1.ExactDeviceRequest", {
  deviceClassName: always(STRING),
  selectors: list(DEVICE_SELECTOR),
  allocationMode: named("v1.DeviceAllocationMode"),
  count: INT64,
  adminAccess: pointer(BOOLEAN),
  tolerations: list(DEVICE_TOLERATION),
  capacity: pointer(CAPACITY_REQUIREMENTS),
});
export type ExactDeviceRequest = ValueOf<typeof EXACT_DEVICE_REQUEST>;

export const DEVICE_SUB_REQUEST = struct("v1.DeviceSubRequest", {
  name: always(STRING),
  deviceClassName: always(STRING),
  selectors: list(DEVICE_SELECTOR),
  allocationMode: named("v1.DeviceAllocationMode"),
  count: INT64,
  tolerations: list(DEVICE_TOLERATION),
  capacity: pointer(CAPACITY_REQUIREMENTS),
});
export type DeviceSubRequest = ValueOf<typeof DEVICE_SUB_REQUEST>;

export const DEVICE_REQUEST = struct("v1.DeviceRequest", {
  name: always(STRING),
  exactly: pointer(EXACT_DEVICE_REQUEST),
  firstAvailable: list(DEVICE_SUB_REQUEST),
});
export type DeviceRequest = ValueOf<typeof DEVICE_REQUEST>;

export const DEVICE_CONSTRAINT = struct("v1.DeviceConstraint", {
  requests: STRING_LIST,
  matchAttribute: pointer(named("v1.FullyQualifiedName")),
  distinctAttribute: pointer(named("v1.FullyQualifiedName")),
});
export type DeviceConstraint = ValueOf<typeof DEVICE_CONSTRAINT>;

const DEVICE_CLAIM_CONFIGURATION = struct("v1.DeviceClaimConfiguration", {
  requests: STRING_LIST,
  opaque: pointer(OPAQUE_DEVICE_CONFIGURATION),
});

export const DEVICE_CLAIM = struct("v1.DeviceClaim", {
  requests: always(list(DEVICE_REQUEST)),
  constraints: list(DEVICE_CONSTRAINT),
  config: list(DEVICE_CLAIM_CONFIGURATION),
});

export type DeviceClaim = ValueOf<typeof DEVICE_CLAIM>;

export const RESOURCE_CLAIM_SPEC = struct("v1.ResourceClaimSpec", { devices: always(DEVICE_CLAIM) });
export type ResourceClaimSpec = ValueOf<typeof RESOURCE_CLAIM_SPEC>;

export const RESOURCE_CLAIM_CONSUMER_REFERENCE = struct("v1.ResourceClaimConsumerReference", {
  apiGroup: STRING,
  resource: always(STRING),
  name: always(STRING),
  uid: always(named("types.UID")),
});

export const DEVICE_REQUEST_ALLOCATION_RESULT = struct("v1.DeviceRequestAllocationResult", {
  request: always(STRING),
  driver: always(STRING),
  pool: always(STRING),
  device: always(STRING),
  adminAccess: pointer(BOOLEAN),
  tolerations: list(DEVICE_TOLERATION),
  bindingConditions: STRING_LIST,
  bindingFailureConditions: STRING_LIST,
  shareID: pointer(named("types.UID")),
  consumedCapacity: map(QUANTITY, "v1.QualifiedName"),
});
export type DeviceRequestAllocationResult = ValueOf<typeof DEVICE_REQUEST_ALLOCATION_RESULT>;

const DEVICE_ALLOCATION_CONFIGURATION = struct("v1.DeviceAllocationConfiguration", {
  source: always(named("v1.AllocationConfigSource")),
  requests: STRING_LIST,
  opaque: pointer(OPAQUE_DEVICE_CONFIGURATION),
});

export const DEVICE_ALLOCATION_RESULT = struct("v1.DeviceAllocationResult", {
  results: list(DEVICE_REQUEST_ALLOCATION_RESULT),
  config: list(DEVICE_ALLOCATION_CONFIGURATION),
});

export const ALLOCATION_RESULT = struct("v1.AllocationResult", {
  devices: DEVICE_ALLOCATION_RESULT,
  nodeSelector: pointer(NODE_SELECTOR),
  allocationTimestamp: pointer(TIME),
});
export type AllocationResult = ValueOf<typeof ALLOCATION_RESULT>;

const NETWORK_DEVICE_DATA = struct("v1.NetworkDeviceData", {
  interfaceName: STRING,
  ips: STRING_LIST,
  hardwareAddress: STRING,
});

const ALLOCATED_DEVICE_STATUS = struct("v1.AllocatedDeviceStatus", {
  driver: always(STRING),
  pool: always(STRING),
  device: always(STRING),
  shareID: pointer(STRING),
  conditions: list(CONDITION),
  data: pointer(RAW),
  networkData: pointer(NETWORK_DEVICE_DATA),
});

export const RESOURCE_CLAIM_STATUS = struct("v1.ResourceClaimStatus", {
  allocation: pointer(ALLOCATION_RESULT),
  reservedFor: list(RESOURCE_CLAIM_CONSUMER_REFERENCE),
  devices: list(ALLOCATED_DEVICE_STATUS),
});

export const RESOURCE_CLAIM = struct("v1.ResourceClaim", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: always(RESOURCE_CLAIM_SPEC),
  status: RESOURCE_CLAIM_STATUS,
});
export type ResourceClaim = ValueOf<typeof RESOURCE_CLAIM>;

export const RESOURCE_CLAIM_TEMPLATE_SPEC = struct("v1.ResourceClaimTemplateSpec", {
  metadata: OBJECT_META,
  spec: always(RESOURCE_CLAIM_SPEC),
});

export const RESOURCE_CLAIM_TEMPLATE = struct("v1.ResourceClaimTemplate", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: always(RESOURCE_CLAIM_TEMPLATE_SPEC),
});
export type ResourceClaimTemplate = ValueOf<typeof RESOURCE_CLAIM_TEMPLATE>;
