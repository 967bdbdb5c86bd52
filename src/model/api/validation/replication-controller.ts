// What the API server says of ReplicationControllers.
// Imitates pkg/apis/core/validation/validation.go (ValidateReplicationController …) and
// pkg/registry/core/replicationcontroller/strategy.go, v1.36.

import { compileLabelSet } from "../../label-selector.ts";
import { longNameProblems } from "../../name-formats.ts";
import { STRING_MAP } from "../api-type.ts";
import { internalError, notFound, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import type { ObjectMeta } from "../types/object-meta.ts";
import type { ReplicationController, ReplicationControllerSpec } from "../types/workload.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateNonNegative } from "./numbers.ts";
import { invalidLabels, validateLastingPods, validateSelects } from "./pod-selector.ts";
import { validatePodTemplateSpec } from "./pod-template.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
/** Of annotations that say what another version of the API could not hold. */
const NON_CONVERTIBLE = "non-convertible.kubernetes.io";

export function validateReplicationController(controller: ReplicationController): readonly FieldError[] {
  return [...validateMetadata(controller.metadata ?? {}), ...validateSpec(controller.spec ?? {}, SPEC)];
}

/** Here names are not tried on prefixes of names. */
function validateMetadata({ generateName, ...metadata }: ObjectMeta): readonly FieldError[] {
  const errors = validateCoreObjectMeta(metadata, true, longNameProblems, METADATA);
  if (generateName === undefined || metadata.name !== undefined) return errors;
  const rule = `generateName was specified (${quoted(generateName)}), but no name was generated`;
  return [internalError(METADATA.child("name"), rule), ...errors];
}

export function validateReplicationControllerUpdate(
  controller: ReplicationController,
  old: ReplicationController,
): readonly FieldError[] {
  return [
    ...validateCoreObjectMetaUpdate(controller.metadata, old.metadata, METADATA),
    ...validateSpec(controller.spec ?? {}, SPEC),
    ...Object.entries(old.metadata?.annotations ?? {}).flatMap(([name, value]) =>
      name.startsWith(NON_CONVERTIBLE) ? validateNonConvertible(name.split("/"), value, controller, old) : [],
    ),
  ];
}

/** A selector that was written in another version can only be read. */
function validateNonConvertible(
  [, field, ...more]: readonly string[],
  value: string,
  { spec = {} }: ReplicationController,
  old: ReplicationController,
): readonly FieldError[] {
  if (field === undefined || more.length > 0) return [];
  if (!field.includes("selector")) {
    const error = notFound(FieldPath.root(field), value);
    return [{ ...error, message: `${error.message}: unknown non-convertible field` }];
  }
  if (areSemanticallyEqual(spec.selector, old.spec?.selector, STRING_MAP)) return [];
  return [invalidLabels(SPEC.child("selector"), spec.selector, "cannot update non-convertible selector")];
}

function validateSpec(spec: ReplicationControllerSpec, path: FieldPath): readonly FieldError[] {
  const { minReadySeconds = 0, replicas, selector = {} } = spec;
  const replicasPath = path.child("replicas");
  return [
    ...validateNonNegative(minReadySeconds, path.child("minReadySeconds")),
    ...(Object.keys(selector).length === 0 ? [required(path.child("selector"))] : []),
    ...(replicas === undefined ? [required(replicasPath)] : validateNonNegative(replicas, replicasPath)),
    ...validateTemplate(spec, path.child("template")),
  ];
}

function validateTemplate({ selector, template }: ReplicationControllerSpec, path: FieldPath): readonly FieldError[] {
  if (template === undefined) return [required(path)];
  return [
    ...validateSelects(compileLabelSet(selector), template, path),
    ...validatePodTemplateSpec(template, path),
    ...validateLastingPods(template, "ReplicationController", path),
  ];
}
