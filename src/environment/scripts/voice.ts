// What is said of an entry of the scenario while a run goes on: that it begins, ends or fails, and what its command prints. Faults and
// actions say it in the same way, with the place of their entry.

import type { Engine } from "../../engine/engine.ts";

import type { ScenarioEntry, UserMark } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

export class Voice {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;

  constructor(engine: Engine, cluster: ClusterState) {
    this.#engine = engine;
    this.#cluster = cluster;
  }

  /** `nodes` are names of those that it is about. */
  mark(entry: ScenarioEntry, what: UserMark["what"], nodes: readonly string[]): void {
    this.#cluster.apply({ kind: "user-mark", mark: { by: entryOf(entry), what, nodes } }, this.#engine.now);
  }

  tell(entry: ScenarioEntry, text: string, level: "output" | "error" = "output"): void {
    this.#cluster.apply({ kind: "user-message", message: { by: entryOf(entry), level, text } }, this.#engine.now);
  }
}

/** Name and place, and nothing else of it. */
export function entryOf({ name, position }: ScenarioEntry): ScenarioEntry {
  return { name, position };
}
