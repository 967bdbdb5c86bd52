// What the API server says of pod templates: the same as of pods, but for names and what only a running pod has.
// Imitates pkg/apis/core/validation/validation.go (ValidatePodTemplateSpec), v1.36.

import { forbidden, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { PodTemplateSpec } from "../types/pod.ts";
import { validateAnnotations, validateLabels } from "./labels.ts";
import { validateAnnotatedProfiles } from "./pod-annotation-profiles.ts";
import { validatePodAnnotations } from "./pod-annotations.ts";
import { validateHostPortsOfTemplate } from "./pod-host.ts";
import { validatePodSpec } from "./pod-spec.ts";

/** `old` is the template that is replaced, if one is. The server leaves `metadata` out of the paths of labels. */
export function validatePodTemplateSpec(
  template: PodTemplateSpec,
  path: FieldPath,
  old?: PodTemplateSpec,
): readonly FieldError[] {
  const { metadata, spec = {} } = template;
  const specPath = path.child("spec");
  const errors = [
    ...validateLabels(metadata?.labels, path.child("labels")),
    ...validateAnnotations(metadata?.annotations, path.child("annotations")),
    ...validatePodAnnotations(metadata?.annotations, spec, path.child("annotations")),
    ...validatePodSpec(spec, old?.spec, undefined, specPath),
    ...validateHostPortsOfTemplate(spec, specPath),
    ...validateAnnotatedProfiles(metadata, spec, specPath),
  ];
  if ((spec.ephemeralContainers ?? []).length > 0) {
    errors.push(forbidden(specPath.child("ephemeralContainers"), "ephemeral containers not allowed in pod template"));
  }
  return errors;
}
