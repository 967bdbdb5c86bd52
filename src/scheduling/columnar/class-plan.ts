// How pods of one class go through a profile: which filters can matter, which plugins score how. Plugins with a columnar form
// answer by the class and the node alone, so their part is found out once; the others are asked anew in every cycle.

import { invariant } from "../../base/invariant.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";
import type { ColumnarForm, CyclePod, PreFilterOutcome } from "../framework/plugin.ts";
import type { ActivePlugin, ProfileRuntime, WeightedPlugin } from "../framework/profile-runtime.ts";
import { foldPreFilter, type FoldedPreFilter } from "../framework/pre-filter.ts";

/** A filter with its place among all filters of the profile: a node reports the first that refuses. */
export interface PlacedFilter extends ActivePlugin {
  readonly position: number;
}

export interface ColumnarFilter extends PlacedFilter {
  readonly form: ColumnarForm & { readonly filter: NonNullable<ColumnarForm["filter"]> };
}

export interface ColumnarScorer extends WeightedPlugin {
  readonly form: ColumnarForm & { readonly score: NonNullable<ColumnarForm["score"]> };
}

export interface ClassPlan {
  /** A pod of the class, of no name. */
  readonly pod: CyclePod;
  /** What preFilter says, asked of plugins with a columnar form only. */
  readonly folded: FoldedPreFilter;
  readonly filters: readonly ColumnarFilter[];
  readonly nodeScorers: readonly ColumnarScorer[];
  readonly candidateScorers: readonly ColumnarScorer[];
  /** What fails the cycle as soon as two nodes are feasible. */
  readonly preScoreError: string | undefined;
  /** True if a plugin without columnar form has to be asked in every cycle. */
  readonly isDynamic: boolean;
  readonly dynamicFilters: readonly PlacedFilter[];
  readonly dynamicScorers: readonly WeightedPlugin[];
}

const SKIP: PreFilterOutcome<unknown> = Object.freeze({ kind: "skip" });

export function planClass(podClass: SchedulingClass, runtime: ProfileRuntime): ClassPlan {
  const pod: CyclePod = { id: NONE, name: "", podClass };
  const concerned = (active: ActivePlugin) => isDynamic(active) && concerns(active, podClass);
  const folded = foldPreFilter(runtime, pod, (plugin) =>
    plugin.columnar === undefined ? SKIP : plugin.preFilter!(pod),
  );
  const placed = runtime.filter.map((active, position) => ({ ...active, position }));
  const filters = placed.filter(
    ({ name, plugin }) =>
      plugin.columnar !== undefined && !folded.skipped.has(name) && plugin.columnar.filterIsIdle?.(podClass) !== true,
  );
  const { scorers, preScoreError } = planScoring(runtime, pod);
  const dynamicFilters = placed.filter(concerned);
  const dynamicScorers = runtime.score.filter(concerned);
  return {
    pod,
    folded,
    filters: filters.map(columnarFilter),
    nodeScorers: scorers.filter(({ form }) => form.locality === "node"),
    candidateScorers: scorers.filter(({ form }) => form.locality === "candidates"),
    preScoreError,
    isDynamic: dynamicFilters.length + dynamicScorers.length > 0 || runtime.preFilter.some(concerned),
    dynamicFilters,
    dynamicScorers,
  };
}

/** Whether a plugin must be asked in every cycle. */
export function isDynamic({ plugin }: ActivePlugin): boolean {
  return plugin.columnar === undefined;
}

export function concerns({ plugin }: ActivePlugin, podClass: SchedulingClass): boolean {
  return plugin.incremental?.concerns?.(podClass) !== false;
}

function planScoring(
  runtime: ProfileRuntime,
  pod: CyclePod,
): { readonly scorers: readonly ColumnarScorer[]; readonly preScoreError: string | undefined } {
  const skipped = new Set<string>();
  for (const { name, plugin } of runtime.preScore) {
    if (plugin.columnar === undefined) continue;
    const outcome = plugin.preScore!(pod, []);
    if (outcome.kind === "skip") skipped.add(name);
    if (outcome.kind !== "failed") continue;
    return { scorers: [], preScoreError: `running PreScore plugin "${name}": ${outcome.status.reasons.join(", ")}` };
  }
  const scorers = runtime.score
    .filter(({ name, plugin }) => plugin.columnar !== undefined && !skipped.has(name))
    .map((scorer) => ({ ...scorer, form: scoringForm(scorer) }));
  return { scorers, preScoreError: undefined };
}

function columnarFilter(filter: PlacedFilter): ColumnarFilter {
  const form = filter.plugin.columnar;
  invariant(form !== undefined && canFilter(form), "a columnar filter plugin filters columns", { name: filter.name });
  return { ...filter, form };
}

function canFilter(form: ColumnarForm): form is ColumnarFilter["form"] {
  return form.filter !== undefined;
}

function scoringForm({ name, plugin: { columnar } }: ActivePlugin): ColumnarScorer["form"] {
  invariant(columnar !== undefined && canScore(columnar), "a columnar score plugin scores columns", { name });
  return columnar;
}

function canScore(form: ColumnarForm): form is ColumnarScorer["form"] {
  return form.score !== undefined;
}
