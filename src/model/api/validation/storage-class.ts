// What the API server says of storage classes, new and changed.
// Imitates pkg/apis/storage/validation/validation.go (ValidateStorageClass, ValidateStorageClassUpdate), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { lowerCase } from "../../go-string.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { qualifiedNameProblems } from "../../qualified-name.ts";
import { STRING, STRING_MAP } from "../api-type.ts";
import { duplicate, invalid, required, tooLong, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { TopologySelectorLabelRequirement, TopologySelectorTerm } from "../types/affinity.ts";
import { STORAGE_CLASS, type StorageClass } from "../types/storage.ts";
import { validateChoice, validateOptionalChoice } from "./choices.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { validateLabelName } from "./labels.ts";
import { validateRequiredName } from "./names.ts";

const METADATA = FieldPath.root("metadata");
const PROVISIONER = FieldPath.root("provisioner");
const PARAMETERS = FieldPath.root("parameters");
const RECLAIM_POLICY = FieldPath.root("reclaimPolicy");
const BINDING_MODE = FieldPath.root("volumeBindingMode");
const TOPOLOGIES = FieldPath.root("allowedTopologies");

const RECLAIM_POLICIES: readonly string[] = Object.freeze(["Delete", "Retain"]);
const BINDING_MODES: readonly string[] = Object.freeze(["Immediate", "WaitForFirstConsumer"]);
const PARAMETERS_MAX = 512;
const PARAMETERS_SIZE_MAX = 256 * 1024;

export function validateStorageClass(storageClass: StorageClass): readonly FieldError[] {
  const { metadata, provisioner, parameters, reclaimPolicy, volumeBindingMode, allowedTopologies } = storageClass;
  return [
    ...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    ...validateRequiredName(lowerCase(provisioner ?? ""), qualifiedNameProblems, PROVISIONER),
    ...validateParameters(parameters ?? {}, PARAMETERS),
    // An empty policy passes, an empty mode does not.
    ...(reclaimPolicy === "" ? [] : validateOptionalChoice(reclaimPolicy, RECLAIM_POLICIES, RECLAIM_POLICY)),
    ...validateBindingMode(volumeBindingMode),
    ...validateTopologies(allowedTopologies ?? [], TOPOLOGIES),
  ];
}

function validateBindingMode(mode: string | undefined): readonly FieldError[] {
  return mode === ""
    ? validateOptionalChoice(mode, BINDING_MODES, BINDING_MODE)
    : validateChoice(mode, BINDING_MODES, BINDING_MODE);
}

/** What a driver is told; the server says bytes where it counts entries. */
function validateParameters(parameters: Readonly<Record<string, string>>, path: FieldPath): readonly FieldError[] {
  const entries = Object.entries(parameters);
  if (entries.length > PARAMETERS_MAX) return [tooLong(path, PARAMETERS_MAX)];
  const errors: FieldError[] = [];
  let sizeBytes = 0;
  for (const [name, value] of entries) {
    if (name === "") errors.push(invalid(path, name, "field can not be empty."));
    sizeBytes += utf8LengthBytes(name) + utf8LengthBytes(value);
  }
  if (sizeBytes > PARAMETERS_SIZE_MAX) errors.push(tooLong(path, PARAMETERS_SIZE_MAX));
  return errors;
}

/** Where volumes may be; no two terms say the same, and an empty one is told once for each term of the list. */
function validateTopologies(terms: readonly TopologySelectorTerm[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  const earlier: string[] = terms.map(() => "[]");
  for (const [index, term] of terms.entries()) {
    const place = path.index(index).child("matchLabelExpressions");
    errors.push(...validateTopologyTerm(term, place));
    const meaning = meaningOf(term);
    const twins = earlier.filter((other) => other === meaning);
    errors.push(...twins.map(() => duplicate(place, "")));
    earlier.push(meaning);
  }
  return errors;
}

/** Equal for terms that allow the same: neither order nor repetition counts, and of two equal keys the later does. */
function meaningOf({ matchLabelExpressions = [] }: TopologySelectorTerm): string {
  const valuesByKey = new Map(matchLabelExpressions.map(({ key = "", values = [] }) => [key, values]));
  const pairs = [...valuesByKey].map(([key, values]) => [key, [...new Set(values)].toSorted()] as const);
  return JSON.stringify(pairs.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** `path` is that of the term's expressions. */
function validateTopologyTerm(
  { matchLabelExpressions = [] }: TopologySelectorTerm,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const keys = new Set<string>();
  for (const [index, expression] of matchLabelExpressions.entries()) {
    const { key = "" } = expression;
    errors.push(...validateTopologyExpression(expression, path.index(index)));
    if (keys.has(key)) errors.push(duplicate(path.index(index).child("key"), key));
    keys.add(key);
  }
  return errors;
}

function validateTopologyExpression(
  { key = "", values = [] }: TopologySelectorLabelRequirement,
  path: FieldPath,
): readonly FieldError[] {
  const place = path.child("values");
  const errors: FieldError[] = values.length === 0 ? [required(place)] : [];
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) < index) errors.push(duplicate(place.index(index), value));
  }
  return [...errors, ...validateLabelName(key, path.child("key"))];
}

export function validateStorageClassUpdate(storageClass: StorageClass, old: StorageClass): readonly FieldError[] {
  const { metadata, provisioner = "", parameters, reclaimPolicy, volumeBindingMode } = storageClass;
  const { table } = STORAGE_CLASS;
  return [
    ...validateStorageClass(storageClass),
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateImmutableValue(parameters, old.parameters, STRING_MAP, PARAMETERS),
    ...validateImmutableValue(provisioner, old.provisioner ?? "", STRING, PROVISIONER),
    ...validateImmutableValue(reclaimPolicy, old.reclaimPolicy, table.reclaimPolicy.type, RECLAIM_POLICY),
    ...validateImmutableValue(volumeBindingMode, old.volumeBindingMode, table.volumeBindingMode.type, BINDING_MODE),
  ];
}
