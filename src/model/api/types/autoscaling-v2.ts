// Horizontal pod autoscalers, v2.
// Source: k8s.io/api/autoscaling/v2/types.go, v1.36.

import {
  INT32,
  INT64,
  QUANTITY,
  STRING,
  TIME,
  always,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { LABEL_SELECTOR, OBJECT_META } from "./object-meta.ts";

export const CROSS_VERSION_OBJECT_REFERENCE = struct("v2.CrossVersionObjectReference", {
  kind: always(STRING),
  name: always(STRING),
  apiVersion: STRING,
});
export type CrossVersionObjectReference = ValueOf<typeof CROSS_VERSION_OBJECT_REFERENCE>;

export const METRIC_TARGET = struct("v2.MetricTarget", {
  type: always(named("v2.MetricTargetType")),
  value: pointer(QUANTITY),
  averageValue: pointer(QUANTITY),
  averageUtilization: pointer(INT32),
});
export type MetricTarget = ValueOf<typeof METRIC_TARGET>;

export const METRIC_IDENTIFIER = struct("v2.MetricIdentifier", {
  name: always(STRING),
  selector: pointer(LABEL_SELECTOR),
});
export type MetricIdentifier = ValueOf<typeof METRIC_IDENTIFIER>;

export const OBJECT_METRIC_SOURCE = struct("v2.ObjectMetricSource", {
  describedObject: CROSS_VERSION_OBJECT_REFERENCE,
  target: METRIC_TARGET,
  metric: METRIC_IDENTIFIER,
});

export const PODS_METRIC_SOURCE = struct("v2.PodsMetricSource", {
  metric: METRIC_IDENTIFIER,
  target: METRIC_TARGET,
});

export const RESOURCE_METRIC_SOURCE = struct("v2.ResourceMetricSource", {
  name: always(named("v1.ResourceName")),
  target: METRIC_TARGET,
});

export const CONTAINER_RESOURCE_METRIC_SOURCE = struct("v2.ContainerResourceMetricSource", {
  name: always(named("v1.ResourceName")),
  target: METRIC_TARGET,
  container: always(STRING),
});

export const EXTERNAL_METRIC_SOURCE = struct("v2.ExternalMetricSource", {
  metric: METRIC_IDENTIFIER,
  target: METRIC_TARGET,
});

export const METRIC_SPEC = struct("v2.MetricSpec", {
  type: always(named("v2.MetricSourceType")),
  object: pointer(OBJECT_METRIC_SOURCE),
  pods: pointer(PODS_METRIC_SOURCE),
  resource: pointer(RESOURCE_METRIC_SOURCE),
  containerResource: pointer(CONTAINER_RESOURCE_METRIC_SOURCE),
  external: pointer(EXTERNAL_METRIC_SOURCE),
});
export type MetricSpec = ValueOf<typeof METRIC_SPEC>;

export const HPA_SCALING_POLICY = struct("v2.HPAScalingPolicy", {
  type: always(named("v2.HPAScalingPolicyType")),
  value: always(INT32),
  periodSeconds: always(INT32),
});
export type HpaScalingPolicy = ValueOf<typeof HPA_SCALING_POLICY>;

export const HPA_SCALING_RULES = struct("v2.HPAScalingRules", {
  stabilizationWindowSeconds: pointer(INT32),
  selectPolicy: pointer(named("v2.ScalingPolicySelect")),
  policies: list(HPA_SCALING_POLICY),
  tolerance: pointer(QUANTITY),
});
export type HpaScalingRules = ValueOf<typeof HPA_SCALING_RULES>;

export const HORIZONTAL_POD_AUTOSCALER_BEHAVIOR = struct("v2.HorizontalPodAutoscalerBehavior", {
  scaleUp: pointer(HPA_SCALING_RULES),
  scaleDown: pointer(HPA_SCALING_RULES),
});
export type HorizontalPodAutoscalerBehavior = ValueOf<typeof HORIZONTAL_POD_AUTOSCALER_BEHAVIOR>;

export const HORIZONTAL_POD_AUTOSCALER_SPEC = struct("v2.HorizontalPodAutoscalerSpec", {
  scaleTargetRef: CROSS_VERSION_OBJECT_REFERENCE,
  minReplicas: pointer(INT32),
  maxReplicas: always(INT32),
  metrics: list(METRIC_SPEC),
  behavior: pointer(HORIZONTAL_POD_AUTOSCALER_BEHAVIOR),
});
export type HorizontalPodAutoscalerSpec = ValueOf<typeof HORIZONTAL_POD_AUTOSCALER_SPEC>;

const METRIC_VALUE_STATUS = struct("v2.MetricValueStatus", {
  value: pointer(QUANTITY),
  averageValue: pointer(QUANTITY),
  averageUtilization: pointer(INT32),
});

const OBJECT_METRIC_STATUS = struct("v2.ObjectMetricStatus", {
  metric: METRIC_IDENTIFIER,
  current: METRIC_VALUE_STATUS,
  describedObject: CROSS_VERSION_OBJECT_REFERENCE,
});

const PODS_METRIC_STATUS = struct("v2.PodsMetricStatus", {
  metric: METRIC_IDENTIFIER,
  current: METRIC_VALUE_STATUS,
});

const RESOURCE_METRIC_STATUS = struct("v2.ResourceMetricStatus", {
  name: always(named("v1.ResourceName")),
  current: METRIC_VALUE_STATUS,
});

const CONTAINER_RESOURCE_METRIC_STATUS = struct("v2.ContainerResourceMetricStatus", {
  name: always(named("v1.ResourceName")),
  current: METRIC_VALUE_STATUS,
  container: always(STRING),
});

const EXTERNAL_METRIC_STATUS = struct("v2.ExternalMetricStatus", {
  metric: METRIC_IDENTIFIER,
  current: METRIC_VALUE_STATUS,
});

export const METRIC_STATUS = struct("v2.MetricStatus", {
  type: always(named("v2.MetricSourceType")),
  object: pointer(OBJECT_METRIC_STATUS),
  pods: pointer(PODS_METRIC_STATUS),
  resource: pointer(RESOURCE_METRIC_STATUS),
  containerResource: pointer(CONTAINER_RESOURCE_METRIC_STATUS),
  external: pointer(EXTERNAL_METRIC_STATUS),
});
export type MetricStatus = ValueOf<typeof METRIC_STATUS>;

export const HORIZONTAL_POD_AUTOSCALER_CONDITION = struct("v2.HorizontalPodAutoscalerCondition", {
  type: always(named("v2.HorizontalPodAutoscalerConditionType")),
  status: always(named("v1.ConditionStatus")),
  lastTransitionTime: always(TIME),
  reason: STRING,
  message: STRING,
});
export type HorizontalPodAutoscalerCondition = ValueOf<typeof HORIZONTAL_POD_AUTOSCALER_CONDITION>;

export const HORIZONTAL_POD_AUTOSCALER_STATUS = struct("v2.HorizontalPodAutoscalerStatus", {
  observedGeneration: pointer(INT64),
  lastScaleTime: pointer(TIME),
  currentReplicas: INT32,
  desiredReplicas: always(INT32),
  currentMetrics: always(list(METRIC_STATUS)),
  conditions: list(HORIZONTAL_POD_AUTOSCALER_CONDITION),
});
export type HorizontalPodAutoscalerStatus = ValueOf<typeof HORIZONTAL_POD_AUTOSCALER_STATUS>;

export const HORIZONTAL_POD_AUTOSCALER = struct("v2.HorizontalPodAutoscaler", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: HORIZONTAL_POD_AUTOSCALER_SPEC,
  status: HORIZONTAL_POD_AUTOSCALER_STATUS,
});
export type HorizontalPodAutoscaler = ValueOf<typeof HORIZONTAL_POD_AUTOSCALER>;
