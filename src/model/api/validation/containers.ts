// What the API server says of the lists of containers of a pod.
// Imitates pkg/apis/core/validation/validation.go (validateContainers, validateInitContainers,
// validateEphemeralContainers), v1.36.

import { duplicate, forbidden, invalid, notFound, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Container, EphemeralContainer } from "../types/container.ts";
import type { PodSpec } from "../types/pod.ts";
import { validateContainer, validateContainerImage } from "./container.ts";
import { validateHostPortConflicts } from "./container-ports.ts";
import { validateContainerRestartPolicy, validateInitContainerRestartPolicy } from "./container-restart-policy.ts";
import type { PodContext } from "./pod-context.ts";
import { validateLifecycle, validateReadinessProbe, validateSingleSuccessProbe } from "./probes.ts";

/** The containers proper: their names differ from each other, and so do their ports on the node. */
export function validateContainers(
  containers: readonly Container[],
  pod: PodContext,
  path: FieldPath,
): readonly FieldError[] {
  if (containers.length === 0) return [required(path)];
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [index, container] of containers.entries()) {
    const { name = "" } = container;
    const place = path.index(index);
    errors.push(...validateContainer(container, pod, place));
    if (names.has(name)) errors.push(duplicate(place.child("name"), name));
    names.add(name);
    errors.push(...validateHandlers(container, pod, place), ...validateContainerRestartPolicy(container, place));
  }
  errors.push(...validateHostPortConflicts(containers, path));
  return errors;
}

/** What is run beside a container as long as it runs. */
function validateHandlers(container: Container, pod: PodContext, path: FieldPath): readonly FieldError[] {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  const errors: FieldError[] = [];
  if (lifecycle !== undefined) errors.push(...validateLifecycle(lifecycle, pod, path.child("lifecycle")));
  if (livenessProbe !== undefined) {
    errors.push(...validateSingleSuccessProbe(livenessProbe, path.child("livenessProbe")));
  }
  if (readinessProbe !== undefined) {
    errors.push(...validateReadinessProbe(readinessProbe, path.child("readinessProbe")));
  }
  if (startupProbe !== undefined) {
    errors.push(...validateSingleSuccessProbe(startupProbe, path.child("startupProbe")));
  }
  return errors;
}

/** Init containers and sidecars: their names differ from each other's and from those of `containers`. */
export function validateInitContainers(
  initContainers: readonly Container[],
  containers: readonly Container[],
  pod: PodContext,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set(containers.map(({ name = "" }) => name));
  for (const [index, container] of initContainers.entries()) {
    const { name = "" } = container;
    const place = path.index(index);
    errors.push(...validateContainer(container, pod, place), ...validateInitContainerRestartPolicy(container, place));
    if (names.has(name)) errors.push(duplicate(place.child("name"), name));
    if (name !== "") names.add(name);
    // Each runs by itself; the server then takes it for the first of the list.
    errors.push(...validateHostPortConflicts([container], path));
    if (container.restartPolicy === "Always") errors.push(...validateHandlers(container, pod, place));
    else errors.push(...validateWithoutHandlers(container, place));
  }
  return errors;
}

const HANDLERS = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] as const;

/** An init container that is to end has nothing run beside it. */
function validateWithoutHandlers(container: Container, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const field of HANDLERS) {
    if (container[field] === undefined) continue;
    errors.push(forbidden(path.child(field), "may not be set for init containers without restartPolicy=Always"));
  }
  for (const [index, { restartPolicy }] of (container.resizePolicy ?? []).entries()) {
    if (restartPolicy !== "RestartContainer") continue;
    const place = path.child("resizePolicy").index(index).child("restartPolicy");
    const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers";
    errors.push(invalid(place, restartPolicy, detail));
  }
  return errors;
}

/** Containers added to a running pod to look into it; `spec` is the pod's. */
export function validateEphemeralContainers(
  ephemeralContainers: readonly EphemeralContainer[],
  spec: PodSpec,
  pod: PodContext,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const others = new Set([...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ name = "" }) => name));
  const names = new Set(others);
  for (const [index, container] of ephemeralContainers.entries()) {
    const { name = "", targetContainerName: target } = container;
    const place = path.index(index);
    errors.push(...validateContainer(container, pod, place), ...validateContainerImage(container, place));
    if (names.has(name)) errors.push(duplicate(place.child("name"), name));
    names.add(name);
    if (target !== undefined && !others.has(target)) {
      errors.push(notFound(place.child("targetContainerName"), target));
    }
    errors.push(...validateEphemeralFields(container, place));
  }
  return errors;
}

/** What only containers have that belong to the pod from the start. */
const LASTING_FIELDS = [
  "ports",
  "resizePolicy",
  "restartPolicy",
  "restartPolicyRules",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
] as const;

const NOT_EPHEMERAL = "cannot be set for an Ephemeral Container";

function validateEphemeralFields(container: EphemeralContainer, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const field of LASTING_FIELDS) {
    if (container[field] !== undefined) errors.push(forbidden(path.child(field), NOT_EPHEMERAL));
  }
  if (Object.keys(container.resources ?? {}).length > 0) errors.push(forbidden(path.child("resources"), NOT_EPHEMERAL));
  for (const [index, { subPath, subPathExpr }] of (container.volumeMounts ?? []).entries()) {
    const place = path.child("volumeMounts").index(index);
    if (subPath !== undefined) errors.push(forbidden(place.child("subPath"), NOT_EPHEMERAL));
    if (subPathExpr !== undefined) errors.push(forbidden(place.child("subPathExpr"), NOT_EPHEMERAL));
  }
  return errors;
}
