// What kube-scheduler says of the arguments of plugins.
// Imitates pkg/scheduler/apis/config/validation/validation_pluginargs.go, v1.33–v1.36 (default feature gates).

import {
  duplicate,
  forbidden,
  invalid,
  notSupported,
  PrintedValue,
  type FieldError,
} from "../../model/api/field-error.ts";
import type { FieldPath } from "../../model/api/field-path.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { parseDurationText } from "../../model/time/duration-text.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

import type {
  DefaultPreemptionArgs,
  DynamicResourcesArgs,
  InterPodAffinityArgs,
  NodeAffinityArgs,
  NodeResourcesBalancedAllocationArgs,
  PodTopologySpreadArgs,
  UtilizationShapePoint,
  VolumeBindingArgs,
} from "./argument-types.ts";
import { aggregated, type ConfigurationProblem } from "./configuration-problem.ts";
import { validateAddedAffinity } from "./validate-added-affinity.ts";
import { validateDefaultConstraints } from "./validate-default-constraints.ts";

const SECOND_NS = 1_000_000_000n;

/** Complete arguments of a plugin that takes some; those of NodeResourcesFit are judged when it is built. */
export function validateArguments(
  name: string,
  args: object,
  path: FieldPath,
  version: KubernetesVersion,
): readonly ConfigurationProblem[] {
  switch (name) {
    case "DefaultPreemption":
      return aggregated(validateDefaultPreemption(args, path));
    case "InterPodAffinity":
      return aggregated(validateInterPodAffinity(args, path));
    case "NodeAffinity":
      return validateAddedAffinity((args as NodeAffinityArgs).addedAffinity, path.child("addedAffinity"));
    case "NodeResourcesBalancedAllocation":
      return aggregated(validateBalancedAllocation(args, path));
    case "PodTopologySpread":
      return aggregated(validatePodTopologySpread(args, path));
    case "VolumeBinding":
      return aggregated(validateVolumeBinding(args, path));
    case "DynamicResources":
      return aggregated(validateDynamicResources(args, path, version));
    default:
      return [];
  }
}

function validateDefaultPreemption(args: DefaultPreemptionArgs, path: FieldPath): readonly FieldError[] {
  const { minCandidateNodesPercentage: percentage = 0, minCandidateNodesAbsolute: absolute = 0 } = args;
  const percentagePath = path.child("minCandidateNodesPercentage");
  const absolutePath = path.child("minCandidateNodesAbsolute");
  const errors: FieldError[] = [];
  if (percentage < 0 || percentage > 100)
    errors.push(invalid(percentagePath, percentage, "not in valid range [0, 100]"));
  if (absolute < 0) errors.push(invalid(absolutePath, absolute, "not in valid range [0, inf)"));
  if (percentage === 0 && absolute === 0) {
    const both = "cannot be zero at the same time as";
    errors.push(invalid(percentagePath, 0, `${both} minCandidateNodesAbsolute`));
    errors.push(invalid(absolutePath, 0, `${both} minCandidateNodesPercentage`));
  }
  return errors;
}

function validateInterPodAffinity(args: InterPodAffinityArgs, path: FieldPath): readonly FieldError[] {
  const { hardPodAffinityWeight: weight = 0 } = args;
  if (weight >= 0 && weight <= 100) return [];
  return [invalid(path.child("hardPodAffinityWeight"), weight, "not in valid range [0, 100]")];
}

function validateBalancedAllocation(
  { resources = [] }: NodeResourcesBalancedAllocationArgs,
  path: FieldPath,
): readonly FieldError[] {
  const seen = new Set<string>();
  return resources.flatMap(({ name = "", weight = 0 }, index) => {
    const place = path.child("resources").index(index);
    const repeated = seen.has(name);
    seen.add(name);
    return [
      ...(repeated ? [duplicate(place.child("name"), name)] : []),
      ...(weight === 1 ? [] : [invalid(place.child("weight"), weight, "must be 1")]),
    ];
  });
}

function validatePodTopologySpread(
  { defaultingType = "", defaultConstraints = [] }: PodTopologySpreadArgs,
  path: FieldPath,
): readonly FieldError[] {
  return [
    ...validateDefaultingType(defaultingType, defaultConstraints.length, path.child("defaultingType")),
    ...validateDefaultConstraints(defaultConstraints, path.child("defaultConstraints")),
  ];
}

function validateDefaultingType(type: string, constraints: number, path: FieldPath): readonly FieldError[] {
  if (type !== "System" && type !== "List") return [notSupported(path, type, ["System", "List"])];
  if (type === "List" || constraints === 0) return [];
  return [invalid(path, type, "when .defaultConstraints are not empty")];
}

function validateVolumeBinding(
  { bindTimeoutSeconds = 0, shape }: VolumeBindingArgs,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (bindTimeoutSeconds < 0) {
    const detail = "invalid BindTimeoutSeconds, should not be a negative value";
    errors.push(invalid(path.child("bindTimeoutSeconds"), bindTimeoutSeconds, detail));
  }
  if (shape !== undefined) {
    const detail = "unexpected field `shape`, remove it or turn on the feature gate StorageCapacityScoring";
    errors.push(invalid(path.child("shape"), new PrintedValue(shapeText(shape)), detail));
  }
  return errors;
}

/** Printed with the names of the server's internal fields. */
function shapeText(shape: readonly UtilizationShapePoint[]): string {
  return JSON.stringify(shape.map(({ utilization = 0, score = 0 }) => ({ Utilization: utilization, Score: score })));
}

function validateDynamicResources(
  { filterTimeout, bindingTimeout }: DynamicResourcesArgs,
  path: FieldPath,
  version: KubernetesVersion,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (filterTimeout !== undefined && nanoseconds(filterTimeout) < 0n) {
    errors.push(invalid(path.child("filterTimeout"), filterTimeout, "must be zero or positive"));
  }
  if (bindingTimeout === undefined) return errors;
  const bindingPath = path.child("bindingTimeout");
  if (VERSION_BEHAVIOUR[version].dynamicResourcesArgs === "binding-timeout-off") {
    const detail = "DRADeviceBindingConditions or DRAResourceClaimDeviceStatus feature gate is disabled";
    errors.push(forbidden(bindingPath, detail));
  } else if (nanoseconds(bindingTimeout) < SECOND_NS) {
    errors.push(invalid(bindingPath, bindingTimeout, "must be at least 1 second"));
  }
  return errors;
}

/** Of a duration that was decoded. */
export function nanoseconds(duration: string): bigint {
  const parsed = parseDurationText(duration);
  return parsed.kind === "parsed" ? parsed.durationNs : 0n;
}
