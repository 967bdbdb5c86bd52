// What the API server says of the environment of a container.
// Imitates pkg/apis/core/validation/validation.go (ValidateEnv, ValidateEnvFrom), v1.36.

import {
  configMapKeyProblems,
  dns1123SubdomainProblems,
  environmentNameProblems,
  nameFromPrefix,
} from "../../name-formats.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { ConfigMapKeySelector, EnvFromSource, EnvVar, EnvVarSource, FileKeySelector } from "../types/container.ts";
import { ENVIRONMENT_FIELDS, validateObjectFieldSelector, validateResourceFieldSelector } from "./field-references.ts";
import { validatePathWithoutBacksteps } from "./local-paths.ts";
import { validateDns1123Label, validateDns1123Subdomain, validateName, validateRequiredName } from "./names.ts";

const NO_SOURCE =
  "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";
const NO_SET = "must specify one of: `configMapRef` or `secretRef`";
const MANY_SOURCES = "may not have more than one field specified at a time";

/** The variables of a container, one by one. */
export function validateEnvironment(variables: readonly EnvVar[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, variable] of variables.entries()) {
    const { name, value, valueFrom } = variable;
    const problems = name === undefined ? undefined : environmentNameProblems(name);
    if (problems === undefined || problems.length > 0) {
      errors.push(...validateRequiredName(name, environmentNameProblems, path.index(index).child("name")));
    }
    if (valueFrom === undefined) continue;
    errors.push(...validateValueFrom(valueFrom, value, path.index(index).child("valueFrom")));
  }
  return errors;
}

/** `value` is the one that the variable has beside its source, if it has any. */
function validateValueFrom(source: EnvVarSource, value: string | undefined, path: FieldPath): readonly FieldError[] {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef];
  const count = sources.filter((given) => given !== undefined).length;
  const errors: FieldError[] = [];
  if (fieldRef !== undefined) {
    errors.push(...validateObjectFieldSelector(fieldRef, ENVIRONMENT_FIELDS, path.child("fieldRef")));
  }
  if (resourceFieldRef !== undefined) {
    errors.push(...validateResourceFieldSelector(resourceFieldRef, path.child("resourceFieldRef")));
  }
  if (configMapKeyRef !== undefined)
    errors.push(...validateKeySelector(configMapKeyRef, path.child("configMapKeyRef")));
  if (secretKeyRef !== undefined) errors.push(...validateKeySelector(secretKeyRef, path.child("secretKeyRef")));
  if (fileKeyRef !== undefined) errors.push(...validateFileKeySelector(fileKeyRef, path.child("fileKeyRef")));
  if (count === 0) errors.push(invalid(path, "", NO_SOURCE));
  else if (value !== undefined) errors.push(invalid(path, "", "may not be specified when `value` is not empty"));
  else if (count > 1) errors.push(invalid(path, "", MANY_SOURCES));
  return errors;
}

/** A key of a ConfigMap or a Secret. An empty name of the object is judged as a name, not as a missing one. */
function validateKeySelector(selector: ConfigMapKeySelector, path: FieldPath): readonly FieldError[] {
  return [
    ...validateDns1123Subdomain(selector.name ?? "", path.child("name")),
    ...validateRequiredName(selector.key, configMapKeyProblems, path.child("key")),
  ];
}

function validateFileKeySelector(selector: FileKeySelector, path: FieldPath): readonly FieldError[] {
  const { volumeName, path: file } = selector;
  return [
    ...validateRequiredName(selector.key, environmentNameProblems, path.child("key")),
    ...(volumeName === undefined
      ? [required(path.child("volumeName"))]
      : validateDns1123Label(volumeName, path.child("volumeName"))),
    ...(file === undefined ? [required(path.child("path"))] : validatePathWithoutBacksteps(file, path.child("path"))),
  ];
}

/** Whole ConfigMaps and Secrets as variables. What is wrong with the number of sources is told of the list. */
export function validateEnvironmentSources(sources: readonly EnvFromSource[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const [index, { prefix, configMapRef, secretRef }] of sources.entries()) {
    const place = path.index(index);
    if (prefix !== undefined) errors.push(...validateName(prefix, environmentNameProblems, place.child("prefix")));
    if (configMapRef !== undefined) {
      errors.push(...validateSourceName(configMapRef.name, place.child("configMapRef", "name")));
    }
    if (secretRef !== undefined) errors.push(...validateSourceName(secretRef.name, place.child("secretRef", "name")));
    if (configMapRef === undefined && secretRef === undefined) errors.push(invalid(path, "", NO_SET));
    if (configMapRef !== undefined && secretRef !== undefined) errors.push(invalid(path, "", MANY_SOURCES));
  }
  return errors;
}

/** The server takes the name for the beginning of one: a hyphen may stand at its end. */
function validateSourceName(name: string | undefined, path: FieldPath): readonly FieldError[] {
  return validateRequiredName(name, sourceNameProblems, path);
}

function sourceNameProblems(name: string): readonly string[] {
  return dns1123SubdomainProblems(nameFromPrefix(name));
}
