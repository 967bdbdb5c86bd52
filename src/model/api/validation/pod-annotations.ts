// What the API server says of annotations that are rules of old, before they became fields, and of those that kubelets
// and controllers read.
// Imitates pkg/apis/core/validation/validation.go (ValidatePodSpecificAnnotations, ValidateSeccompPodAnnotations,
// ValidateAppArmorPodAnnotations), v1.36.

import { forbidden, invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import {
  APP_ARMOR_PREFIX,
  DELETION_COST,
  LOCALHOST_PREFIX,
  MIRROR_POD,
  RUNTIME_DEFAULT,
  SECCOMP_POD,
  SECCOMP_PREFIX,
  SECCOMP_DOCKER_DEFAULT,
  TOLERATIONS,
  UNCONFINED,
} from "../pod-annotation-names.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { PodSpec } from "../types/pod.ts";
import { validateDescendingPath } from "./local-paths.ts";
import { validateTolerationsAnnotation } from "./pod-annotated-tolerations.ts";
import { someContainer } from "./pod-containers.ts";

type Annotations = NonNullable<ObjectMeta["annotations"]>;

const INT32_LIMIT = 2_147_483_648;
const DELETION_COST_FORM = /^(?:0|-\d+|[1-9]\d*)$/;

/** `path` is that of the annotations. */
export function validatePodAnnotations(
  annotations: Annotations | undefined,
  spec: PodSpec,
  path: FieldPath,
): readonly FieldError[] {
  if (annotations === undefined) return [];
  const errors: FieldError[] = [];
  for (const name of Object.keys(annotations)) {
    const value = annotations[name]!;
    if (name.startsWith(SECCOMP_PREFIX)) errors.push(...validateSeccompAnnotation(value, path.child(name)));
    else if (name.startsWith(APP_ARMOR_PREFIX)) errors.push(...validateAppArmorAnnotation(name, value, spec, path));
    else errors.push(...validateNamedAnnotation(name, value, spec, path));
  }
  return errors;
}

function validateNamedAnnotation(name: string, value: string, spec: PodSpec, path: FieldPath): readonly FieldError[] {
  switch (name) {
    case MIRROR_POD:
      if (spec.nodeName !== undefined) return [];
      return [invalid(path.key(name), value, "must set spec.nodeName if mirror pod annotation is set")];
    case TOLERATIONS:
      return validateTolerationsAnnotation(value, path);
    case DELETION_COST:
      return isDeletionCost(value) ? [] : [invalid(path.key(name), value, "must be a 32bit integer")];
    case SECCOMP_POD:
      return validateSeccompAnnotation(value, path.child(name));
    default:
      return [];
  }
}

function isDeletionCost(text: string): boolean {
  const cost = Number(text);
  return DELETION_COST_FORM.test(text) && cost >= -INT32_LIMIT && cost < INT32_LIMIT;
}

function validateSeccompAnnotation(profile: string, path: FieldPath): readonly FieldError[] {
  if (profile === RUNTIME_DEFAULT || profile === SECCOMP_DOCKER_DEFAULT || profile === UNCONFINED) return [];
  if (profile.startsWith(LOCALHOST_PREFIX)) return validateDescendingPath(profile.slice(LOCALHOST_PREFIX.length), path);
  return [invalid(path, profile, "must be a valid seccomp profile")];
}

function validateAppArmorAnnotation(
  name: string,
  profile: string,
  spec: PodSpec,
  path: FieldPath,
): readonly FieldError[] {
  const containerName = name.slice(APP_ARMOR_PREFIX.length);
  const errors: FieldError[] = [];
  if (!someContainer(spec, (container) => (container.name ?? "") === containerName)) {
    errors.push(invalid(path.key(name), containerName, "container not found"));
  }
  const isKnown = profile === "" || profile === RUNTIME_DEFAULT || profile === UNCONFINED;
  if (!isKnown && !profile.startsWith(LOCALHOST_PREFIX)) {
    errors.push(invalid(path.key(name), profile, `invalid AppArmor profile name: ${quoted(profile)}`));
  }
  return errors;
}

/** What an update must leave as it was. */
export function validatePodAnnotationsUpdate(
  annotations: Annotations = NO_ANNOTATIONS,
  old: Annotations = NO_ANNOTATIONS,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [name, value] of Object.entries(old)) {
    if (Object.hasOwn(annotations, name) && annotations[name] === value) continue;
    const what = protectedAnnotation(name);
    if (what !== undefined) errors.push(forbidden(path.key(name), `may not remove or update ${what}`));
  }
  for (const name of Object.keys(annotations)) {
    const what = Object.hasOwn(old, name) ? undefined : protectedAnnotation(name);
    if (what !== undefined) errors.push(forbidden(path.key(name), `may not add ${what}`));
  }
  return errors;
}

const NO_ANNOTATIONS: Annotations = Object.freeze({});

function protectedAnnotation(name: string): string | undefined {
  if (name.startsWith(APP_ARMOR_PREFIX)) return "AppArmor annotations";
  return name === MIRROR_POD ? "mirror pod annotation" : undefined;
}
