// What the API server says of the metrics that an autoscaler goes by.
// Imitates pkg/apis/autoscaling/validation/validation.go (validateMetrics, validateMetricSpec …), v1.36.

import { pathSegmentNameProblems } from "../../name-formats.ts";
import { signOf } from "../../quantity/quantity.ts";
import { forbidden, invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { MetricIdentifier, MetricSpec, MetricTarget } from "../types/autoscaling-v2.ts";
import { invalidWord, unsupportedWord } from "./choices.ts";
import { validateDns1123Label, validateName } from "./names.ts";
import { validateObjectReference, validateVersion } from "./object-references.ts";
import { amountOf } from "./quantities.ts";
import { validateContainerResourceName } from "./resource-names.ts";

const TYPES: readonly string[] = Object.freeze(["ContainerResource", "External", "Object", "Pods", "Resource"]);
/** The first one that is there is judged, in this order. */
const SOURCES = ["object", "external", "pods", "resource", "containerResource"] as const;
type SourceName = (typeof SOURCES)[number];
const SOURCE_OF_TYPE: ReadonlyMap<string, SourceName> = new Map([
  ["Object", "object"],
  ["External", "external"],
  ["Pods", "pods"],
  ["Resource", "resource"],
  ["ContainerResource", "containerResource"],
]);
/** Metrics that exist without pods. */
const OUTSIDE_OF_PODS: ReadonlySet<string> = new Set(["Object", "External"]);
const TARGET_TYPES: ReadonlySet<string> = new Set(["Utilization", "Value", "AverageValue"]);

/** Whoever scales to no pods at all must go by a metric that still exists then. */
export function validateMetrics(
  metrics: readonly MetricSpec[],
  minReplicas: number | undefined,
  path: FieldPath,
): readonly FieldError[] {
  const errors = metrics.flatMap((metric, index) => validateMetric(metric, path.index(index)));
  if (minReplicas !== 0 || metrics.some(({ type = "" }) => OUTSIDE_OF_PODS.has(type))) return errors;
  const rule = "must specify at least one Object or External metric to support scaling to zero replicas";
  return [...errors, forbidden(path, rule)];
}

function validateMetric(metric: MetricSpec, path: FieldPath): readonly FieldError[] {
  const present = SOURCES.filter((source) => metric[source] !== undefined);
  const wanted = SOURCE_OF_TYPE.get(metric.type ?? "");
  const unwanted = present.length === 1 ? [] : present.filter((source) => source !== wanted);
  const isMissing = wanted !== undefined && metric[wanted] === undefined;
  return [
    ...validateType(metric.type ?? "", path.child("type")),
    ...(present[0] === undefined ? [] : validateSource(metric, present[0], path.child(present[0]))),
    ...(isMissing ? [required(path.child(wanted), "must populate information for the given metric source")] : []),
    ...unwanted.map((source) => forbidden(path.child(source), "must populate the given metric source only")),
  ];
}

/** The server says twice that it does not know a type. */
function validateType(type: string, path: FieldPath): readonly FieldError[] {
  if (SOURCE_OF_TYPE.has(type)) return [];
  const unknown = unsupportedWord(path, type, TYPES);
  return [...(type === "" ? [required(path, "must specify a metric source type")] : []), unknown, unknown];
}

function validateSource(metric: MetricSpec, source: SourceName, path: FieldPath): readonly FieldError[] {
  switch (source) {
    case "object":
      return validateObjectSource(metric.object!, path);
    case "external":
      return validateExternalSource(metric.external!, path);
    case "pods":
      return validatePodsSource(metric.pods!, path);
    case "resource":
      return validateResourceSource(metric.resource!, path);
    case "containerResource":
      return validateContainerResourceSource(metric.containerResource!, path);
  }
}

type Source<Name extends SourceName> = NonNullable<MetricSpec[Name]>;

function validateObjectSource(
  { describedObject = {}, metric, target = {} }: Source<"object">,
  path: FieldPath,
): readonly FieldError[] {
  const hasAmount = target.value !== undefined || target.averageValue !== undefined;
  const objectPath = path.child("describedObject");
  return [
    ...validateObjectReference(describedObject, objectPath),
    ...validateVersion(describedObject.apiVersion ?? "", objectPath.child("apiVersion")),
    ...validateIdentifier(metric, path.child("metric")),
    ...validateTarget(target, path.child("target")),
    ...(hasAmount
      ? []
      : [required(path.child("target", "averageValue"), "must set either a target value or averageValue")]),
  ];
}

function validateExternalSource({ metric, target = {} }: Source<"external">, path: FieldPath): readonly FieldError[] {
  const { value, averageValue } = target;
  const errors = [...validateIdentifier(metric, path.child("metric")), ...validateTarget(target, path.child("target"))];
  if (value === undefined && averageValue === undefined) {
    const rule = "must set either a target value for metric or a per-pod target";
    errors.push(required(path.child("target", "averageValue"), rule));
  }
  if (value !== undefined && averageValue !== undefined) {
    const rule = "may not set both a target value for metric and a per-pod target";
    errors.push(forbidden(path.child("target", "value"), rule));
  }
  return errors;
}

function validatePodsSource({ metric, target = {} }: Source<"pods">, path: FieldPath): readonly FieldError[] {
  const rule = "must specify a positive target averageValue";
  return [
    ...validateIdentifier(metric, path.child("metric")),
    ...validateTarget(target, path.child("target")),
    ...(target.averageValue === undefined ? [required(path.child("target", "averageValue"), rule)] : []),
  ];
}

function validateResourceSource({ name, target }: Source<"resource">, path: FieldPath): readonly FieldError[] {
  return [
    ...(name === undefined ? [required(path.child("name"), "must specify a resource name")] : []),
    ...validateResourceTarget(target, path.child("target")),
  ];
}

function validateContainerResourceSource(
  { name, container, target }: Source<"containerResource">,
  path: FieldPath,
): readonly FieldError[] {
  const containerPath = path.child("container");
  return [
    ...(name === undefined
      ? [required(path.child("name"), "must specify a resource name")]
      : validateContainerResourceName(name, path.child("name"))),
    ...(container === undefined
      ? [required(containerPath, "must specify a container")]
      : validateDns1123Label(container, containerPath)),
    ...validateResourceTarget(target, path.child("target")),
  ];
}

/** An amount or a share of what is requested. */
function validateResourceTarget(target: MetricTarget = {}, path: FieldPath): readonly FieldError[] {
  const { averageUtilization, averageValue } = target;
  const errors = [...validateTarget(target, path)];
  if (averageUtilization === undefined && averageValue === undefined) {
    const rule = "must set either a target raw value or a target utilization";
    errors.push(required(path.child("averageUtilization"), rule));
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const rule = "may not set both a target raw value and a target utilization";
    errors.push(forbidden(path.child("averageValue"), rule));
  }
  return errors;
}

function validateTarget(target: MetricTarget, path: FieldPath): readonly FieldError[] {
  const { type = "", averageUtilization } = target;
  const errors: FieldError[] = [];
  if (type === "") errors.push(required(path.child("type"), "must specify a metric target type"));
  if (!TARGET_TYPES.has(type)) {
    errors.push(invalidWord(path.child("type"), type, "must be either Utilization, Value, or AverageValue"));
  }
  for (const field of ["value", "averageValue"] as const) {
    const amount = target[field];
    if (amount === undefined || signOf(amountOf(amount)) > 0) continue;
    errors.push(invalid(path.child(field), amount, "must be positive"));
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    errors.push(invalid(path.child("averageUtilization"), averageUtilization, "must be greater than 0"));
  }
  return errors;
}

function validateIdentifier({ name }: MetricIdentifier = {}, path: FieldPath): readonly FieldError[] {
  const namePath = path.child("name");
  if (name === undefined) return [required(namePath, "must specify a metric name")];
  return validateName(name, pathSegmentNameProblems, namePath);
}
