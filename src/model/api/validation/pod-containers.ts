// The containers of a pod, each with its place.
// Imitates pkg/apis/core/pods/helpers.go (VisitContainersWithPath), v1.36.

import type { FieldPath } from "../field-path.ts";
import type { Container, EphemeralContainer } from "../types/container.ts";
import type { PodSpec } from "../types/pod.ts";

/** What is asked about containers is asked about all sorts of them. */
export type AnyContainer = Container | EphemeralContainer;

const LISTS = Object.freeze(["initContainers", "containers", "ephemeralContainers"] as const);

/** Calls `visit` for all of them: init containers first, ephemeral ones last. `specPath` is that of the spec. */
export function visitContainers(
  spec: PodSpec,
  specPath: FieldPath,
  visit: (container: AnyContainer, path: FieldPath) => void,
): void {
  for (const field of LISTS) {
    const containers: readonly AnyContainer[] | undefined = spec[field];
    if (containers === undefined) continue;
    const path = specPath.child(field);
    for (const [index, container] of containers.entries()) visit(container, path.index(index));
  }
}

/** Whether the visitor's question is true of one of them. */
export function someContainer(spec: PodSpec, isTrueOf: (container: AnyContainer) => boolean): boolean {
  return LISTS.some((field) => spec[field]?.some(isTrueOf) === true);
}
