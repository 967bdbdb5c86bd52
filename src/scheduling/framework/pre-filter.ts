// The PreFilter extension point: plugins in order, their node sets intersected.
// Imitates pkg/scheduler/framework/runtime/framework.go (RunPreFilterPlugins), v1.36.

import type { PreFilterRefusal } from "./decision.ts";
import type { CyclePod, PreFilterOutcome, SchedulerPlugin } from "./plugin.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";
import { isRejected, unresolvable, type Status } from "./status.ts";

export type PreFilterEnd =
  | { readonly kind: "go-on" }
  | { readonly kind: "refused"; readonly refusal: PreFilterRefusal }
  | { readonly kind: "error"; readonly message: string };

export interface FoldedPreFilter {
  readonly end: PreFilterEnd;
  /** What each plugin's filter is handed. */
  readonly states: ReadonlyMap<string, unknown>;
  /** Plugins whose filter is not called. */
  readonly skipped: ReadonlySet<string>;
  /** Names of the only nodes to look at, and the plugins that said so; undefined: all. */
  readonly allowed: ReadonlySet<string> | undefined;
  readonly narrowing: readonly string[];
}

/** How a plugin's preFilter is asked. */
export type PreFilterAsk = (plugin: SchedulerPlugin, pod: CyclePod) => PreFilterOutcome<unknown>;

const askPlainly: PreFilterAsk = (plugin, pod) => plugin.preFilter!(pod);

/** Unresolvable refusals and errors end it at once; of plain refusals the last one counts. */
export function foldPreFilter(runtime: ProfileRuntime, pod: CyclePod, ask: PreFilterAsk = askPlainly): FoldedPreFilter {
  const states = new Map<string, unknown>();
  const skipped = new Set<string>();
  const narrowing: string[] = [];
  let allowed: ReadonlySet<string> | undefined;
  let end: PreFilterEnd = { kind: "go-on" };
  const result = (last: PreFilterEnd): FoldedPreFilter => ({ end: last, states, skipped, allowed, narrowing });

  for (const { name, plugin } of runtime.preFilter) {
    const outcome = ask(plugin, pod);
    if (outcome.kind === "skip") {
      skipped.add(name);
    } else if (outcome.kind === "rejected") {
      end = endWith(name, outcome.status);
      if (outcome.status.code !== "Unschedulable") return result(end);
    } else {
      states.set(name, outcome.state);
      if (outcome.nodeNames === undefined) continue;
      const before: ReadonlySet<string> | undefined = allowed;
      allowed = new Set([...outcome.nodeNames].filter((node) => before === undefined || before.has(node)));
      narrowing.push(name);
      if (allowed.size === 0) return result(endWith(name, emptyIntersection(narrowing)));
    }
  }
  return result(end);
}

function endWith(plugin: string, status: Status): PreFilterEnd {
  const message = status.reasons.join(", ");
  if (!isRejected(status)) return { kind: "error", message: `running PreFilter plugin "${plugin}": ${message}` };
  return { kind: "refused", refusal: { plugin, code: status.code, message } };
}

function emptyIntersection(plugins: readonly string[]): Status {
  if (plugins.length === 1) return unresolvable(`node(s) didn't satisfy plugin ${plugins[0]}`);
  return unresolvable(`node(s) didn't satisfy plugin(s) [${[...plugins].sort().join(" ")}] simultaneously`);
}
