// Namespaces, resource quotas and limit ranges.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
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
import { OBJECT_META } from "./object-meta.ts";

const NAMESPACE_SPEC = struct("v1.NamespaceSpec", {
  finalizers: list(named("v1.FinalizerName")),
});

const NAMESPACE_CONDITION = struct("v1.NamespaceCondition", {
  type: always(named("v1.NamespaceConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});

export const NAMESPACE_STATUS = struct("v1.NamespaceStatus", {
  phase: named("v1.NamespacePhase"),
  conditions: list(NAMESPACE_CONDITION),
});

export const NAMESPACE = struct("v1.Namespace", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: NAMESPACE_SPEC,
  status: NAMESPACE_STATUS,
});
export type Namespace = ValueOf<typeof NAMESPACE>;

export const SCOPED_RESOURCE_SELECTOR_REQUIREMENT = struct("v1.ScopedResourceSelectorRequirement", {
  scopeName: always(named("v1.ResourceQuotaScope")),
  operator: always(named("v1.ScopeSelectorOperator")),
  values: STRING_LIST,
});
export type ScopedResourceSelectorRequirement = ValueOf<typeof SCOPED_RESOURCE_SELECTOR_REQUIREMENT>;

export const SCOPE_SELECTOR = struct("v1.ScopeSelector", {
  matchExpressions: list(SCOPED_RESOURCE_SELECTOR_REQUIREMENT),
});

export const RESOURCE_QUOTA_SPEC = struct("v1.ResourceQuotaSpec", {
  hard: RESOURCE_LIST,
  scopes: list(named("v1.ResourceQuotaScope")),
  scopeSelector: pointer(SCOPE_SELECTOR),
});
export type ResourceQuotaSpec = ValueOf<typeof RESOURCE_QUOTA_SPEC>;

export const RESOURCE_QUOTA_STATUS = struct("v1.ResourceQuotaStatus", {
  hard: RESOURCE_LIST,
  used: RESOURCE_LIST,
});

export const RESOURCE_QUOTA = struct("v1.ResourceQuota", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: RESOURCE_QUOTA_SPEC,
  status: RESOURCE_QUOTA_STATUS,
});
export type ResourceQuota = ValueOf<typeof RESOURCE_QUOTA>;

export const LIMIT_RANGE_ITEM = struct("v1.LimitRangeItem", {
  type: always(named("v1.LimitType")),
  max: RESOURCE_LIST,
  min: RESOURCE_LIST,
  default: RESOURCE_LIST,
  defaultRequest: RESOURCE_LIST,
  maxLimitRequestRatio: RESOURCE_LIST,
});
export type LimitRangeItem = ValueOf<typeof LIMIT_RANGE_ITEM>;

export const LIMIT_RANGE_SPEC = struct("v1.LimitRangeSpec", {
  limits: always(list(LIMIT_RANGE_ITEM)),
});

export const LIMIT_RANGE = struct("v1.LimitRange", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: LIMIT_RANGE_SPEC,
});
export type LimitRange = ValueOf<typeof LIMIT_RANGE>;
