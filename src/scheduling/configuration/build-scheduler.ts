// Putting the scheduler together from a configuration that is valid: extenders' clients, then profile by profile.
// Imitates pkg/scheduler/scheduler.go (New, buildExtenders) and pkg/scheduler/profile/profile.go (NewMap), v1.36.

import { jsonText } from "../../model/go-text.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";

import type { SchedulerProfile } from "../framework/configuration.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { buildProfile, type BuiltProfile } from "./build-profile.ts";
import type { CompleteConfiguration, CompleteProfile } from "./complete-configuration.ts";
import type { ConfigurationProblem } from "./configuration-problem.ts";
import { clientProblems } from "./validate-extenders.ts";

const FIT = "NodeResourcesFit";

export interface BuiltScheduler {
  readonly profiles: readonly SchedulerProfile[];
  readonly problems: readonly ConfigurationProblem[];
  /** What kube-scheduler ends with; undefined if it starts. */
  readonly error: string | undefined;
}

/** `own`: plugins that the user brings. */
export function buildScheduler(
  configuration: CompleteConfiguration,
  version: KubernetesVersion,
  own: readonly PluginDefinition[] = [],
): BuiltScheduler {
  const { extenders } = configuration;
  const ignored = extenders.flatMap(({ managedResources = [] }) =>
    managedResources.filter(({ ignoredByScheduler }) => ignoredByScheduler).map(({ name = "" }) => name),
  );
  const clients = [...clientProblems(extenders), ...unplaceable(configuration, ignored)];
  const profiles = configuration.profiles.map((profile) => withIgnored(profile, ignored));
  const built = profiles.map((profile, index) => buildProfile(profile, ["profiles", index], version, own));
  const sorting = profiles.map((profile, index) => differentQueueSort(profile, profiles[0]!, index));
  const failed = built.findIndex(({ error }, index) => error !== undefined || sorting[index] !== undefined);
  return {
    profiles: built.map(({ profile }) => profile),
    problems: [...clients, ...built.flatMap(({ problems }, index) => [...problems, ...listOf(sorting[index])])],
    error:
      clients.length > 0
        ? `couldn't build extenders: ${clients[0]!.message}`
        : failed < 0
          ? undefined
          : profileError(built[failed]!, sorting[failed]),
  };
}

function listOf<Item>(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}

function profileError({ profile, error }: BuiltProfile, sorting: ConfigurationProblem | undefined): string {
  if (error === undefined) return `initializing profiles: ${sorting!.message}`;
  return `initializing profiles: creating profile for scheduler name ${profile.schedulerName}: ${error}`;
}

/** Resources that extenders look after are ignored by NodeResourcesFit, whatever else it was told to ignore. */
function withIgnored(profile: CompleteProfile, ignored: readonly string[]): CompleteProfile {
  if (ignored.length === 0) return profile;
  const first = profile.pluginConfig.findIndex(({ name }) => name === FIT);
  const pluginConfig = profile.pluginConfig.map((config, index) =>
    index === first ? { ...config, args: { ...(config.args as object), ignoredResources: ignored } } : config,
  );
  return { ...profile, pluginConfig };
}

/** Profiles that have no arguments into which the ignored resources could be written. */
function unplaceable({ profiles }: CompleteConfiguration, ignored: readonly string[]): readonly ConfigurationProblem[] {
  if (ignored.length === 0) return [];
  return profiles.flatMap(({ pluginConfig }, index) =>
    pluginConfig.some(({ name }) => name === FIT)
      ? []
      : [{ stage: "build" as const, place: ["profiles", index], message: `can't find ${FIT}Args in plugin config` }],
  );
}

/** There is but one plugin that sorts the queue, so that only its arguments can differ. */
function differentQueueSort(
  profile: CompleteProfile,
  first: CompleteProfile,
  index: number,
): ConfigurationProblem | undefined {
  const own = profile.pluginConfig.findIndex(({ name }) => name === "PrioritySort");
  const text = jsonText(profile.pluginConfig[own]?.args ?? null);
  const wanted = first.pluginConfig.find(({ name }) => name === "PrioritySort")?.args ?? null;
  if (text === jsonText(wanted)) return undefined;
  const message = `different queue sort plugin args for profile "${profile.schedulerName}"`;
  const place = ["profiles", index, "pluginConfig", ...(own < 0 ? [] : [own, "args"])];
  return { stage: "build", place, message };
}
