// All profiles share one queue, and must say the same of how it is sorted.
// Imitates pkg/scheduler/apis/config/validation/validation.go (validateCommonQueueSort), v1.33–v1.36.

import { invalid, PrintedValue } from "../../model/api/field-error.ts";
import type { FieldPath } from "../../model/api/field-path.ts";
import { jsonText } from "../../model/go-text.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

import type { CompleteProfile } from "./complete-configuration.ts";
import { fieldProblem, type ConfigurationProblem } from "./configuration-problem.ts";
import type { MergedSet } from "./merge-plugins.ts";

export function validateCommonQueueSort(
  profiles: readonly CompleteProfile[],
  path: FieldPath,
  version: KubernetesVersion,
): readonly ConfigurationProblem[] {
  const { plugins, pluginConfig } = profiles[0]!;
  const { queueSort } = plugins;
  const name = queueSort.enabled[0]?.name ?? "";
  // The server looks up arguments only of a plugin that is named, and compares them even so.
  const args = name === "" ? undefined : pluginConfig.findLast((config) => config.name === name)?.args;
  return [
    ...validateSingle(queueSort, path.index(0)),
    ...profiles
      .slice(1)
      .flatMap((profile, index) => [
        ...compareSets(queueSort, profile.plugins.queueSort, path.index(index + 1), version),
        ...compareArguments(name, args, profile, path.index(index + 1)),
      ]),
  ];
}

function validateSingle({ enabled }: MergedSet, path: FieldPath): readonly ConfigurationProblem[] {
  if (enabled.length <= 1) return [];
  const error = invalid(
    path.child("plugins", "queueSort", "Enabled"),
    enabled.length,
    "only one queue sort plugin can be enabled",
  );
  return [fieldProblem(error, path.child("plugins", "queueSort", "enabled").keys)];
}

function compareSets(
  first: MergedSet,
  other: MergedSet,
  path: FieldPath,
  version: KubernetesVersion,
): readonly ConfigurationProblem[] {
  const text = setText(other);
  if (text === setText(first)) return [];
  const same = "must be the same for all profiles";
  const detail = VERSION_BEHAVIOUR[version].tersePlacesInConfiguration ? same : `queueSort ${same}`;
  return [fieldProblem(invalid(path.child("plugins", "queueSort"), new PrintedValue(text), detail))];
}

function compareArguments(
  name: string,
  args: unknown,
  { pluginConfig }: CompleteProfile,
  path: FieldPath,
): readonly ConfigurationProblem[] {
  return pluginConfig.flatMap((config, index) => {
    if (config.name !== name || jsonText(config.args) === jsonText(args)) return [];
    const printed = new PrintedValue(jsonText(config.args));
    const error = invalid(path.child("pluginConfig", "args"), printed, "queueSort must be the same for all profiles");
    return [fieldProblem(error, [...path.child("pluginConfig").keys, index, "args"])];
  });
}

/** Printed with the names of the server's internal fields; empty lists are printed as none. */
function setText({ enabled, disabled }: MergedSet): string {
  const internal = {
    Enabled: orNull(enabled.map(({ name, weight }) => ({ Name: name, Weight: weight }))),
    Disabled: orNull(disabled.map((name) => ({ Name: name, Weight: 0 }))),
  };
  return jsonText(internal);
}

function orNull<Item>(items: readonly Item[]): readonly Item[] | null {
  return items.length === 0 ? null : items;
}
