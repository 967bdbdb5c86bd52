// What the API server says of StatefulSets.
// Imitates pkg/apis/apps/validation/validation.go (ValidateStatefulSet …), v1.36.

import { dns1123LabelProblems } from "../../name-formats.ts";
import { forbidden, invalid, notSupported, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import {
  STATEFUL_SET_SPEC,
  type RollingUpdateStatefulSetStrategy,
  type StatefulSet,
  type StatefulSetPersistentVolumeClaimRetentionPolicy,
  type StatefulSetSpec,
  type StatefulSetUpdateStrategy,
} from "../types/workload.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { intOrPercentValue, validateAtMost100Percent, validatePositiveIntOrPercent } from "./int-or-percent.ts";
import { validateDns1123Label } from "./names.ts";
import { validateNonNegative } from "./numbers.ts";
import { validatePersistentVolumeClaimSpec } from "./persistent-volume-claim.ts";
import { validateKeptTemplate, validateOwnTemplate } from "./stateful-set-template.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const RETENTION_POLICIES = ["Retain", "Delete"];

export function validateStatefulSet({ metadata, spec = {} }: StatefulSet): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123LabelProblems, METADATA),
    ...validateChangeableParts(spec, SPEC),
    ...validateFixedParts(spec, SPEC),
    ...validateOwnTemplate(spec, SPEC),
  ];
}

/** What was stored with mistakes may keep them, as far as no update can mend it. */
export function validateStatefulSetUpdate(
  { metadata, spec = {} }: StatefulSet,
  { metadata: oldMetadata, spec: oldSpec = {} }: StatefulSet,
): readonly FieldError[] {
  const wasGood = validateChangeableParts(oldSpec, SPEC).length + validateOwnTemplate(oldSpec, SPEC).length === 0;
  return [
    ...validateCoreObjectMetaUpdate(metadata, oldMetadata, METADATA),
    ...validateChangeableParts(spec, SPEC),
    ...(wasGood ? validateOwnTemplate(spec, SPEC) : validateKeptTemplate(spec, SPEC)),
    ...validateSameSpec(spec, oldSpec),
  ];
}

function validateSameSpec(spec: StatefulSetSpec, old: StatefulSetSpec): readonly FieldError[] {
  for (const [name, { type }] of STATEFUL_SET_SPEC.fields) {
    const field = name as keyof StatefulSetSpec;
    if (CHANGEABLE.has(field) || areSemanticallyEqual(spec[field], old[field], type)) continue;
    return [
      forbidden(
        SPEC,
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', " +
          "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
      ),
    ];
  }
  return [];
}

const CHANGEABLE: ReadonlySet<keyof StatefulSetSpec> = new Set([
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
]);

/** Of new StatefulSets only: no update changes these. */
function validateFixedParts(spec: StatefulSetSpec, path: FieldPath): readonly FieldError[] {
  const { serviceName = "", volumeClaimTemplates = [] } = spec;
  const templatesPath = path.child("volumeClaimTemplates");
  return [
    ...volumeClaimTemplates.flatMap((template, index) =>
      validatePersistentVolumeClaimSpec(template.spec ?? {}, templatesPath.index(index).child("spec")),
    ),
    ...(serviceName === "" ? [] : validateDns1123Label(serviceName, path.child("serviceName"))),
  ];
}

/** All but the template and its selector. */
function validateChangeableParts(spec: StatefulSetSpec, path: FieldPath): readonly FieldError[] {
  return [
    ...validatePodManagementPolicy(spec.podManagementPolicy ?? "", path.child("podManagementPolicy")),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, path.child("updateStrategy")),
    ...validateRetentionPolicy(
      spec.persistentVolumeClaimRetentionPolicy,
      path.child("persistentVolumeClaimRetentionPolicy"),
    ),
    ...validateNonNegative(spec.replicas ?? 0, path.child("replicas")),
    ...validateNonNegative(spec.minReadySeconds ?? 0, path.child("minReadySeconds")),
    ...validateNonNegative(spec.ordinals?.start ?? 0, path.child("ordinals.start")),
  ];
}

function validatePodManagementPolicy(policy: string, path: FieldPath): readonly FieldError[] {
  if (policy === "OrderedReady" || policy === "Parallel") return [];
  return [policy === "" ? required(path) : invalid(path, policy, "must be 'OrderedReady' or 'Parallel'")];
}

function validateUpdateStrategy(strategy: StatefulSetUpdateStrategy, path: FieldPath): readonly FieldError[] {
  const { type, rollingUpdate } = strategy;
  const rollingUpdatePath = path.child("rollingUpdate");
  switch (type) {
    case undefined:
      return [required(path)];
    case "OnDelete":
      if (rollingUpdate === undefined) return [];
      return [invalid(rollingUpdatePath, rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'")];
    case "RollingUpdate":
      return rollingUpdate === undefined ? [] : validateRollingUpdate(rollingUpdate, rollingUpdatePath);
    default:
      return [invalid(path, strategy, "must be 'RollingUpdate' or 'OnDelete'")];
  }
}

function validateRollingUpdate(
  rollingUpdate: RollingUpdateStatefulSetStrategy,
  path: FieldPath,
): readonly FieldError[] {
  const { partition = 0, maxUnavailable } = rollingUpdate;
  const errors = [...validateNonNegative(partition, path.child("partition"))];
  if (maxUnavailable === undefined) return errors;
  const unavailablePath = path.child("maxUnavailable");
  errors.push(...validatePositiveIntOrPercent(maxUnavailable, unavailablePath));
  if (intOrPercentValue(maxUnavailable) === 0) errors.push(invalid(unavailablePath, maxUnavailable, "cannot be 0"));
  return [...errors, ...validateAtMost100Percent(maxUnavailable, unavailablePath)];
}

function validateRetentionPolicy(
  policy: StatefulSetPersistentVolumeClaimRetentionPolicy | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (policy === undefined) return [];
  return (["whenDeleted", "whenScaled"] as const).flatMap((field) =>
    RETENTION_POLICIES.includes(policy[field] ?? "")
      ? []
      : [notSupported(path.child(field), policy[field] ?? "", RETENTION_POLICIES)],
  );
}
