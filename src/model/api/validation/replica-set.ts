// What the API server says of ReplicaSets, and of what Deployments share with them.
// Imitates pkg/apis/apps/validation/validation.go (ValidateReplicaSet …), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import type { FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { LABEL_SELECTOR, type LabelSelector } from "../types/object-meta.ts";
import type { PodTemplateSpec } from "../types/pod.ts";
import type { ReplicaSet, ReplicaSetSpec } from "../types/workload.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validateNonNegative } from "./numbers.ts";
import {
  invalidSelector,
  usableSelector,
  validateLastingPods,
  validateRequiredSelector,
  validateSelectsTemplate,
} from "./pod-selector.ts";
import { validatePodTemplateSpec } from "./pod-template.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");

export function validateReplicaSet({ metadata, spec = {} }: ReplicaSet): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateReplicaSetSpec(spec, SPEC),
  ];
}

export function validateReplicaSetUpdate({ metadata, spec = {} }: ReplicaSet, old: ReplicaSet): readonly FieldError[] {
  return [
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateReplicaSetSpec(spec, SPEC),
    ...validateImmutableValue(spec.selector, old.spec?.selector, LABEL_SELECTOR, SPEC.child("selector")),
  ];
}

function validateReplicaSetSpec(spec: ReplicaSetSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...validateNonNegative(spec.replicas ?? 0, path.child("replicas")),
    ...validateNonNegative(spec.minReadySeconds ?? 0, path.child("minReadySeconds")),
    ...validateReplicatedPods(spec, path),
  ];
}

/** Selector and template of a ReplicaSet, or of a Deployment, whose messages are the same. */
export function validateReplicatedPods(
  { selector, template = {} }: { readonly selector?: LabelSelector; readonly template?: PodTemplateSpec },
  path: FieldPath,
): readonly FieldError[] {
  const selectorPath = path.child("selector");
  const templatePath = path.child("template");
  const errors = [...validateRequiredSelector(selector, "deployment", selectorPath)];
  const usable = usableSelector(selector);
  if (usable === undefined) return [...errors, invalidSelector(selectorPath, selector, "invalid label selector")];
  return [
    ...errors,
    ...validateSelectsTemplate(usable, template, templatePath),
    ...validatePodTemplateSpec(template, templatePath),
    ...validateLastingPods(template, "ReplicaSet", templatePath),
  ];
}
