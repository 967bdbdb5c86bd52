// Node selectors, affinity, taints, tolerations and topology spread.
// Source: k8s.io/api/core/v1/types.go, v1.36.

import {
  INT32,
  INT64,
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
import { LABEL_SELECTOR } from "./object-meta.ts";

export const NODE_SELECTOR_REQUIREMENT = struct("v1.NodeSelectorRequirement", {
  key: always(STRING),
  operator: always(named("v1.NodeSelectorOperator")),
  values: STRING_LIST,
});
export type NodeSelectorRequirement = ValueOf<typeof NODE_SELECTOR_REQUIREMENT>;

export const NODE_SELECTOR_TERM = struct("v1.NodeSelectorTerm", {
  matchExpressions: list(NODE_SELECTOR_REQUIREMENT),
  matchFields: list(NODE_SELECTOR_REQUIREMENT),
});
export type NodeSelectorTerm = ValueOf<typeof NODE_SELECTOR_TERM>;

export const NODE_SELECTOR = struct("v1.NodeSelector", {
  nodeSelectorTerms: always(list(NODE_SELECTOR_TERM)),
});
export type NodeSelector = ValueOf<typeof NODE_SELECTOR>;

export const PREFERRED_SCHEDULING_TERM = struct("v1.PreferredSchedulingTerm", {
  weight: always(INT32),
  preference: NODE_SELECTOR_TERM,
});

export const NODE_AFFINITY = struct("v1.NodeAffinity", {
  requiredDuringSchedulingIgnoredDuringExecution: pointer(NODE_SELECTOR),
  preferredDuringSchedulingIgnoredDuringExecution: list(PREFERRED_SCHEDULING_TERM),
});
export type NodeAffinity = ValueOf<typeof NODE_AFFINITY>;

export const POD_AFFINITY_TERM = struct("v1.PodAffinityTerm", {
  labelSelector: pointer(LABEL_SELECTOR),
  namespaces: STRING_LIST,
  topologyKey: always(STRING),
  namespaceSelector: pointer(LABEL_SELECTOR),
  matchLabelKeys: STRING_LIST,
  mismatchLabelKeys: STRING_LIST,
});
export type PodAffinityTerm = ValueOf<typeof POD_AFFINITY_TERM>;

export const WEIGHTED_POD_AFFINITY_TERM = struct("v1.WeightedPodAffinityTerm", {
  weight: always(INT32),
  podAffinityTerm: POD_AFFINITY_TERM,
});

export const POD_AFFINITY = struct("v1.PodAffinity", {
  requiredDuringSchedulingIgnoredDuringExecution: list(POD_AFFINITY_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: list(WEIGHTED_POD_AFFINITY_TERM),
});
export type PodAffinity = ValueOf<typeof POD_AFFINITY>;

export const POD_ANTI_AFFINITY = struct("v1.PodAntiAffinity", {
  requiredDuringSchedulingIgnoredDuringExecution: list(POD_AFFINITY_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: list(WEIGHTED_POD_AFFINITY_TERM),
});

export const AFFINITY = struct("v1.Affinity", {
  nodeAffinity: pointer(NODE_AFFINITY),
  podAffinity: pointer(POD_AFFINITY),
  podAntiAffinity: pointer(POD_ANTI_AFFINITY),
});
export type Affinity = ValueOf<typeof AFFINITY>;

export const TOLERATION = struct("v1.Toleration", {
  key: STRING,
  operator: named("v1.TolerationOperator"),
  value: STRING,
  effect: named("v1.TaintEffect"),
  tolerationSeconds: pointer(INT64),
});
export type Toleration = ValueOf<typeof TOLERATION>;

export const TOPOLOGY_SPREAD_CONSTRAINT = struct("v1.TopologySpreadConstraint", {
  maxSkew: always(INT32),
  topologyKey: always(STRING),
  whenUnsatisfiable: always(named("v1.UnsatisfiableConstraintAction")),
  labelSelector: pointer(LABEL_SELECTOR),
  minDomains: pointer(INT32),
  nodeAffinityPolicy: pointer(named("v1.NodeInclusionPolicy")),
  nodeTaintsPolicy: pointer(named("v1.NodeInclusionPolicy")),
  matchLabelKeys: STRING_LIST,
});
export type TopologySpreadConstraint = ValueOf<typeof TOPOLOGY_SPREAD_CONSTRAINT>;

export const TAINT = struct("v1.Taint", {
  key: always(STRING),
  value: STRING,
  effect: always(named("v1.TaintEffect")),
  timeAdded: pointer(TIME),
});
export type Taint = ValueOf<typeof TAINT>;

export const TOPOLOGY_SELECTOR_LABEL_REQUIREMENT = struct("v1.TopologySelectorLabelRequirement", {
  key: always(STRING),
  values: always(STRING_LIST),
});
export type TopologySelectorLabelRequirement = ValueOf<typeof TOPOLOGY_SELECTOR_LABEL_REQUIREMENT>;

export const TOPOLOGY_SELECTOR_TERM = struct("v1.TopologySelectorTerm", {
  matchLabelExpressions: list(TOPOLOGY_SELECTOR_LABEL_REQUIREMENT),
});
export type TopologySelectorTerm = ValueOf<typeof TOPOLOGY_SELECTOR_TERM>;
