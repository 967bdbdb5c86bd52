// The plugin sets of a profile: kube-scheduler's defaults with what the user enabled and disabled.
// Imitates pkg/scheduler/apis/config/v1/default_plugins.go (mergePlugins), v1.36.

import type { PluginSet, Plugins } from "./configuration-types.ts";
import { CONFIGURABLE_POINTS, type ConfigurablePoint, type DefaultPlugin } from "./known-plugins.ts";

/** An enabled plugin. */
export interface EnabledPlugin {
  readonly name: string;
  /** 0 where none is given. */
  readonly weight: number;
  /** Position in the user's list; undefined: it stands there by default. */
  readonly written: number | undefined;
}

export interface MergedSet {
  readonly enabled: readonly EnabledPlugin[];
  /** Names, or `*` for all. */
  readonly disabled: readonly string[];
}

export type MergedPlugins = Readonly<Record<ConfigurablePoint | "multiPoint", MergedSet>>;

/** Only MultiPoint has defaults: at all other points there is what the user wrote. */
export function mergePlugins(defaults: readonly DefaultPlugin[], plugins: Plugins = {}): MergedPlugins {
  const standing = defaults.map(({ name, weight }) => ({ name, weight, written: undefined }));
  const sets = CONFIGURABLE_POINTS.map((point) => [point, mergeSet([], plugins[point])] as const);
  return {
    ...(Object.fromEntries(sets) as Record<ConfigurablePoint, MergedSet>),
    multiPoint: mergeSet(standing, plugins.multiPoint),
  };
}

/** A plugin that is enabled again keeps its place; of several such entries the last one counts, the others are added. */
function mergeSet(defaults: readonly EnabledPlugin[], { enabled = [], disabled = [] }: PluginSet = {}): MergedSet {
  const own = enabled.map(({ name = "", weight = 0 }, written) => ({ name, weight, written }));
  const lastByName = new Map(own.map((entry) => [entry.name, entry]));
  const gone = new Set(disabled.map(({ name = "" }) => name));
  const kept = gone.has("*") ? [] : defaults.filter(({ name }) => !gone.has(name));
  const merged = kept.map((entry) => lastByName.get(entry.name) ?? entry);
  const placed = new Set(merged);
  return {
    enabled: [...merged, ...own.filter((entry) => !placed.has(entry))],
    disabled: disabled.map(({ name = "" }) => name),
  };
}
