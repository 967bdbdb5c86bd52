// Defaults of pod templates. What only pods get, they do not: requests stay unset where there are limits.
// Imitates pkg/apis/core/v1/zz_generated.defaults.go and conversion.go, v1.36.

import type { Draft } from "../api-type.ts";
import type { PodTemplateSpec } from "../types/pod.ts";
import { dropInitContainerAnnotations } from "./pod-annotations.ts";
import { applyPodSpecDefaults } from "./pod-spec.ts";

/** Completes the template in place. */
export function applyPodTemplateDefaults(template: Draft<PodTemplateSpec>): void {
  template.spec ??= {};
  applyPodSpecDefaults(template.spec);
  dropInitContainerAnnotations(template.metadata);
}
