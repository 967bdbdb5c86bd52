// What the API server says of horizontal pod autoscalers, whatever version of the API they were written in.
// Imitates pkg/apis/autoscaling/validation/validation.go and
// pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go (validationOptionsForHorizontalPodAutoscaler), v1.36.

import { NO_FEATURE_GATES, type FeatureGates } from "../../feature-gates.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type {
  CrossVersionObjectReference,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
} from "../types/autoscaling-v2.ts";
import { validateBehavior } from "./autoscaler-behavior.ts";
import { validateMetrics } from "./autoscaler-metrics.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateObjectReference, validateVersion } from "./object-references.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
/** Lets autoscalers scale to nothing. */
const ZERO_GATE = "HPAScaleToZero";

export function validateHorizontalPodAutoscaler(
  { metadata, spec = {} }: HorizontalPodAutoscaler,
  gates: FeatureGates = NO_FEATURE_GATES,
): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateSpec(spec, undefined, gates),
  ];
}

/** One that scales to nothing was let in when the gate was open. */
export function validateStoredHorizontalPodAutoscaler(autoscaler: HorizontalPodAutoscaler): readonly FieldError[] {
  const gates = autoscaler.spec?.minReplicas === 0 ? new Map([[ZERO_GATE, true]]) : NO_FEATURE_GATES;
  return validateHorizontalPodAutoscaler(autoscaler, gates);
}

export function validateHorizontalPodAutoscalerUpdate(
  { metadata, spec = {} }: HorizontalPodAutoscaler,
  old: HorizontalPodAutoscaler,
  gates: FeatureGates = NO_FEATURE_GATES,
): readonly FieldError[] {
  return [
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateSpec(spec, old.spec ?? {}, gates),
  ];
}

function validateSpec(
  spec: HorizontalPodAutoscalerSpec,
  old: HorizontalPodAutoscalerSpec | undefined,
  gates: FeatureGates,
): readonly FieldError[] {
  const replicasMin = gates.get(ZERO_GATE) === true || old?.minReplicas === 0 ? 0 : 1;
  const { scaleTargetRef = {}, metrics = [], minReplicas, behavior } = spec;
  const targetPath = SPEC.child("scaleTargetRef");
  return [
    ...validateReplicas(spec, replicasMin),
    ...validateObjectReference(scaleTargetRef, targetPath),
    ...validateTargetVersion(scaleTargetRef, old?.scaleTargetRef, targetPath.child("apiVersion")),
    ...validateMetrics(metrics, minReplicas, SPEC.child("metrics")),
    ...validateBehavior(behavior, SPEC.child("behavior")),
  ];
}

function validateReplicas(
  { minReplicas, maxReplicas = 0 }: HorizontalPodAutoscalerSpec,
  replicasMin: number,
): readonly FieldError[] {
  const maxPath = SPEC.child("maxReplicas");
  const errors: FieldError[] = [];
  if (minReplicas !== undefined && minReplicas < replicasMin) {
    const rule = `must be greater than or equal to ${replicasMin}`;
    const error = invalid(SPEC.child("minReplicas"), minReplicas, rule);
    errors.push(minReplicas === 0 ? { ...error, gate: ZERO_GATE } : error);
  }
  if (maxReplicas === 0) errors.push(required(maxPath, "must be set and greater than 0"));
  if (maxReplicas < 0) errors.push(invalid(maxPath, maxReplicas, "must be greater than or equal to 1"));
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    errors.push(invalid(maxPath, maxReplicas, "must be greater than or equal to `minReplicas`"));
  }
  return errors;
}

/** Of the first versions of the API, only replication controllers scale. An update may keep what is wrong. */
function validateTargetVersion(
  { apiVersion = "", kind = "" }: CrossVersionObjectReference,
  old: CrossVersionObjectReference | undefined,
  path: FieldPath,
): readonly FieldError[] {
  if (old !== undefined && (old.apiVersion ?? "") === apiVersion && (old.kind ?? "") === kind) return [];
  const errors = validateVersion(apiVersion, path);
  const hasGroup = apiVersion.indexOf("/") > 0;
  if (errors.length > 0 || hasGroup || kind === "ReplicationController") return errors;
  return [invalid(path, apiVersion, "apiVersion must specify API group")];
}
