// The scheduler plugins that a scenario brings: its modules loaded, their exports checked.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { KubernetesVersion } from "../model/kubernetes-version.ts";

import { knownPlugins } from "../scheduling/configuration/known-plugins.ts";
import type { SchedulerConfiguration } from "../scheduling/framework/configuration.ts";
import type { PluginDefinition } from "../scheduling/framework/plugin.ts";
import { ownDefinitions } from "../scheduling/own-plugins/own-definitions.ts";
import { PLUGIN_DEFINITIONS } from "../scheduling/plugin-definitions.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { InputFiles } from "./input-files.ts";

const PATH = ["spec", "scheduler", "plugins"];

/** What the modules of a scenario bring. */
export interface OwnPlugins {
  readonly plugins: readonly PluginDefinition[];
  /** False if a module could not be read whole: then any plugin may be one of its own. */
  readonly areAll: boolean;
}

/** The definitions of all modules, in order; mistakes are told. */
export function readOwnPlugins(
  scenario: CheckedScenario,
  version: KubernetesVersion,
  inputs: InputFiles,
  sink: DiagnosticSink,
): OwnPlugins {
  const taken = new Set([...knownPlugins(version).keys(), ...PLUGIN_DEFINITIONS.map(({ name }) => name)]);
  const own: PluginDefinition[] = [];
  let areAll = true;
  for (const [index, path] of (scenario.options.spec.scheduler?.plugins ?? []).entries()) {
    const module = inputs.loadMentioned(path, scenario.positionOf([...PATH, index]));
    if (module === undefined) {
      areAll = false;
      continue;
    }
    const { definitions, problems } = ownDefinitions(module.exports, module.path, taken);
    if (problems.length > 0) areAll = false;
    for (const problem of problems) {
      scenario.report(sink, [...PATH, index], "value", { ...problem, code: "bad-plugin", severity: "error" });
    }
    for (const definition of definitions) {
      taken.add(definition.name);
      own.push(definition);
    }
  }
  return { plugins: own, areAll };
}

/** Tells of plugins that no profile names: they would do nothing. */
export function reportUnusedPlugins(
  scenario: CheckedScenario,
  own: readonly PluginDefinition[],
  { profiles }: SchedulerConfiguration,
  sink: DiagnosticSink,
): void {
  const used = new Set(profiles.flatMap(({ plugins }) => Object.values(plugins).flat()));
  for (const { name } of own) {
    if (used.has(name)) continue;
    scenario.report(sink, PATH, "key", {
      code: "unused-plugin",
      severity: "warning",
      message: `no profile enables the plugin ${name}: it does nothing`,
      expected: `- name: ${name} under plugins.multiPoint.enabled of a profile, in spec.scheduler.configuration`,
    });
  }
}
