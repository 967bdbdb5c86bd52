// What the API server says of DaemonSets.
// Imitates pkg/apis/apps/validation/validation.go (ValidateDaemonSet …), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { invalid, notSupported, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { annotatedNumber, TEMPLATE_GENERATION, withoutAnnotation } from "../number-annotations.ts";
import { LABEL_SELECTOR } from "../types/object-meta.ts";
import type { DaemonSet, DaemonSetSpec, DaemonSetUpdateStrategy, RollingUpdateDaemonSet } from "../types/workload.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";
import { intOrPercentValue, validateAtMost100Percent, validatePositiveIntOrPercent } from "./int-or-percent.ts";
import { validateLabelSelector } from "./labels.ts";
import { validateNonNegative } from "./numbers.ts";
import { usableSelector, validateLastingPods, validateNotEmpty, validateSelects } from "./pod-selector.ts";
import { validatePodTemplateSpec } from "./pod-template.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");

export function validateDaemonSet(daemonSet: DaemonSet): readonly FieldError[] {
  const metadata = withoutAnnotation(daemonSet.metadata, TEMPLATE_GENERATION);
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateDaemonSetSpec(daemonSet, SPEC),
  ];
}

export function validateDaemonSetUpdate(daemonSet: DaemonSet, old: DaemonSet): readonly FieldError[] {
  return [
    ...validateCoreObjectMetaUpdate(
      withoutAnnotation(daemonSet.metadata, TEMPLATE_GENERATION),
      withoutAnnotation(old.metadata, TEMPLATE_GENERATION),
      METADATA,
    ),
    ...validateTemplateGenerationUpdate(templateGeneration(daemonSet), templateGeneration(old)),
    ...validateImmutableValue(daemonSet.spec?.selector, old.spec?.selector, LABEL_SELECTOR, SPEC.child("selector")),
    ...validateDaemonSetSpec(daemonSet, SPEC),
  ];
}

/** How often the template has changed; the server counts it by itself. */
function templateGeneration({ metadata }: DaemonSet): bigint {
  return annotatedNumber(metadata, TEMPLATE_GENERATION) ?? 0n;
}

/** Only a count beyond int64 goes down. */
function validateTemplateGenerationUpdate(generation: bigint, old: bigint): readonly FieldError[] {
  return generation >= old ? [] : [invalid(SPEC.child("templateGeneration"), generation, "must not be decremented")];
}

function validateDaemonSetSpec(daemonSet: DaemonSet, path: FieldPath): readonly FieldError[] {
  const { spec = {} } = daemonSet;
  const { template = {} } = spec;
  const templatePath = path.child("template");
  return [
    ...validateSelector(spec, path),
    ...validatePodTemplateSpec(template, templatePath),
    ...validateLastingPods(template, "DaemonSet", templatePath),
    ...validateNonNegative(spec.minReadySeconds ?? 0, path.child("minReadySeconds")),
    ...validateNonNegative(templateGeneration(daemonSet), path.child("templateGeneration")),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, path.child("updateStrategy")),
    ...validateNonNegative(spec.revisionHistoryLimit ?? 0, path.child("revisionHistoryLimit")),
  ];
}

/** An absent selector selects no template; that alone is told of it. */
function validateSelector({ selector, template = {} }: DaemonSetSpec, path: FieldPath): readonly FieldError[] {
  const selectorPath = path.child("selector");
  const usable = usableSelector(selector);
  return [
    ...validateLabelSelector(selector, selectorPath),
    ...(usable === undefined ? [] : validateSelects(usable, template, path.child("template"))),
    ...(selector === undefined ? [] : validateNotEmpty(selector, "daemonset", selectorPath)),
  ];
}

function validateUpdateStrategy(strategy: DaemonSetUpdateStrategy, path: FieldPath): readonly FieldError[] {
  switch (strategy.type) {
    case "OnDelete":
      return [];
    case "RollingUpdate":
      if (strategy.rollingUpdate === undefined) return [required(path.child("rollingUpdate"))];
      return validateRollingUpdate(strategy.rollingUpdate, path.child("rollingUpdate"));
    default:
      return [notSupported(path, strategy, ["RollingUpdate", "OnDelete"])];
  }
}

function validateRollingUpdate(rollingUpdate: RollingUpdateDaemonSet, path: FieldPath): readonly FieldError[] {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
  const unavailablePath = path.child("maxUnavailable");
  const surgePath = path.child("maxSurge");
  const errors = [
    ...validatePositiveIntOrPercent(maxUnavailable, unavailablePath),
    ...validatePositiveIntOrPercent(maxSurge, surgePath),
    ...validateAtMost100Percent(maxUnavailable, unavailablePath),
    ...validateAtMost100Percent(maxSurge, surgePath),
  ];
  const takesDown = intOrPercentValue(maxUnavailable) !== 0;
  const surges = intOrPercentValue(maxSurge) !== 0;
  if (takesDown && surges) errors.push(invalid(surgePath, maxSurge, "may not be set when maxUnavailable is non-zero"));
  if (!takesDown && !surges) errors.push(required(unavailablePath, "cannot be 0 when maxSurge is 0"));
  return errors;
}
