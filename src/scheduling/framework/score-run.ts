// The score plugins of one cycle asked about nodes that the pod fits: prepared, scored, normalised, weighed and summed up.
// Imitates pkg/scheduler/schedule_one.go (prioritizeNodes) and framework/runtime/framework.go (RunScorePlugins), v1.36.

import type { NodeView } from "./node-view.ts";
import type { CyclePod } from "./plugin.ts";
import type { ProfileRuntime } from "./profile-runtime.ts";
import { preScoreError, unpreparedScoreError } from "./score-errors.ts";

export type Scoring =
  | { readonly kind: "error"; readonly message: string }
  | {
      readonly kind: "scored";
      /** Normalised, unweighted scores along the nodes, by plugin. */
      readonly scores: ReadonlyMap<string, Float64Array>;
      readonly totals: Float64Array;
    };

/** Scores the nodes as the only candidates. */
export function scoreNodes(runtime: ProfileRuntime, pod: CyclePod, views: readonly NodeView[]): Scoring {
  const states = new Map<string, unknown>();
  const skipped = new Set<string>();
  for (const { name, plugin } of runtime.preScore) {
    const outcome = plugin.preScore!(pod, views);
    if (outcome.kind === "skip") skipped.add(name);
    else if (outcome.kind === "failed") return { kind: "error", message: preScoreError(name, outcome.status) };
    else states.set(name, outcome.state);
  }
  const error = unpreparedScoreError(runtime, pod.podClass);
  if (error !== undefined) return { kind: "error", message: error };
  const nodes = views.map(({ id }) => id);
  const scores = new Map<string, Float64Array>();
  const totals = new Float64Array(views.length);
  for (const { name, plugin, weight } of runtime.score) {
    if (skipped.has(name)) continue;
    const column = Float64Array.from(views, (view) => plugin.score!(pod, view, states.get(name)));
    plugin.normalizeScore?.(column, nodes, states.get(name));
    scores.set(name, column);
    for (let index = 0; index < totals.length; index += 1) totals[index] = totals[index]! + weight * column[index]!;
  }
  if (runtime.score.length === 0) totals.fill(1);
  return { kind: "scored", scores, totals };
}
