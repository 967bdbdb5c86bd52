// One profile in force: its plugins instantiated and listed by extension point, in the order in which they run.
// Imitates pkg/scheduler/framework/runtime/framework.go (NewFramework), v1.36.

import { invariant } from "../../base/invariant.ts";

import type { ExtensionPoint, SchedulerProfile } from "./configuration.ts";
import type { PluginDefinition, PluginHandle, SchedulerPlugin } from "./plugin.ts";
import { failure } from "./status.ts";

export interface ActivePlugin {
  readonly name: string;
  readonly plugin: SchedulerPlugin;
}

export interface WeightedPlugin extends ActivePlugin {
  readonly weight: number;
}

export interface ProfileRuntime {
  readonly profile: SchedulerProfile;
  readonly preEnqueue: readonly ActivePlugin[];
  readonly queueSort: readonly ActivePlugin[];
  readonly preFilter: readonly ActivePlugin[];
  readonly filter: readonly ActivePlugin[];
  readonly postFilter: readonly ActivePlugin[];
  readonly preScore: readonly ActivePlugin[];
  readonly score: readonly WeightedPlugin[];
  readonly reserve: readonly ActivePlugin[];
  /** Score plugins that may fail because their preparation is disabled. */
  readonly scoreUnprepared: readonly ActivePlugin[];
  /** Plugins of preFilter, filter, preScore and score, each once: all must sign a pod that is batched. */
  readonly signing: readonly ActivePlugin[];
  /** Names of configured plugins that have no implementation here. */
  readonly notSimulated: ReadonlySet<string>;
}

/** Instantiates a checked profile. Names without a definition are remembered and left out. */
export function createProfileRuntime(
  profile: SchedulerProfile,
  definitions: readonly PluginDefinition[],
  handle: PluginHandle,
): ProfileRuntime {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const instances = new Map<string, SchedulerPlugin>();
  const notSimulated = new Set<string>();

  const instanceOf = (name: string): SchedulerPlugin | undefined => {
    const definition = byName.get(name);
    if (definition === undefined) {
      notSimulated.add(name);
      return undefined;
    }
    const made = instances.get(name) ?? definition.create(argumentsOf(profile, name), handle);
    instances.set(name, made);
    return made;
  };
  const active = (point: ExtensionPoint): readonly ActivePlugin[] =>
    profile.plugins[point].flatMap((name) => {
      const plugin = instanceOf(name);
      return plugin === undefined || !byName.get(name)!.points.includes(point) ? [] : [{ name, plugin }];
    });
  const score = active("score").map(({ name, plugin }) => ({ name, plugin, weight: weightIn(profile, name) }));
  const lists = { preFilter: active("preFilter"), filter: active("filter"), preScore: active("preScore") };
  const isPrepared = ({ name }: ActivePlugin) => profile.plugins.preFilter.includes(name);
  return {
    profile,
    preEnqueue: active("preEnqueue"),
    queueSort: active("queueSort"),
    ...lists,
    filter: lists.filter.map((plugin) => (isPrepared(plugin) ? plugin : filterUnprepared(plugin))),
    postFilter: active("postFilter"),
    score,
    reserve: active("reserve"),
    scoreUnprepared: score.filter((plugin) => scoresUnprepared(plugin, profile)),
    signing: distinct([...lists.preFilter, ...lists.filter, ...lists.preScore, ...score]),
    notSimulated,
  };
}

/** The plugin as it filters without its preFilter. */
function filterUnprepared(active: ActivePlugin): ActivePlugin {
  const { filterWithoutState } = active.plugin;
  if (filterWithoutState === undefined) return active;
  return { ...active, plugin: { filter: () => failure(filterWithoutState) } };
}

function scoresUnprepared({ name, plugin }: ActivePlugin, { plugins }: SchedulerProfile): boolean {
  if (plugin.scoreWithoutState === undefined) return false;
  return !(plugin.preScore === undefined ? plugins.preFilter : plugins.preScore).includes(name);
}

/** A name may be that of something every object has. */
function argumentsOf({ args }: SchedulerProfile, name: string): unknown {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}

function weightIn(profile: SchedulerProfile, name: string): number {
  const weight = profile.weights[name];
  invariant(weight !== undefined && weight > 0, "an enabled score plugin has a weight", { name });
  return weight;
}

function distinct(plugins: readonly ActivePlugin[]): readonly ActivePlugin[] {
  return [...new Map(plugins.map((active) => [active.name, active])).values()];
}
