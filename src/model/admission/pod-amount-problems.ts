// What the API server says of the amounts of a pod once admission has changed them: validation comes after it.
// Imitates pkg/apis/core/validation/validation.go (validateContainers, validatePodResources), v1.36.

import type { FieldError } from "../api/field-error.ts";
import { FieldPath } from "../api/field-path.ts";
import { validatePodResources } from "../api/validation/pod-resources.ts";
import { validateContainerResources } from "../api/validation/resource-requirements.ts";
import type { SizedContainer } from "../container-amounts.ts";
import { readResourceList, writtenResourceList } from "../resource-list.ts";
import type { SizedPodSpec } from "../pod-resources.ts";

const SPEC = FieldPath.root("spec");
/** Claims of devices are none of the amounts. */
const NO_NAMES: ReadonlySet<string> = new Set();

/** All that is wrong with requests and limits, each with its place. */
export function podAmountProblems(spec: SizedPodSpec): readonly string[] {
  const written = {
    containers: (spec.containers ?? []).map(writtenContainer),
    initContainers: (spec.initContainers ?? []).map(writtenContainer),
    ...(spec.resources === undefined ? {} : { resources: writtenAmounts(spec.resources) }),
  };
  const errors = [
    ...containerErrors(written.containers, SPEC.child("containers")),
    ...containerErrors(written.initContainers, SPEC.child("initContainers")),
    ...validatePodResources(written, NO_NAMES, SPEC),
  ];
  return errors.map(({ path, message }) => `${String(path)}: ${message}`);
}

function containerErrors(
  containers: readonly ReturnType<typeof writtenContainer>[],
  path: FieldPath,
): readonly FieldError[] {
  return containers.flatMap(({ resources }, index) =>
    validateContainerResources(resources, NO_NAMES, path.index(index).child("resources")),
  );
}

function writtenContainer({ name, restartPolicy, resources }: SizedContainer) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
    resources: writtenAmounts(resources ?? {}),
  };
}

/** Amounts as texts, whichever way they were given. */
function writtenAmounts({ requests, limits }: NonNullable<SizedContainer["resources"]>) {
  return {
    ...(requests === undefined ? {} : { requests: writtenResourceList(readResourceList(requests)) }),
    ...(limits === undefined ? {} : { limits: writtenResourceList(readResourceList(limits)) }),
  };
}
