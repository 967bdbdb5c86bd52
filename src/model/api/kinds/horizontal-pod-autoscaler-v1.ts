// Horizontal pod autoscalers of autoscaling/v1, judged as those of v2.
// Imitates pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go and pkg/apis/autoscaling/v1/conversion.go, v1.36.

import { apiKind } from "../api-kind.ts";
import { autoscalerFromV1, writeAsV1 } from "../autoscaler-versions.ts";
import { keepStatus } from "../generation.ts";
import { HORIZONTAL_POD_AUTOSCALER, type HorizontalPodAutoscalerV1 } from "../types/autoscaling-v1.ts";
import {
  validateHorizontalPodAutoscaler,
  validateHorizontalPodAutoscalerUpdate,
  validateStoredHorizontalPodAutoscaler,
} from "../validation/horizontal-pod-autoscaler.ts";

export const HORIZONTAL_POD_AUTOSCALER_V1_KIND = apiKind<HorizontalPodAutoscalerV1>({
  apiVersion: "autoscaling/v1",
  kind: "HorizontalPodAutoscaler",
  namespaced: true,
  type: HORIZONTAL_POD_AUTOSCALER,
  source: "pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go",
  applyDefaults(autoscaler) {
    autoscaler.spec ??= {};
    autoscaler.spec.minReplicas ??= 1;
  },
  /** What is refused stays as it is: this version cannot write every mistake. */
  convert(autoscaler) {
    const internal = autoscalerFromV1(autoscaler);
    if (validateStoredHorizontalPodAutoscaler(internal).length === 0) writeAsV1(autoscaler, internal);
    return undefined;
  },
  prepareForCreate(autoscaler) {
    delete autoscaler.status;
  },
  validate: (autoscaler, gates) => validateHorizontalPodAutoscaler(autoscalerFromV1(autoscaler), gates),
  validateStored: (autoscaler) => validateStoredHorizontalPodAutoscaler(autoscalerFromV1(autoscaler)),
  prepareForUpdate: keepStatus,
  validateUpdate: (autoscaler, old, gates) =>
    validateHorizontalPodAutoscalerUpdate(autoscalerFromV1(autoscaler), autoscalerFromV1(old), gates),
});
