// Scores of plugins that look at more than the class and the node, for the candidates that a search found.
// Imitates pkg/scheduler/framework/runtime/framework.go (RunPreScorePlugins, RunScorePlugins), v1.36.

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { LiveNode, type NodeView } from "../framework/node-view.ts";
import type { CyclePod, PreScoreOutcome, SchedulerPlugin } from "../framework/plugin.ts";
import type { WeightedPlugin } from "../framework/profile-runtime.ts";
import { preScoreError } from "../framework/score-errors.ts";
import type { ClassPlan } from "./class-plan.ts";
import { pointsOf, type FoundNodes } from "./read-verdicts.ts";

/** True if plugins that are asked anew in every cycle would skip scoring, whatever the candidates, and none fails. */
export function scoresNothing(plan: ClassPlan, pod: CyclePod): boolean {
  if (plan.scoresUnprepared) return false;
  for (const step of plan.preparations) {
    if (step.kind === "fail" || step.active.plugin.incremental?.scoresNothing?.(pod) !== true) return false;
  }
  return true;
}

/** Adds weighted, normalised scores to the totals; returns what fails the cycle, if anything does. */
export function addDynamicScores(
  cluster: ClusterState,
  plan: ClassPlan,
  pod: CyclePod,
  found: FoundNodes,
): string | undefined {
  if (plan.dynamicScorers.length === 0 && plan.preparations.length === 0) return undefined;
  const { nodes, count } = found;
  const views = new CandidateViews(cluster, nodes, count);
  const outcomes: PreScoreOutcome<unknown>[] = [];
  for (const step of plan.preparations) {
    if (step.kind === "fail") return step.message;
    const { name, plugin } = step.active;
    const outcome = askPreScore(plugin, pod, found, views);
    if (outcome.kind === "failed") return preScoreError(name, outcome.status);
    outcomes.push(outcome);
  }
  for (const scorer of plan.dynamicScorers) {
    const outcome = outcomeOf(scorer.name, plan, outcomes);
    if (outcome?.kind !== "skip") addScores(scorer, pod, found, views, outcome);
  }
  return undefined;
}

/** What a plugin's preScore said, if it was asked. */
function outcomeOf(
  name: string,
  { preparations }: ClassPlan,
  outcomes: readonly PreScoreOutcome<unknown>[],
): PreScoreOutcome<unknown> | undefined {
  for (let place = 0; place < outcomes.length; place += 1) {
    const step = preparations[place]!;
    if (step.kind === "ask" && step.active.name === name) return outcomes[place];
  }
  return undefined;
}

function addScores(
  { plugin, weight }: WeightedPlugin,
  pod: CyclePod,
  found: FoundNodes,
  views: CandidateViews,
  outcome: PreScoreOutcome<unknown> | undefined,
): void {
  const { nodes, count, totals } = found;
  const { incremental } = plugin;
  if (outcome?.kind === "ready" && incremental?.addScores !== undefined) {
    if (incremental.addScores(pod, nodes, count, outcome.state, weight, totals)) return;
  }
  const column = pointsOf(found);
  scoreColumn(plugin, pod, found, views, outcome, column);
  addWeighted(column, weight, totals);
}

/** A loop by itself, so that nothing about it changes from plugin to plugin. */
function addWeighted(column: Float64Array, weight: number, totals: Float64Array): void {
  for (let index = 0; index < column.length; index += 1) totals[index] = totals[index]! + weight * column[index]!;
}

function askPreScore(
  plugin: SchedulerPlugin,
  pod: CyclePod,
  { nodes, count }: FoundNodes,
  views: CandidateViews,
): PreScoreOutcome<unknown> {
  return plugin.incremental?.preScore?.(pod, nodes, count) ?? plugin.preScore!(pod, views.all());
}

function scoreColumn(
  plugin: SchedulerPlugin,
  pod: CyclePod,
  { nodes, count }: FoundNodes,
  views: CandidateViews,
  outcome: PreScoreOutcome<unknown> | undefined,
  column: Float64Array,
): void {
  const state = outcome?.kind === "ready" ? outcome.state : undefined;
  if (outcome !== undefined && plugin.incremental?.score !== undefined) {
    plugin.incremental.score(pod, nodes, count, state, column);
  } else {
    const all = views.all();
    for (let index = 0; index < count; index += 1) column[index] = plugin.score!(pod, all[index]!, state);
  }
  plugin.normalizeScore?.(column, nodes.subarray(0, count), state);
}

/** The candidates as plugins' plain forms see them, made when one of them asks. */
class CandidateViews {
  readonly #cluster: ClusterState;
  readonly #nodes: Int32Array;
  readonly #count: number;
  #views: readonly NodeView[] | undefined;

  constructor(cluster: ClusterState, nodes: Int32Array, count: number) {
    this.#cluster = cluster;
    this.#nodes = nodes;
    this.#count = count;
  }

  all(): readonly NodeView[] {
    return (this.#views ??= Array.from(
      this.#nodes.subarray(0, this.#count),
      (node) => new LiveNode(this.#cluster, node),
    ));
  }
}
