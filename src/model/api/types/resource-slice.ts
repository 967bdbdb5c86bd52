// Devices that drivers publish, and the classes that devices are asked for by.
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
  alwaysPointer,
  list,
  map,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { NODE_SELECTOR } from "./affinity.ts";
import { OBJECT_META } from "./object-meta.ts";

export const DEVICE_ATTRIBUTE = struct("v1.DeviceAttribute", {
  int: pointer(INT64),
  bool: pointer(BOOLEAN),
  string: pointer(STRING),
  version: pointer(STRING),
  ints: list(INT64),
  bools: list(BOOLEAN),
  strings: STRING_LIST,
  versions: STRING_LIST,
});
export type DeviceAttribute = ValueOf<typeof DEVICE_ATTRIBUTE>;

const CAPACITY_REQUEST_POLICY_RANGE = struct("v1.CapacityRequestPolicyRange", {
  min: pointer(QUANTITY),
  max: pointer(QUANTITY),
  step: pointer(QUANTITY),
});

const CAPACITY_REQUEST_POLICY = struct("v1.CapacityRequestPolicy", {
  default: alwaysPointer(QUANTITY),
  validValues: list(QUANTITY),
  validRange: pointer(CAPACITY_REQUEST_POLICY_RANGE),
});

const DEVICE_CAPACITY = struct("v1.DeviceCapacity", {
  value: always(QUANTITY),
  requestPolicy: pointer(CAPACITY_REQUEST_POLICY),
});

const COUNTER = struct("v1.Counter", { value: always(QUANTITY) });

const COUNTER_SET = struct("v1.CounterSet", { name: always(STRING), counters: map(COUNTER) });

const DEVICE_COUNTER_CONSUMPTION = struct("v1.DeviceCounterConsumption", {
  counterSet: always(STRING),
  counters: map(COUNTER),
});

export const DEVICE_TAINT = struct("v1.DeviceTaint", {
  key: always(STRING),
  value: STRING,
  effect: always(named("v1.DeviceTaintEffect")),
  timeAdded: pointer(TIME),
});
export type DeviceTaint = ValueOf<typeof DEVICE_TAINT>;

const NODE_ALLOCATABLE_RESOURCE_MAPPING = struct("v1.NodeAllocatableResourceMapping", {
  capacityKey: pointer(named("v1.QualifiedName")),
  allocationMultiplier: pointer(QUANTITY),
});

export const DEVICE = struct("v1.Device", {
  name: always(STRING),
  attributes: map(DEVICE_ATTRIBUTE, "v1.QualifiedName"),
  capacity: map(DEVICE_CAPACITY, "v1.QualifiedName"),
  consumesCounters: list(DEVICE_COUNTER_CONSUMPTION),
  nodeName: pointer(STRING),
  nodeSelector: pointer(NODE_SELECTOR),
  allNodes: pointer(BOOLEAN),
  taints: list(DEVICE_TAINT),
  bindsToNode: pointer(BOOLEAN),
  bindingConditions: STRING_LIST,
  bindingFailureConditions: STRING_LIST,
  allowMultipleAllocations: pointer(BOOLEAN),
  nodeAllocatableResourceMappings: map(NODE_ALLOCATABLE_RESOURCE_MAPPING, "v1.ResourceName"),
});
export type Device = ValueOf<typeof DEVICE>;

export const RESOURCE_POOL = struct("v1.ResourcePool", {
  name: always(STRING),
  generation: always(INT64),
  resourceSliceCount: always(INT64),
});

export const RESOURCE_SLICE_SPEC = struct("v1.ResourceSliceSpec", {
  driver: always(STRING),
  pool: always(RESOURCE_POOL),
  nodeName: pointer(STRING),
  nodeSelector: pointer(NODE_SELECTOR),
  allNodes: pointer(BOOLEAN),
  devices: list(DEVICE),
  perDeviceNodeSelection: pointer(BOOLEAN),
  sharedCounters: list(COUNTER_SET),
});
export type ResourceSliceSpec = ValueOf<typeof RESOURCE_SLICE_SPEC>;

export const RESOURCE_SLICE = struct("v1.ResourceSlice", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: always(RESOURCE_SLICE_SPEC),
});
export type ResourceSlice = ValueOf<typeof RESOURCE_SLICE>;

const CEL_DEVICE_SELECTOR = struct("v1.CELDeviceSelector", { expression: always(STRING) });

export const DEVICE_SELECTOR = struct("v1.DeviceSelector", { cel: pointer(CEL_DEVICE_SELECTOR) });
export type DeviceSelector = ValueOf<typeof DEVICE_SELECTOR>;

export const OPAQUE_DEVICE_CONFIGURATION = struct("v1.OpaqueDeviceConfiguration", {
  driver: always(STRING),
  parameters: always(RAW),
});

const DEVICE_CLASS_CONFIGURATION = struct("v1.DeviceClassConfiguration", {
  opaque: pointer(OPAQUE_DEVICE_CONFIGURATION),
});

export const DEVICE_CLASS_SPEC = struct("v1.DeviceClassSpec", {
  selectors: list(DEVICE_SELECTOR),
  config: list(DEVICE_CLASS_CONFIGURATION),
  extendedResourceName: pointer(STRING),
});

export type DeviceClassSpec = ValueOf<typeof DEVICE_CLASS_SPEC>;

export const DEVICE_CLASS = struct("v1.DeviceClass", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: always(DEVICE_CLASS_SPEC),
});
export type DeviceClass = ValueOf<typeof DEVICE_CLASS>;
