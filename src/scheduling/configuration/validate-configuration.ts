// What kube-scheduler says of a configuration that it could read, all at once and in its order.
// Imitates pkg/scheduler/apis/config/validation/validation.go and component-base/config/validation, v1.33–v1.36.

import { duplicate, invalid, PrintedValue, required, type FieldError } from "../../model/api/field-error.ts";
import { FieldPath } from "../../model/api/field-path.ts";
import { jsonText } from "../../model/go-text.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";

import { EXTENSION_POINTS } from "../framework/configuration.ts";
import { argumentTypes } from "./argument-types.ts";
import type { CompleteConfiguration, CompleteProfile } from "./complete-configuration.ts";
import { aggregated, fieldProblem, type ConfigurationProblem } from "./configuration-problem.ts";
import type { LeaderElection } from "./configuration-types.ts";
import { API_VERSION } from "./type-name.ts";
import { nanoseconds, validateArguments } from "./validate-arguments.ts";
import { validateCommonQueueSort } from "./validate-common-queue-sort.ts";
import { validateExtenders } from "./validate-extenders.ts";

/** Plugins that were merged into NodeVolumeLimits long ago. */
const REMOVED_PLUGINS: ReadonlySet<string> = new Set(["AzureDiskLimits", "CinderLimits", "EBSLimits", "GCEPDLimits"]);

/** The key under which the rules of NodeResourcesFit's arguments are filed: no plugin is called so. */
const MISFILED = "NodeResourcesFitArgs";

const POSITIVE = "should be an integer value greater than zero";

export function validateConfiguration(
  configuration: CompleteConfiguration,
  version: KubernetesVersion,
): readonly ConfigurationProblem[] {
  const { clientBurst, leaderElection, parallelism, profiles } = configuration;
  const burst = FieldPath.root("clientConnection").child("burst");
  return [
    ...(clientBurst < 0 ? [fieldProblem(invalid(burst, clientBurst, "must be non-negative"))] : []),
    ...aggregated(validateLeaderElection(leaderElection, FieldPath.root("leaderElection"))),
    ...validateLock(leaderElection),
    ...(parallelism > 0 ? [] : [fieldProblem(invalid(FieldPath.root("parallelism"), parallelism, POSITIVE))]),
    ...validateProfiles(profiles, version),
    ...validatePercentage(configuration.percentageOfNodesToScore, FieldPath.root("percentageOfNodesToScore")),
    ...validateBackoffs(configuration),
    ...validateExtenders(configuration.extenders),
  ];
}

/** Durations are complete, and names are never empty then. */
function validateLeaderElection(election: Required<LeaderElection>, path: FieldPath): readonly FieldError[] {
  if (!election.leaderElect) return [];
  const errors: FieldError[] = [];
  for (const name of ["leaseDuration", "renewDeadline", "retryPeriod"] as const) {
    if (nanoseconds(election[name]) > 0n) continue;
    errors.push(invalid(path.child(name), election[name], "must be greater than zero"));
  }
  const { leaseDuration, renewDeadline } = election;
  if (nanoseconds(leaseDuration) <= nanoseconds(renewDeadline)) {
    errors.push(invalid(path.child("leaseDuration"), renewDeadline, "must be greater than `RenewDeadline`"));
  }
  return errors;
}

function validateLock({ leaderElect, resourceLock }: Required<LeaderElection>): readonly ConfigurationProblem[] {
  if (!leaderElect || resourceLock === "leases") return [];
  const path = FieldPath.root("leaderElection").child("resourceLock");
  return [fieldProblem(invalid(path, resourceLock, 'resourceLock value must be "leases"'))];
}

function validatePercentage(percentage: number | undefined, path: FieldPath): readonly ConfigurationProblem[] {
  if (percentage === undefined || (percentage >= 0 && percentage <= 100)) return [];
  return [fieldProblem(invalid(path, percentage, "not in valid range [0-100]"))];
}

function validateBackoffs(configuration: CompleteConfiguration): readonly ConfigurationProblem[] {
  const { podInitialBackoffSeconds: initial, podMaxBackoffSeconds: most } = configuration;
  const problems: ConfigurationProblem[] = [];
  if (initial <= 0) {
    const path = FieldPath.root("podInitialBackoffSeconds");
    problems.push(fieldProblem(invalid(path, initial, "must be greater than 0")));
  }
  if (most < initial) {
    const path = FieldPath.root("podMaxBackoffSeconds");
    const detail = "must be greater than or equal to PodInitialBackoffSeconds";
    problems.push(fieldProblem(invalid(path, most, detail)));
  }
  return problems;
}

function validateProfiles(
  profiles: readonly CompleteProfile[],
  version: KubernetesVersion,
): readonly ConfigurationProblem[] {
  const path = FieldPath.root("profiles");
  const names = new Set<string>();
  const problems = profiles.flatMap((profile, index) => {
    const repeated = names.has(profile.schedulerName);
    names.add(profile.schedulerName);
    const found = validateProfile(profile, path.index(index), version);
    // The server prints the other profile's path, of which JSON shows nothing.
    const name = path.index(index).child("schedulerName");
    const error = fieldProblem(duplicate(name, new PrintedValue("{}")));
    return repeated ? [...found, { ...error, expected: "a name that no other profile has" }] : found;
  });
  return [...problems, ...validateCommonQueueSort(profiles, path, version)];
}

function validateProfile(
  profile: CompleteProfile,
  path: FieldPath,
  version: KubernetesVersion,
): readonly ConfigurationProblem[] {
  const name = path.child("schedulerName");
  return [
    ...(profile.schedulerName === "" ? [fieldProblem(required(name))] : []),
    ...validatePercentage(profile.percentageOfNodesToScore, path.child("percentageOfNodesToScore")),
    ...validateRemovedPlugins(profile, path.child("plugins")),
    ...validatePluginConfig(profile, path.child("pluginConfig"), version),
  ];
}

function validateRemovedPlugins({ plugins }: CompleteProfile, path: FieldPath): readonly ConfigurationProblem[] {
  return EXTENSION_POINTS.flatMap((point) =>
    plugins[point].enabled.flatMap(({ name }, index) =>
      REMOVED_PLUGINS.has(name) ? [removed(path.child(point, "enabled").index(index), name)] : [],
    ),
  );
}

function removed(path: FieldPath, name: string): ConfigurationProblem {
  const detail = `was invalid in version "v1" (KubeSchedulerConfiguration is version "${API_VERSION}")`;
  return fieldProblem(invalid(path, name, detail));
}

function validatePluginConfig(
  { pluginConfig }: CompleteProfile,
  path: FieldPath,
  version: KubernetesVersion,
): readonly ConfigurationProblem[] {
  const types = argumentTypes(version);
  const seen = new Set<string>();
  return pluginConfig.flatMap(({ name, args }, index) => {
    const place = path.index(index);
    const repeated = seen.has(name) ? [fieldProblem(duplicate(place, name))] : [];
    seen.add(name);
    if (REMOVED_PLUGINS.has(name)) return [...repeated, removed(place, name)];
    if (name === MISFILED) return [...repeated, misfiled(args, place.child("args"))];
    if (!types.has(name)) return repeated;
    return [...repeated, ...validateArguments(name, args as object, place.child("args"), version)];
  });
}

function misfiled(args: unknown, path: FieldPath): ConfigurationProblem {
  return fieldProblem(invalid(path, new PrintedValue(jsonText(args ?? null)), "has to match plugin args"));
}
