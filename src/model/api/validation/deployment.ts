// What the API server says of Deployments.
// Imitates pkg/apis/apps/validation/validation.go (ValidateDeployment …), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { forbidden, invalid, notSupported, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { annotatedNumber, ROLLBACK_TO, withoutAnnotation } from "../number-annotations.ts";
import { LABEL_SELECTOR } from "../types/object-meta.ts";
import type { Deployment, DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment } from "../types/workload.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { intOrPercentValue, validateAtMost100Percent, validatePositiveIntOrPercent } from "./int-or-percent.ts";
import { validateNonNegative } from "./numbers.ts";
import { validateReplicatedPods } from "./replica-set.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");

export function validateDeployment(deployment: Deployment): readonly FieldError[] {
  const metadata = withoutAnnotation(deployment.metadata, ROLLBACK_TO);
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateDeploymentSpec(deployment, SPEC),
  ];
}

export function validateDeploymentUpdate(deployment: Deployment, old: Deployment): readonly FieldError[] {
  return [
    ...validateCoreObjectMetaUpdate(
      withoutAnnotation(deployment.metadata, ROLLBACK_TO),
      withoutAnnotation(old.metadata, ROLLBACK_TO),
      METADATA,
    ),
    ...validateDeploymentSpec(deployment, SPEC),
    ...validateImmutableValue(deployment.spec?.selector, old.spec?.selector, LABEL_SELECTOR, SPEC.child("selector")),
  ];
}

function validateDeploymentSpec({ spec = {}, metadata }: Deployment, path: FieldPath): readonly FieldError[] {
  const rollbackTo = annotatedNumber(metadata, ROLLBACK_TO);
  return [
    ...validateNonNegative(spec.replicas ?? 0, path.child("replicas")),
    ...validateReplicatedPods(spec, path),
    ...validateStrategy(spec.strategy ?? {}, path.child("strategy")),
    ...validateNonNegative(spec.minReadySeconds ?? 0, path.child("minReadySeconds")),
    ...validateNonNegative(spec.revisionHistoryLimit ?? 0, path.child("revisionHistoryLimit")),
    ...(rollbackTo === undefined ? [] : validateNonNegative(rollbackTo, path.child("rollback", "version"))),
    ...validateProgressDeadline(spec, path.child("progressDeadlineSeconds")),
  ];
}

function validateProgressDeadline(spec: DeploymentSpec, path: FieldPath): readonly FieldError[] {
  const { progressDeadlineSeconds: seconds, minReadySeconds = 0 } = spec;
  if (seconds === undefined) return [];
  return [
    ...validateNonNegative(seconds, path),
    ...(seconds <= minReadySeconds ? [invalid(path, seconds, "must be greater than minReadySeconds")] : []),
  ];
}

function validateStrategy(strategy: DeploymentStrategy, path: FieldPath): readonly FieldError[] {
  const { rollingUpdate } = strategy;
  switch (strategy.type) {
    case "Recreate":
      if (rollingUpdate === undefined) return [];
      return [forbidden(path.child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'")];
    case "RollingUpdate":
      if (rollingUpdate !== undefined) return validateRollingUpdate(rollingUpdate, path.child("rollingUpdate"));
      return [required(path.child("rollingUpdate"), "this should be defaulted and never be nil")];
    default:
      return [notSupported(path, strategy, ["Recreate", "RollingUpdate"])];
  }
}

function validateRollingUpdate(rollingUpdate: RollingUpdateDeployment, path: FieldPath): readonly FieldError[] {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
  const unavailablePath = path.child("maxUnavailable");
  const errors = [
    ...validatePositiveIntOrPercent(maxUnavailable, unavailablePath),
    ...validatePositiveIntOrPercent(maxSurge, path.child("maxSurge")),
    ...validateAtMost100Percent(maxUnavailable, unavailablePath),
  ];
  if (intOrPercentValue(maxUnavailable) === 0 && intOrPercentValue(maxSurge) === 0) {
    errors.push(invalid(unavailablePath, maxUnavailable, "may not be 0 when `maxSurge` is 0"));
  }
  return errors;
}
