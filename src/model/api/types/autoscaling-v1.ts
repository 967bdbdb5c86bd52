// Horizontal pod autoscalers, v1.
// Source: k8s.io/api/autoscaling/v1/types.go, v1.36.

import { INT32, INT64, STRING, TIME, always, pointer, struct } from "../api-type.ts";
import { OBJECT_META } from "./object-meta.ts";

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
