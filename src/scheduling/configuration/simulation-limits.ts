// What of a configuration that kube-scheduler accepts is beyond plimsoll, and what makes no difference to a run.

import { suggestionFor } from "../../base/diagnostic.ts";

import type { KubernetesVersion } from "../../model/kubernetes-version.ts";

import type { PluginDefinition } from "../framework/plugin.ts";
import { PLUGIN_DEFINITIONS } from "../plugin-definitions.ts";
import { enabledNames, type CompleteConfiguration, type CompleteProfile } from "./complete-configuration.ts";
import type { ConfigurationNote, ConfigurationProblem } from "./configuration-problem.ts";
import type { Configuration } from "./configuration-types.ts";
import { knownPlugins } from "./known-plugins.ts";
import { policyArgumentProblems } from "./policy-arguments.ts";

/** One request in a thousand seconds: slower, and the last of five million pods would be bound beyond the end of time. */
const QPS_MIN = 0.001;

/** Longer than any run. */
const BACKOFF_SECONDS_MAX = 1_000_000_000;

/** Sums of scores stay small integers, and none of them is negative. */
const WEIGHT_MAX = 1_000_000;

/** Values that kube-scheduler takes and a run cannot. */
export function simulationProblems(configuration: CompleteConfiguration): readonly ConfigurationProblem[] {
  const { clientQps, podInitialBackoffSeconds, podMaxBackoffSeconds, profiles } = configuration;
  const problems: ConfigurationProblem[] = [];
  const refuse = (place: ConfigurationProblem["place"], message: string, expected: string) =>
    problems.push({ stage: "simulate", place, message: `${message} in a simulation`, expected });
  if (clientQps < QPS_MIN) {
    refuse(
      ["clientConnection", "qps"],
      `a client of ${clientQps} requests a second cannot be had`,
      `at least ${QPS_MIN}`,
    );
  }
  for (const [name, seconds] of Object.entries({ podInitialBackoffSeconds, podMaxBackoffSeconds })) {
    if (seconds <= BACKOFF_SECONDS_MAX) continue;
    refuse([name], `a backoff of ${seconds} s cannot be had`, `at most ${BACKOFF_SECONDS_MAX}`);
  }
  for (const [index, profile] of profiles.entries()) {
    problems.push(...weightProblems(profile, index), ...policyArgumentProblems(profile, index));
  }
  return problems;
}

function weightProblems({ plugins }: CompleteProfile, profile: number): readonly ConfigurationProblem[] {
  return (["score", "multiPoint"] as const).flatMap((point) =>
    plugins[point].enabled.flatMap(({ weight, written }) => {
      if (written === undefined || (weight >= 0 && weight <= WEIGHT_MAX)) return [];
      const place = ["profiles", profile, "plugins", point, "enabled", written, "weight"];
      const message = `a weight of ${weight} cannot be had in a simulation`;
      return [{ stage: "simulate" as const, place, message, expected: `0 to ${WEIGHT_MAX}` }];
    }),
  );
}

/** Fields that make no difference to where a pod goes and when, and why. */
const WITHOUT_EFFECT: readonly (readonly [field: keyof Configuration, why: string])[] = [
  ["parallelism", "the order in which nodes are looked at does not depend on it here"],
  ["leaderElection", "there is one scheduler, and it leads"],
  ["enableProfiling", "there is nothing to profile"],
  ["enableContentionProfiling", "there is nothing to profile"],
  ["delayCacheUntilActive", "there is one scheduler, and it is active"],
];

/** One note for each part that was written. */
export function simulationNotes(
  written: Configuration,
  { profiles }: CompleteConfiguration,
  version: KubernetesVersion,
  own: readonly PluginDefinition[] = [],
): readonly ConfigurationNote[] {
  const ignored = WITHOUT_EFFECT.filter(([field]) => written[field] !== undefined).map(
    ([field, why]): ConfigurationNote => ({
      severity: "ignored",
      place: [field],
      message: `${field} has no effect: ${why}`,
    }),
  );
  const { qps: _qps, burst: _burst, ...others } = written.clientConnection ?? {};
  const client = Object.keys(others).map((field): ConfigurationNote => {
    const place = ["clientConnection", field];
    return { severity: "ignored", place, message: `clientConnection.${field} has no effect: no API server is called` };
  });
  const plugins = profiles.flatMap((profile, index) => [
    ...pluginNotes(profile, index, version),
    ...unreadArguments(profile, index, knownPlugins(version, own)),
  ]);
  return [...ignored, ...client, ...plugins, ...zeroWeights(written, knownPlugins(version, own))];
}

/** A framework that is made takes a weight of 0 for one that was not given. */
function zeroWeights(
  { profiles = [] }: Configuration,
  known: ReadonlyMap<string, readonly string[]>,
): readonly ConfigurationNote[] {
  return profiles.flatMap(({ plugins }, index) =>
    (["score", "multiPoint"] as const).flatMap((point) =>
      (plugins?.[point]?.enabled ?? []).flatMap(({ name = "", weight }, row) => {
        if (weight !== 0 || known.get(name)?.includes("score") !== true) return [];
        const place = ["profiles", index, "plugins", point, "enabled", row, "weight"];
        const message = `a weight of 0 counts as 1: ${name} scores all the same`;
        return [
          { severity: "ignored" as const, place, message, expected: "a plugin that is not to score, under disabled" },
        ];
      }),
    ),
  );
}

/** Each plugin that the user names and that does not do here all that it does in a cluster, once. */
function pluginNotes(
  profile: CompleteProfile,
  index: number,
  version: KubernetesVersion,
): readonly ConfigurationNote[] {
  const told = new Set<string>();
  return namedPlugins(profile, index).flatMap(({ name, place }) => {
    const message = shortcoming(name, version);
    if (message === undefined || told.has(name)) return [];
    told.add(name);
    return [{ severity: "not-simulated" as const, place, message }];
  });
}

/** kube-scheduler takes arguments for whatever name, and reads those of plugins that it makes. */
function unreadArguments(
  { plugins, pluginConfig }: CompleteProfile,
  index: number,
  known: ReadonlyMap<string, unknown>,
): readonly ConfigurationNote[] {
  const enabled = new Set(enabledNames(plugins));
  return pluginConfig.flatMap(({ name, written }) => {
    if (written === undefined || enabled.has(name)) return [];
    const place = ["profiles", index, "pluginConfig", written, "name"];
    const message = `arguments of plugin ${name} are not read: no plugin of that name is enabled`;
    return [{ severity: "ignored" as const, place, message, ...suggestionFor(name, [...known.keys()]) }];
  });
}

function namedPlugins({ plugins, pluginConfig }: CompleteProfile, index: number) {
  const enabled = Object.entries(plugins).flatMap(([point, set]) =>
    set.enabled.flatMap(({ name, written }) =>
      written === undefined ? [] : [{ name, place: ["profiles", index, "plugins", point, "enabled", written, "name"] }],
    ),
  );
  const configured = pluginConfig.flatMap(({ name, written }) =>
    written === undefined ? [] : [{ name, place: ["profiles", index, "pluginConfig", written, "name"] }],
  );
  return [...enabled, ...configured];
}

function shortcoming(name: string, version: KubernetesVersion): string | undefined {
  if (!knownPlugins(version).has(name)) return undefined;
  if (name === "DynamicResources")
    return "plugin DynamicResources is not simulated in full: devices are allocated whole";
  if (PLUGIN_DEFINITIONS.some((plugin) => plugin.name === name)) return undefined;
  return `plugin ${name} is not simulated: it does nothing here`;
}
