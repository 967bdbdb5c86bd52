// What kubectl prints of pod templates that the API server takes, but that are hardly meant so.
// Imitates pkg/api/pod/warnings.go (GetWarningsForPodTemplate), v1.36.

import { annotatedAppArmorProfile, appArmorAnnotation, areEqualAppArmorProfiles } from "../app-armor.ts";
import type { FieldPath } from "../field-path.ts";
import { APP_ARMOR_PREFIX } from "../pod-annotation-names.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { PodSpec, PodTemplateSpec } from "../types/pod.ts";
import { visitContainers } from "../validation/pod-containers.ts";
import { APP_ARMOR_INSTEAD, podSpecWarnings } from "./pod-spec.ts";
import { warningAt } from "./warning-text.ts";

/** Of a template that stands at `path`. */
export function podTemplateWarnings(template: PodTemplateSpec, path: FieldPath): readonly string[] {
  const { metadata, spec = {} } = template;
  const annotationsPath = path.child("metadata", "annotations");
  const containers = templateProfileWarnings(metadata, spec, annotationsPath);
  return podSpecWarnings(spec, metadata, path.child("spec"), annotationsPath, containers);
}

/** Annotations that differ from the profile of the pod, by container name. */
function templateProfileWarnings(
  metadata: ObjectMeta | undefined,
  spec: PodSpec,
  annotationsPath: FieldPath,
): ReadonlyMap<string, string> {
  const warnings = new Map<string, string>();
  visitContainers(spec, annotationsPath, ({ name = "", securityContext }) => {
    const annotation = appArmorAnnotation(metadata, name);
    if (annotation === undefined || securityContext?.appArmorProfile !== undefined) return;
    const profile = annotatedAppArmorProfile(annotation);
    const ofPod = spec.securityContext?.appArmorProfile;
    if (profile !== undefined && areEqualAppArmorProfiles(profile, ofPod)) return;
    warnings.set(name, warningAt(annotationsPath.key(APP_ARMOR_PREFIX + name), APP_ARMOR_INSTEAD));
  });
  return warnings;
}
