// Horizontal pod autoscalers of autoscaling/v2.
// Imitates pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { dropVersionAnnotations } from "../autoscaler-versions.ts";
import { applyHorizontalPodAutoscalerDefaults } from "../defaults/horizontal-pod-autoscaler.ts";
import { keepStatus } from "../generation.ts";
import { HORIZONTAL_POD_AUTOSCALER, type HorizontalPodAutoscaler } from "../types/autoscaling-v2.ts";
import {
  validateHorizontalPodAutoscaler,
  validateHorizontalPodAutoscalerUpdate,
  validateStoredHorizontalPodAutoscaler,
} from "../validation/horizontal-pod-autoscaler.ts";

export const HORIZONTAL_POD_AUTOSCALER_KIND = apiKind<HorizontalPodAutoscaler>({
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  namespaced: true,
  type: HORIZONTAL_POD_AUTOSCALER,
  source: "pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go",
  applyDefaults: applyHorizontalPodAutoscalerDefaults,
  convert({ metadata }) {
    dropVersionAnnotations(metadata);
    return undefined;
  },
  prepareForCreate(autoscaler) {
    delete autoscaler.status;
  },
  validate: validateHorizontalPodAutoscaler,
  validateStored: validateStoredHorizontalPodAutoscaler,
  prepareForUpdate: keepStatus,
  validateUpdate: validateHorizontalPodAutoscalerUpdate,
});
