// What the API server says of changes to pods: hardly anything of a pod may change.
// Imitates pkg/apis/core/validation/validation.go (ValidatePodUpdate), v1.36.

import { rangeProblems } from "../../format-problem.ts";
import { differingFields } from "../differences.ts";
import { forbidden, invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { TOLERATION, type Toleration } from "../types/affinity.ts";
import type { Container } from "../types/container.ts";
import { POD_SPEC, type Pod, type PodSpec } from "../types/pod.ts";
import { validateContainerImage } from "./container.ts";
import { validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validatePodAnnotations, validatePodAnnotationsUpdate } from "./pod-annotations.ts";
import { withGatedChangesUndone, validateGatedChanges } from "./pod-gated-update.ts";
import { validatePodMetadataAndSpec } from "./pod.ts";
import { validateTolerations } from "./toleration.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const INT32_MAX = 2_147_483_647;
const CHANGEABLE = [
  "`spec.containers[*].image`",
  "`spec.initContainers[*].image`",
  "`spec.activeDeadlineSeconds`",
  "`spec.tolerations` (only additions to existing tolerations)",
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
].join(",");

/** A pod that replaces `old`. The server judges the annotations twice. */
export function validatePodUpdate(pod: Pod, old: Pod): readonly FieldError[] {
  const { metadata, spec = {} } = pod;
  const { spec: oldSpec = {} } = old;
  const annotationsPath = METADATA.child("annotations");
  return [
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validatePodMetadataAndSpec(pod, old),
    ...validatePodAnnotationsUpdate(metadata?.annotations, old.metadata?.annotations, annotationsPath),
    ...validatePodAnnotations(metadata?.annotations, spec, annotationsPath),
    ...validateSpecUpdate(spec, oldSpec),
  ];
}

/** Some mistakes end the search. */
function validateSpecUpdate(spec: PodSpec, old: PodSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ["containers", "initContainers"] as const) {
    const containers = spec[field] ?? [];
    if (containers.length !== (old[field] ?? []).length) {
      return [...errors, forbidden(SPEC.child(field), "pod updates may not add or remove containers")];
    }
    errors.push(...validateImages(containers, SPEC.child(field)));
  }
  const deadline = validateDeadlineUpdate(spec.activeDeadlineSeconds, old.activeDeadlineSeconds);
  errors.push(...deadline);
  if (deadline.length > 0 && spec.activeDeadlineSeconds !== undefined) return errors;
  errors.push(
    ...validateTolerationsUpdate(spec.tolerations ?? [], old.tolerations ?? []),
    ...validateGatesUpdate(spec, old),
    ...validateOtherChanges(spec, old),
  );
  return errors;
}

function validateImages(containers: readonly Container[], path: FieldPath): readonly FieldError[] {
  return containers.flatMap((container, index) => [
    ...(container.image === undefined ? [required(path.index(index).child("image"))] : []),
    ...validateContainerImage(container, path.index(index)),
  ]);
}

/** A deadline can be set, and come closer. */
function validateDeadlineUpdate(seconds: number | undefined, oldSeconds: number | undefined): readonly FieldError[] {
  const path = SPEC.child("activeDeadlineSeconds");
  if (seconds === undefined) {
    if (oldSeconds === undefined) return [];
    return [invalid(path, undefined, "must not update from a positive integer to nil value")];
  }
  const problems = rangeProblems(seconds, 0, INT32_MAX);
  if (problems.length > 0) return problems.map((problem) => invalid(path, seconds, problem));
  if (oldSeconds === undefined || seconds <= oldSeconds) return [];
  return [invalid(path, seconds, "must be less than or equal to previous value")];
}

/** Tolerations can be added, and last longer or shorter; new ones are then judged once more. */
function validateTolerationsUpdate(
  tolerations: readonly Toleration[],
  old: readonly Toleration[],
): readonly FieldError[] {
  const path = SPEC.child("tolerations");
  const isKept = (toleration: Toleration): boolean =>
    tolerations.some((other) => areEqualButForTime(toleration, other));
  if (old.every(isKept)) return validateTolerations(tolerations, path);
  return [forbidden(path, "existing toleration can not be modified except its tolerationSeconds")];
}

function areEqualButForTime(left: Toleration, right: Toleration): boolean {
  const { tolerationSeconds: _left, ...others } = left;
  const { tolerationSeconds: _right, ...rest } = right;
  return areSemanticallyEqual(others, rest, TOLERATION);
}

/** Gates can only open. The last item of a name is the one that is told. */
function validateGatesUpdate({ schedulingGates = [] }: PodSpec, old: PodSpec): readonly FieldError[] {
  const known = new Set((old.schedulingGates ?? []).map(({ name = "" }) => name));
  const added = new Map(schedulingGates.map(({ name = "" }, index) => [name, index]));
  return [...added].flatMap(([name, index]) => {
    if (known.has(name)) return [];
    const place = SPEC.child("schedulingGates").index(index).child("name");
    return [forbidden(place, `only deletion is allowed, but found new scheduling gate '${name}'`)];
  });
}

function validateOtherChanges(spec: PodSpec, old: PodSpec): readonly FieldError[] {
  if (areSemanticallyEqual(spec, old, POD_SPEC)) return [];
  const isGated = (old.schedulingGates ?? []).length > 0;
  const unchanged = withAllowedChangesUndone(spec, old);
  const rest = isGated ? withGatedChangesUndone(unchanged, old) : unchanged;
  const gated = isGated ? validateGatedChanges(spec, old, SPEC) : [];
  const changed = differingFields(rest, old, POD_SPEC, SPEC);
  if (changed.length === 0) return gated;
  const rule = `pod updates may not change fields other than ${CHANGEABLE}\n${changed.join(", ")}`;
  return [...gated, forbidden(SPEC, rule)];
}

/** The spec as if only what must not change had changed. */
function withAllowedChangesUndone(spec: PodSpec, old: PodSpec): PodSpec {
  const {
    activeDeadlineSeconds: _deadline,
    schedulingGates: _gates,
    tolerations: _tolerations,
    containers = [],
    initContainers = [],
    ...rest
  } = spec;
  const { activeDeadlineSeconds, schedulingGates = [], tolerations = [], terminationGracePeriodSeconds } = old;
  const wasMended = (terminationGracePeriodSeconds ?? 0) < 0 && spec.terminationGracePeriodSeconds === 1;
  return {
    ...rest,
    containers: withImagesOf(containers, old.containers),
    initContainers: withImagesOf(initContainers, old.initContainers),
    schedulingGates,
    tolerations,
    ...(activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds }),
    ...(wasMended ? { terminationGracePeriodSeconds: terminationGracePeriodSeconds! } : {}),
  };
}

function withImagesOf(containers: readonly Container[], old: readonly Container[] = []): readonly Container[] {
  return containers.map(({ image: _image, ...container }, index) => {
    const image = old[index]?.image;
    return image === undefined ? container : { ...container, image };
  });
}
