// What the API server says of horizontal pod autoscalers, whatever version of the API they were written in.
// Imitates pkg/apis/autoscaling/validation/validation.go and
// pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go (validationOptionsForHorizontalPodAutoscaler), v1.36.

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
const REPLICAS_MIN = 1;

export function validateHorizontalPodAutoscaler({
  metadata,
  spec = {},
}: HorizontalPodAutoscaler): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateSpec(spec, undefined),
  ];
}

export function validateHorizontalPodAutoscalerUpdate(
  { metadata, spec = {} }: HorizontalPodAutoscaler,
  old: HorizontalPodAutoscaler,
): readonly FieldError[] {
  return [...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA), ...validateSpec(spec, old.spec ?? {})];
}

function validateSpec(
  spec: HorizontalPodAutoscalerSpec,
  old: HorizontalPodAutoscalerSpec | undefined,
): readonly FieldError[] {
  const { scaleTargetRef = {}, metrics = [], minReplicas, behavior } = spec;
  const targetPath = SPEC.child("scaleTargetRef");
  return [
    ...validateReplicas(spec),
    ...validateObjectReference(scaleTargetRef, targetPath),
    ...validateTargetVersion(scaleTargetRef, old?.scaleTargetRef, targetPath.child("apiVersion")),
    ...validateMetrics(metrics, minReplicas, SPEC.child("metrics")),
    ...validateBehavior(behavior, SPEC.child("behavior")),
  ];
}

function validateReplicas({ minReplicas, maxReplicas = 0 }: HorizontalPodAutoscalerSpec): readonly FieldError[] {
  const maxPath = SPEC.child("maxReplicas");
  const errors: FieldError[] = [];
  if (minReplicas !== undefined && minReplicas < REPLICAS_MIN) {
    const rule = `must be greater than or equal to ${REPLICAS_MIN}`;
    errors.push(invalid(SPEC.child("minReplicas"), minReplicas, rule));
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
