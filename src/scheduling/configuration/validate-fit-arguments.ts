// What kube-scheduler says of the arguments of NodeResourcesFit, when it builds the plugin and not before.
// Imitates pkg/scheduler/apis/config/validation/validation_pluginargs.go (ValidateNodeResourcesFitArgs), v1.33–v1.36.

import { forbidden, invalid, notSupported, required, type FieldError } from "../../model/api/field-error.ts";
import { FieldPath } from "../../model/api/field-path.ts";
import { validateLabelName } from "../../model/api/validation/labels.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR, type VersionBehaviour } from "../../model/version-behaviour.ts";

import type { NodeResourcesFitArgs, ResourceSpec, ScoringStrategy, UtilizationShapePoint } from "./argument-types.ts";

const STRATEGIES = Object.freeze(["LeastAllocated", "MostAllocated", "RequestedToCapacityRatio"]);
const UTILIZATION_MAX = 100;
const SCORE_MAX = 10;

/** Paths begin at the arguments. */
export function validateFitArguments(
  { ignoredResources = [], ignoredResourceGroups = [], scoringStrategy = {} }: NodeResourcesFitArgs,
  version: KubernetesVersion,
): readonly FieldError[] {
  const resourcesPath = FieldPath.root("ignoredResources");
  const groupsPath = FieldPath.root("ignoredResourceGroups");
  return [
    ...ignoredResources.flatMap((name, index) => validateLabelName(name, resourcesPath.index(index))),
    ...ignoredResourceGroups.flatMap((name, index) => [
      ...(name.includes("/") ? [invalid(groupsPath.index(index), name, "resource group name can't contain '/'")] : []),
      ...validateLabelName(name, groupsPath.index(index)),
    ]),
    ...validateStrategy(scoringStrategy, FieldPath.root("scoringStrategy"), VERSION_BEHAVIOUR[version]),
  ];
}

function validateStrategy(
  { type = "", resources = [], requestedToCapacityRatio }: ScoringStrategy,
  path: FieldPath,
  behaviour: VersionBehaviour,
): readonly FieldError[] {
  const ratioPath = path.child("requestedToCapacityRatio");
  const errors: FieldError[] = [];
  if (!STRATEGIES.includes(type)) errors.push(notSupported(path.child("type"), type, STRATEGIES));
  errors.push(...validateResources(resources, path.child("resources")));
  if (requestedToCapacityRatio === undefined) {
    // Before v1.36, kube-scheduler crashed on it.
    const detail = "must be specified when type is RequestedToCapacityRatio";
    if (type === "RequestedToCapacityRatio") errors.push(required(ratioPath, detail));
  } else if (behaviour.shapeOnlyForRatio && type !== "RequestedToCapacityRatio") {
    errors.push(forbidden(ratioPath, "must be nil when type is not RequestedToCapacityRatio"));
  } else {
    const { shape = [] } = requestedToCapacityRatio;
    errors.push(
      ...validateShape(shape, behaviour.shapeOnlyForRatio ? ratioPath.child("shape") : path.child("shape"), behaviour),
    );
  }
  return errors;
}

function validateResources(resources: readonly ResourceSpec[], path: FieldPath): readonly FieldError[] {
  return resources.flatMap(({ name = "", weight = 0 }, index) => {
    if (weight > 0 && weight <= 100) return [];
    const detail = `resource weight of ${name} not in valid range (0, 100]`;
    return [invalid(path.index(index).child("weight"), weight, detail)];
  });
}

function validateShape(
  shape: readonly UtilizationShapePoint[],
  path: FieldPath,
  { tersePlacesInConfiguration }: VersionBehaviour,
): readonly FieldError[] {
  if (shape.length === 0) return [required(path, "at least one point must be specified")];
  const utilizations = shape.map(({ utilization = 0 }) => utilization);
  const falling = utilizations.findIndex((utilization, index) => index > 0 && utilizations[index - 1]! >= utilization);
  const sorted = `${tersePlacesInConfiguration ? "" : "utilization "}values must be sorted in increasing order`;
  return [
    ...(falling < 0 ? [] : [invalid(path.index(falling).child("utilization"), utilizations[falling], sorted)]),
    ...shape.flatMap(({ utilization = 0, score = 0 }, index) => [
      ...validateWithin(utilization, UTILIZATION_MAX, path.index(index).child("utilization")),
      ...validateWithin(score, SCORE_MAX, path.index(index).child("score")),
    ]),
  ];
}

function validateWithin(value: number, highest: number, path: FieldPath): readonly FieldError[] {
  return value >= 0 && value <= highest ? [] : [invalid(path, value, `not in valid range [0, ${highest}]`)];
}
