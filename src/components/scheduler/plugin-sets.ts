// Sets of plugins that refused a pod, as numbers: pods that wait are many, and such sets are few. Knows plugins by name only.

import { invariant } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";

/** A set of plugins. */
export type PluginSetId = number;

/** Of a pod that nobody refused: its attempt ended in an error, or it was never tried. */
export const NO_PLUGINS: PluginSetId = 0;

export class PluginSets implements Snapshotable {
  #sets: (readonly string[])[] = [[]];
  readonly #idByNames = new Map<string, PluginSetId>([["", NO_PLUGINS]]);

  /** The number of the set; in which order the plugins refused is all the same. */
  idOf(plugins: readonly string[]): PluginSetId {
    const names = [...new Set(plugins)].toSorted();
    const key = names.join("\n");
    const known = this.#idByNames.get(key);
    if (known !== undefined) return known;
    this.#sets.push(names);
    this.#idByNames.set(key, this.#sets.length - 1);
    return this.#sets.length - 1;
  }

  pluginsOf(set: PluginSetId): readonly string[] {
    const plugins = this.#sets[set];
    invariant(plugins !== undefined, "a set of plugins has a number", { set });
    return plugins;
  }

  snapshot(): Snapshot {
    return { pluginSets: packJson(this.#sets) };
  }

  restore(saved: Snapshot): void {
    this.#sets = [[]];
    this.#idByNames.clear();
    this.#idByNames.set("", NO_PLUGINS);
    for (const plugins of unpackJson(saved, "pluginSets") as string[][]) this.idOf(plugins);
  }
}
