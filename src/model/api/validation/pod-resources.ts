// What the API server says of what a pod asks for as a whole, and of its overhead.
// Imitates pkg/apis/core/validation/validation.go (validatePodResources, validatePodResourceConsistency), v1.36.

import { containersTogether, WRITTEN_LIMITS, WRITTEN_REQUESTS } from "../../container-amounts.ts";
import { canonicalText } from "../../quantity/canonical-text.ts";
import { compareQuantities } from "../../quantity/quantity.ts";
import type { ResourceList } from "../../resource-list.ts";
import { isHugePages } from "../../resource-name.ts";
import { forbidden, invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { ResourceRequirements } from "../types/container.ts";
import type { PodSpec } from "../types/pod.ts";
import { amountOf } from "./quantities.ts";
import { validateContainerResources, validatePodLevelResources } from "./resource-requirements.ts";

type Amounts = NonNullable<ResourceRequirements["limits"]>;

const NO_NAMES: ReadonlySet<string> = new Set();

/** `path` is that of the spec. */
export function validatePodResources(
  spec: PodSpec,
  claimNames: ReadonlySet<string>,
  specPath: FieldPath,
): readonly FieldError[] {
  const { resources } = spec;
  if (resources === undefined) return [];
  const path = specPath.child("resources");
  if (spec.os?.name === "windows") return [forbidden(path, "may not be set for a windows pod")];
  return [
    ...(resources.claims === undefined
      ? []
      : [forbidden(path.child("claims"), "claims may not be set for Resources at pod-level")]),
    ...validatePodLevelResources(resources, claimNames, path),
    ...validateAgainstContainers(spec, resources, path),
  ];
}

/** The overhead of the pod's runtime class, judged as limits of a container. */
export function validateOverhead(overhead: Amounts, path: FieldPath): readonly FieldError[] {
  return validateContainerResources({ limits: overhead }, NO_NAMES, path);
}

function validateAgainstContainers(
  spec: PodSpec,
  { requests, limits }: ResourceRequirements,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const requestSums = requests === undefined ? undefined : containersTogether(spec, WRITTEN_REQUESTS);
  const limitSums = limits === undefined ? undefined : containersTogether(spec, WRITTEN_LIMITS);
  if (requestSums !== undefined) collectShortfalls(requests!, requestSums, "requests", path, errors);
  if (limitSums !== undefined) collectShortfalls(limits!, onlyHugePages(limitSums), "limits", path, errors);
  if (limits !== undefined) collectExcesses(spec, limits, path, errors);
  return errors;
}

function onlyHugePages(sums: ResourceList): ResourceList {
  return new Map([...sums].filter(([name]) => isHugePages(name)));
}

/** Amounts of the pod that its containers together exceed. */
function collectShortfalls(
  amounts: Amounts,
  sums: ResourceList,
  what: "requests" | "limits",
  path: FieldPath,
  errors: FieldError[],
): void {
  for (const [name, sum] of sums) {
    if (!Object.hasOwn(amounts, name) || compareQuantities(sum, amountOf(amounts[name])) <= 0) continue;
    const rule = `must be greater than or equal to aggregate container ${what} of ${canonicalText(sum)}`;
    errors.push(invalid(path.child(what).key(name), amounts[name], rule));
  }
}

/** Limits of single containers above the pod's. The server puts the containers below the pod's resources. */
function collectExcesses({ containers = [] }: PodSpec, limits: Amounts, path: FieldPath, errors: FieldError[]): void {
  for (const [index, container] of containers.entries()) {
    for (const [name, limit] of Object.entries(container.resources?.limits ?? {})) {
      if (!Object.hasOwn(limits, name) || compareQuantities(amountOf(limit), amountOf(limits[name])) <= 0) continue;
      const place = path.child("containers").index(index).key(name).child("limits");
      errors.push(invalid(place, limit, `must be less than or equal to pod limits of ${limits[name]}`));
    }
  }
}
