// Pod disruption budgets, priority classes, runtime classes and leases.
// Source: k8s.io/api/policy/v1, api/scheduling/v1, api/node/v1, api/coordination/v1, v1.36.

import {
  BOOLEAN,
  INT32,
  INT64,
  INT_OR_STRING,
  MICRO_TIME,
  RESOURCE_LIST,
  STRING,
  STRING_MAP,
  TIME,
  always,
  list,
  map,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { TOLERATION } from "./affinity.ts";
import { CONDITION, LABEL_SELECTOR, OBJECT_META } from "./object-meta.ts";

export const POD_DISRUPTION_BUDGET_SPEC = struct("v1.PodDisruptionBudgetSpec", {
  minAvailable: pointer(INT_OR_STRING),
  selector: pointer(LABEL_SELECTOR),
  maxUnavailable: pointer(INT_OR_STRING),
  unhealthyPodEvictionPolicy: pointer(named("v1.UnhealthyPodEvictionPolicyType")),
});

export const POD_DISRUPTION_BUDGET_STATUS = struct("v1.PodDisruptionBudgetStatus", {
  observedGeneration: INT64,
  disruptedPods: map(TIME),
  disruptionsAllowed: always(INT32),
  currentHealthy: always(INT32),
  desiredHealthy: always(INT32),
  expectedPods: always(INT32),
  conditions: list(CONDITION),
});

export const POD_DISRUPTION_BUDGET = struct("v1.PodDisruptionBudget", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: POD_DISRUPTION_BUDGET_SPEC,
  status: POD_DISRUPTION_BUDGET_STATUS,
});
export type PodDisruptionBudget = ValueOf<typeof POD_DISRUPTION_BUDGET>;

export const LEASE_SPEC = struct("v1.LeaseSpec", {
  holderIdentity: pointer(STRING),
  leaseDurationSeconds: pointer(INT32),
  acquireTime: pointer(MICRO_TIME),
  renewTime: pointer(MICRO_TIME),
  leaseTransitions: pointer(INT32),
  strategy: pointer(named("v1.CoordinatedLeaseStrategy")),
  preferredHolder: pointer(STRING),
});
export type LeaseSpec = ValueOf<typeof LEASE_SPEC>;

export const LEASE = struct("v1.Lease", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: LEASE_SPEC,
});
export type Lease = ValueOf<typeof LEASE>;

export const OVERHEAD = struct("v1.Overhead", {
  podFixed: RESOURCE_LIST,
});

export const SCHEDULING = struct("v1.Scheduling", {
  nodeSelector: STRING_MAP,
  tolerations: list(TOLERATION),
});

export const RUNTIME_CLASS = struct("v1.RuntimeClass", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  handler: always(STRING),
  overhead: pointer(OVERHEAD),
  scheduling: pointer(SCHEDULING),
});
export type RuntimeClass = ValueOf<typeof RUNTIME_CLASS>;

export const PRIORITY_CLASS = struct("v1.PriorityClass", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  value: always(INT32),
  globalDefault: BOOLEAN,
  description: STRING,
  preemptionPolicy: pointer(named("v1.PreemptionPolicy")),
});
export type PriorityClass = ValueOf<typeof PRIORITY_CLASS>;
