// Metadata of objects, label selectors and conditions.
// Source: k8s.io/apimachinery pkg/apis/meta/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT64,
  RAW,
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

export const OWNER_REFERENCE = struct("v1.OwnerReference", {
  apiVersion: always(STRING),
  kind: always(STRING),
  name: always(STRING),
  uid: always(named("types.UID")),
  controller: pointer(BOOLEAN),
  blockOwnerDeletion: pointer(BOOLEAN),
});
export type OwnerReference = ValueOf<typeof OWNER_REFERENCE>;

export const MANAGED_FIELDS_ENTRY = struct("v1.ManagedFieldsEntry", {
  manager: STRING,
  operation: named("v1.ManagedFieldsOperationType"),
  apiVersion: STRING,
  time: pointer(TIME),
  fieldsType: STRING,
  fieldsV1: pointer(RAW),
  subresource: STRING,
});
export type ManagedFieldsEntry = ValueOf<typeof MANAGED_FIELDS_ENTRY>;

export const OBJECT_META = struct("v1.ObjectMeta", {
  name: STRING,
  generateName: STRING,
  namespace: STRING,
  selfLink: STRING,
  uid: named("types.UID"),
  resourceVersion: STRING,
  generation: INT64,
  creationTimestamp: TIME,
  deletionTimestamp: pointer(TIME),
  deletionGracePeriodSeconds: pointer(INT64),
  labels: STRING_MAP,
  annotations: STRING_MAP,
  ownerReferences: list(OWNER_REFERENCE),
  finalizers: STRING_LIST,
  managedFields: list(MANAGED_FIELDS_ENTRY),
});
export type ObjectMeta = ValueOf<typeof OBJECT_META>;

export const LABEL_SELECTOR_REQUIREMENT = struct("v1.LabelSelectorRequirement", {
  key: always(STRING),
  operator: always(named("v1.LabelSelectorOperator")),
  values: STRING_LIST,
});
export type LabelSelectorRequirement = ValueOf<typeof LABEL_SELECTOR_REQUIREMENT>;

export const LABEL_SELECTOR = struct("v1.LabelSelector", {
  matchLabels: STRING_MAP,
  matchExpressions: list(LABEL_SELECTOR_REQUIREMENT),
});
export type LabelSelector = ValueOf<typeof LABEL_SELECTOR>;

export const CONDITION = struct("v1.Condition", {
  type: always(STRING),
  status: always(named("v1.ConditionStatus")),
  observedGeneration: INT64,
  lastTransitionTime: always(TIME),
  reason: always(STRING),
  message: always(STRING),
});
