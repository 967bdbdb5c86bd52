// What the API server says of priority classes.
// Imitates pkg/apis/scheduling/validation/validation.go and pkg/apis/scheduling/v1/helpers.go, v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { forbidden, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { PriorityClass } from "../types/policy.ts";
import { validateChoice } from "./choices.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutable } from "./object-meta.ts";

const METADATA = FieldPath.root("metadata");
const VALUE = FieldPath.root("value");
const PREEMPTION_POLICY = FieldPath.root("preemptionPolicy");

const SYSTEM_PREFIX = "system-";
/** The classes that every cluster has, with their values; neither is the default. */
export const SYSTEM_PRIORITY_CLASSES: ReadonlyMap<string, number> = new Map([
  ["system-node-critical", 2_000_001_000],
  ["system-cluster-critical", 2_000_000_000],
]);
const HIGHEST_OF_USERS = 1_000_000_000;
const POLICIES = ["PreemptLowerPriority", "Never"];

export function validatePriorityClass(priorityClass: PriorityClass): readonly FieldError[] {
  const { metadata, preemptionPolicy } = priorityClass;
  return [
    ...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA),
    ...validateValue(priorityClass),
    ...(preemptionPolicy === undefined ? [] : validatePreemptionPolicy(preemptionPolicy, PREEMPTION_POLICY)),
  ];
}

function validateValue({ metadata, value = 0, globalDefault = false }: PriorityClass): readonly FieldError[] {
  const name = metadata?.name ?? "";
  if (name.startsWith(SYSTEM_PREFIX)) {
    const problem = systemClassProblem(name, value, globalDefault);
    const reserved = `priority class names with '${SYSTEM_PREFIX}' prefix are reserved for system use only`;
    return problem === undefined ? [] : [forbidden(METADATA.child("name"), `${reserved}. error: ${problem}`)];
  }
  if (value <= HIGHEST_OF_USERS) return [];
  return [forbidden(VALUE, `maximum allowed value of a user defined priority is ${HIGHEST_OF_USERS}`)];
}

/** Why the class is none of those that every cluster has. */
function systemClassProblem(name: string, value: number, globalDefault: boolean): string | undefined {
  const known = SYSTEM_PRIORITY_CLASSES.get(name);
  if (known === undefined) return `${name} is not a known system priority class`;
  if (value !== known) return `value of ${name} PriorityClass must be ${known}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

/** A policy that is written down, be it empty. */
export function validatePreemptionPolicy(policy: string, path: FieldPath): readonly FieldError[] {
  return validateChoice(policy, POLICIES, path);
}

export function validatePriorityClassUpdate(priorityClass: PriorityClass, old: PriorityClass): readonly FieldError[] {
  return [
    ...validateCoreObjectMetaUpdate(priorityClass.metadata, old.metadata, METADATA),
    ...(priorityClass.value === old.value ? [] : [forbidden(VALUE, "may not be changed in an update.")]),
    ...validateImmutable(priorityClass.preemptionPolicy, old.preemptionPolicy, PREEMPTION_POLICY),
  ];
}
