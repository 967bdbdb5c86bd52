// What the API server says of the names of resources that containers and pods ask for.
// Imitates pkg/apis/core/validation/validation.go (validateResourceName …) and pkg/apis/core/helper/helpers.go, v1.36.

import { qualifiedNameProblems } from "../../qualified-name.ts";
import { isExtendedResource, isHugePages, isNativeResource, isPodLevelResource } from "../../resource-name.ts";
import type { FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { invalidWord, unsupportedWord } from "./choices.ts";

const CONTAINER_RESOURCES: ReadonlySet<string> = new Set(["cpu", "memory", "ephemeral-storage"]);
const POD_RESOURCES_LISTED: readonly string[] = Object.freeze(["cpu", "hugepages-", "memory"]);

/** Resources that are counted one by one. */
const COUNTED_RESOURCES: ReadonlySet<string> = new Set([
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
]);

const STANDARD_RESOURCES: ReadonlySet<string> = new Set([
  ...CONTAINER_RESOURCES,
  ...["requests", "limits"].flatMap((prefix) => [...CONTAINER_RESOURCES].map((name) => `${prefix}.${name}`)),
  ...COUNTED_RESOURCES,
  "storage",
  "requests.storage",
]);

/** Whether amounts of the resource are whole numbers. */
export function isCountedResource(name: string): boolean {
  return COUNTED_RESOURCES.has(name) || isExtendedResource(name);
}

/** What a resource may be called anywhere. */
export function validateResourceName(name: string, path: FieldPath): readonly FieldError[] {
  const problems = qualifiedNameProblems(name);
  if (problems.length > 0) return problems.map((problem) => invalidWord(path, name, problem));
  const isStandard = STANDARD_RESOURCES.has(name) || isHugePages(name) || name.startsWith("requests.hugepages-");
  if (name.includes("/") || isStandard) return [];
  return [invalidWord(path, name, "must be a standard resource type or fully qualified")];
}

/** What a container may ask for. */
export function validateContainerResourceName(name: string, path: FieldPath): readonly FieldError[] {
  if (CONTAINER_RESOURCES.has(name)) return [];
  const errors = validateResourceName(name, path);
  if (!name.includes("/")) {
    return isHugePages(name)
      ? errors
      : [...errors, invalidWord(path, name, "must be a standard resource for containers")];
  }
  if (isNativeResource(name) || isExtendedResource(name)) return errors;
  return [...errors, invalidWord(path, name, "doesn't follow extended resource name standard")];
}

/** What a pod as a whole may ask for. */
export function validatePodResourceName(name: string, path: FieldPath): readonly FieldError[] {
  const errors = validateResourceName(name, path);
  if (errors.length > 0 || isPodLevelResource(name)) return errors;
  return [unsupportedWord(path, name, POD_RESOURCES_LISTED)];
}
