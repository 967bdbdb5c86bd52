// What the API server says where a profile stands both in an annotation and in its field: they must be the same.
// Imitates pkg/apis/core/validation/validation.go (validateSeccompAnnotationsAndFields,
// validateAppArmorAnnotationsAndFieldsMatchOnCreate), v1.36.

import { forbidden, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import {
  APP_ARMOR_PREFIX,
  LOCALHOST_PREFIX,
  RUNTIME_DEFAULT,
  SECCOMP_DOCKER_DEFAULT,
  SECCOMP_POD,
  SECCOMP_PREFIX,
  UNCONFINED,
} from "../pod-annotation-names.ts";
import type { AppArmorProfile, SeccompProfile } from "../types/container.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { PodSpec } from "../types/pod.ts";
import { visitContainers } from "./pod-containers.ts";

/** `path` is that of the spec. */
export function validateAnnotatedProfiles(
  metadata: ObjectMeta | undefined,
  spec: PodSpec,
  path: FieldPath,
): readonly FieldError[] {
  const annotations = metadata?.annotations;
  if (annotations === undefined || !Object.keys(annotations).some(isProfile)) return [];
  return [...validateSeccompProfiles(annotations, spec, path), ...validateAppArmorProfiles(annotations, spec, path)];
}

type Annotations = NonNullable<ObjectMeta["annotations"]>;

function isProfile(name: string): boolean {
  return name === SECCOMP_POD || name.startsWith(SECCOMP_PREFIX) || name.startsWith(APP_ARMOR_PREFIX);
}

function validateSeccompProfiles(annotations: Annotations, spec: PodSpec, path: FieldPath): readonly FieldError[] {
  const ofPod = annotations[SECCOMP_POD];
  const profileOfPod = spec.securityContext?.seccompProfile;
  const errors: FieldError[] = [];
  if (ofPod !== undefined && profileOfPod !== undefined) {
    errors.push(...validateSeccompMatch(ofPod, profileOfPod, path.child("securityContext", "seccompProfile")));
  }
  visitContainers(spec, path, ({ name = "", securityContext }, containerPath) => {
    const annotation = annotations[SECCOMP_PREFIX + name];
    const profile = securityContext?.seccompProfile;
    if (annotation === undefined || profile === undefined) return;
    errors.push(...validateSeccompMatch(annotation, profile, containerPath.child("securityContext", "seccompProfile")));
  });
  return errors;
}

function validateSeccompMatch(annotation: string, profile: SeccompProfile, path: FieldPath): readonly FieldError[] {
  const isDefault = annotation === RUNTIME_DEFAULT || annotation === SECCOMP_DOCKER_DEFAULT;
  return validateMatch(isDefault ? RUNTIME_DEFAULT : annotation, profile, "seccomp", path);
}

function validateAppArmorProfiles(annotations: Annotations, spec: PodSpec, path: FieldPath): readonly FieldError[] {
  if (spec.os?.name === "windows") return [];
  const errors: FieldError[] = [];
  visitContainers(spec, path, ({ name = "", securityContext }, containerPath) => {
    const annotation = annotations[APP_ARMOR_PREFIX + name];
    const profile = securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile;
    if (annotation === undefined || profile === undefined) return;
    const place = containerPath.child("securityContext", "appArmorProfile");
    errors.push(...validateMatch(annotation, profile, "apparmor", place));
  });
  return errors;
}

/** `path` is that of the profile. Types that are not known are another rule's business. */
function validateMatch(
  annotation: string,
  profile: SeccompProfile | AppArmorProfile,
  what: "seccomp" | "apparmor",
  path: FieldPath,
): readonly FieldError[] {
  const { type, localhostProfile } = profile;
  const otherType = [forbidden(path.child("type"), `${what} type in annotation and field must match`)];
  switch (type) {
    case "Unconfined":
      return annotation === UNCONFINED ? [] : otherType;
    case "RuntimeDefault":
      return annotation === RUNTIME_DEFAULT ? [] : otherType;
    case "Localhost":
      if (!annotation.startsWith(LOCALHOST_PREFIX)) return otherType;
      if (annotation.slice(LOCALHOST_PREFIX.length) === localhostProfile) return [];
      return [forbidden(path.child("localhostProfile"), `${what} profile in annotation and field must match`)];
    default:
      return [];
  }
}
