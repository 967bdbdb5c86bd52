// Horizontal pod autoscalers, v1.
// Source: k8s.io/api/autoscaling/v1/types.go, v1.36.

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

export const CROSS_VERSION_OBJECT_REFERENCE = struct("v1.CrossVersionObjectReference", {
  kind: always(STRING),
  name: always(STRING),
  apiVersion: STRING,
});

export const HORIZONTAL_POD_AUTOSCALER_SPEC = struct("v1.HorizontalPodAutoscalerSpec", {
  scaleTargetRef: CROSS_VERSION_OBJECT_REFERENCE,
  minReplicas: pointer(INT32),
  maxReplicas: always(INT32),
  targetCPUUtilizationPercentage: pointer(INT32),
});

export const HORIZONTAL_POD_AUTOSCALER_STATUS = struct("v1.HorizontalPodAutoscalerStatus", {
  observedGeneration: pointer(INT64),
  lastScaleTime: pointer(TIME),
  currentReplicas: always(INT32),
  desiredReplicas: always(INT32),
  currentCPUUtilizationPercentage: pointer(INT32),
});

export const HORIZONTAL_POD_AUTOSCALER = struct("v1.HorizontalPodAutoscaler", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  spec: HORIZONTAL_POD_AUTOSCALER_SPEC,
  status: HORIZONTAL_POD_AUTOSCALER_STATUS,
});
export type HorizontalPodAutoscalerV1 = ValueOf<typeof HORIZONTAL_POD_AUTOSCALER>;

// Metrics stand in an annotation in this version.

const OBJECT_METRIC_SOURCE = struct("v1.ObjectMetricSource", {
  target: CROSS_VERSION_OBJECT_REFERENCE,
  metricName: always(STRING),
  targetValue: always(QUANTITY),
  selector: pointer(LABEL_SELECTOR),
  averageValue: pointer(QUANTITY),
});

const PODS_METRIC_SOURCE = struct("v1.PodsMetricSource", {
  metricName: always(STRING),
  targetAverageValue: always(QUANTITY),
  selector: pointer(LABEL_SELECTOR),
});

const RESOURCE_METRIC_SOURCE = struct("v1.ResourceMetricSource", {
  name: always(named("v1.ResourceName")),
  targetAverageUtilization: pointer(INT32),
  targetAverageValue: pointer(QUANTITY),
});

const CONTAINER_RESOURCE_METRIC_SOURCE = struct("v1.ContainerResourceMetricSource", {
  name: always(named("v1.ResourceName")),
  targetAverageUtilization: pointer(INT32),
  targetAverageValue: pointer(QUANTITY),
  container: always(STRING),
});

const EXTERNAL_METRIC_SOURCE = struct("v1.ExternalMetricSource", {
  metricName: always(STRING),
  metricSelector: pointer(LABEL_SELECTOR),
  targetValue: pointer(QUANTITY),
  targetAverageValue: pointer(QUANTITY),
});

export const METRIC_SPEC = struct("v1.MetricSpec", {
  type: always(named("v1.MetricSourceType")),
  object: pointer(OBJECT_METRIC_SOURCE),
  pods: pointer(PODS_METRIC_SOURCE),
  resource: pointer(RESOURCE_METRIC_SOURCE),
  containerResource: pointer(CONTAINER_RESOURCE_METRIC_SOURCE),
  external: pointer(EXTERNAL_METRIC_SOURCE),
});
export type MetricSpecV1 = ValueOf<typeof METRIC_SPEC>;

/** What the annotation holds, as a struct of its own. */
export const ANNOTATED_METRICS = struct("v1.AnnotatedMetrics", { metrics: list(METRIC_SPEC) });
