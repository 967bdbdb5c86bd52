// How pods of one class go through a profile: which filters can matter, which plugins score how. Plugins with a columnar form
// answer by the class and the node alone, so their part is found out once; the others are asked anew in every cycle.

import { invariant } from "../../base/invariant.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";
import type { ColumnarForm, CyclePod, PreFilterOutcome, SchedulerPlugin } from "../framework/plugin.ts";
import type { ActivePlugin, ProfileRuntime, WeightedPlugin } from "../framework/profile-runtime.ts";
import { foldPreFilter, type FoldedPreFilter } from "../framework/pre-filter.ts";
import { preScoreError, unpreparedScoreError } from "../framework/score-errors.ts";
import type { RowWork } from "./row-kernel.ts";

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

/** A step before scoring: preScore of a plugin without columnar form, or what is known to fail the cycle there. */
export type Preparation =
  { readonly kind: "ask"; readonly active: ActivePlugin } | { readonly kind: "fail"; readonly message: string };

export interface ClassPlan {
  /** A pod of the class, of no name. */
  readonly pod: CyclePod;
  /** What preFilter says, asked of plugins with a columnar form only. */
  readonly folded: FoldedPreFilter;
  readonly filters: readonly ColumnarFilter[];
  /** What is worked out in one loop over rows: the last filter, and some scores. Undefined: nothing. */
  readonly rowWork: RowWork | undefined;
  /** Node-local scores that are no part of it. */
  readonly blockScorers: readonly ColumnarScorer[];
  readonly candidateScorers: readonly ColumnarScorer[];
  /** What preFilter of each plugin with a columnar form says. */
  readonly outcomes: ReadonlyMap<SchedulerPlugin, PreFilterOutcome<unknown>>;
  /** Plugins without columnar form whose preFilter has to be asked in every cycle. */
  readonly dynamicPreFilters: readonly ActivePlugin[];
  /** What happens, in this order, as soon as two nodes are feasible. */
  readonly preparations: readonly Preparation[];
  readonly dynamicFilters: readonly PlacedFilter[];
  readonly dynamicScorers: readonly WeightedPlugin[];
  /** True if one of these scores without having been prepared. */
  readonly scoresUnprepared: boolean;
}

const SKIP: PreFilterOutcome<unknown> = Object.freeze({ kind: "skip" });

export function planClass(podClass: SchedulingClass, runtime: ProfileRuntime): ClassPlan {
  const pod: CyclePod = { id: NONE, name: "", podClass };
  const preFiltering = namesOf(runtime.preFilter);
  const preScoring = namesOf(runtime.preScore);
  const outcomes = new Map<SchedulerPlugin, PreFilterOutcome<unknown>>();
  const folded = foldPreFilter(runtime, pod, (plugin) => {
    if (plugin.columnar === undefined) return SKIP;
    const outcome = plugin.preFilter!(pod);
    outcomes.set(plugin, outcome);
    return outcome;
  });
  const placed = runtime.filter.map((active, position) => ({ ...active, position }));
  const filters = placed.filter(
    ({ name, plugin }) =>
      plugin.columnar !== undefined && !folded.skipped.has(name) && plugin.columnar.filterIsIdle?.(podClass) !== true,
  );
  const { scorers, preparations } = planScoring(runtime, pod);
  const dynamicFilters = placed.filter((active) => isAsked(active, podClass, preFiltering));
  // One without preScore has nothing to be prepared.
  const scoreable = new Set([...preScoring, ...namesOf(runtime.score.filter(({ plugin }) => !plugin.preScore))]);
  const dynamicScorers = runtime.score.filter((active) => isAsked(active, podClass, scoreable));
  const columnarFilters = filters.map(columnarFilter);
  const nodeScorers = scorers.filter(({ form }) => form.locality === "node");
  return {
    pod,
    folded,
    filters: columnarFilters,
    ...planRows(podClass, columnarFilters, nodeScorers),
    candidateScorers: scorers.filter(({ form }) => form.locality === "candidates"),
    outcomes,
    dynamicPreFilters: runtime.preFilter.filter((active) => isAsked(active, podClass, preFiltering)),
    preparations,
    dynamicFilters,
    dynamicScorers,
    scoresUnprepared: dynamicScorers.some(({ name }) => !preScoring.has(name)),
  };
}

function namesOf(plugins: readonly ActivePlugin[]): ReadonlySet<string> {
  return new Set(plugins.map(({ name }) => name));
}

/** Whether a plugin has to be asked in every cycle: whom it concerns only counts where it is prepared. */
function isAsked(active: ActivePlugin, podClass: SchedulingClass, prepared: ReadonlySet<string>): boolean {
  return isDynamic(active) && (concerns(active, podClass) || !prepared.has(active.name));
}

function isDynamic({ plugin }: ActivePlugin): boolean {
  return plugin.columnar === undefined;
}

function concerns({ plugin }: ActivePlugin, podClass: SchedulingClass): boolean {
  return plugin.incremental?.concerns?.(podClass) !== false;
}

function planScoring(
  runtime: ProfileRuntime,
  pod: CyclePod,
): { readonly scorers: readonly ColumnarScorer[]; readonly preparations: readonly Preparation[] } {
  const skipped = new Set<string>();
  const preparations: Preparation[] = [];
  for (const active of runtime.preScore) {
    const { name, plugin } = active;
    if (isDynamic(active)) {
      if (concerns(active, pod.podClass)) preparations.push({ kind: "ask", active });
      continue;
    }
    const outcome = plugin.preScore!(pod, []);
    if (outcome.kind === "skip") skipped.add(name);
    if (outcome.kind !== "failed") continue;
    preparations.push({ kind: "fail", message: preScoreError(name, outcome.status) });
    return { scorers: [], preparations };
  }
  const error = unpreparedScoreError(runtime, pod.podClass);
  if (error !== undefined) preparations.push({ kind: "fail", message: error });
  const scorers = runtime.score
    .filter(({ name, plugin }) => plugin.columnar !== undefined && !skipped.has(name))
    .map((scorer) => ({ ...scorer, form: scoringForm(scorer) }));
  return { scorers, preparations };
}

/** The last filter and the scores that follow rules are worked out together. */
function planRows(
  podClass: SchedulingClass,
  filters: readonly ColumnarFilter[],
  nodeScorers: readonly ColumnarScorer[],
): Pick<ClassPlan, "rowWork" | "blockScorers"> {
  const room = filters.at(-1)?.form.room?.(podClass);
  if (room === undefined) return { rowWork: undefined, blockScorers: nodeScorers };
  let rowWork: RowWork = { ...NO_SCORES, room };
  const blockScorers: ColumnarScorer[] = [];
  for (const scorer of nodeScorers) {
    const rule = scorer.form.rowScore?.(podClass);
    if (rule?.kind === "least-allocated") {
      const { cpuMilli: guessedCpuMilli, memoryBytes: guessedMemoryBytes } = rule;
      rowWork = { ...rowWork, leastWeight: scorer.weight, guessedCpuMilli, guessedMemoryBytes };
    } else if (rule?.kind === "balance") {
      const { cpuMilli: addedCpuMilli, memoryBytes: addedMemoryBytes, change: balancesChange } = rule;
      rowWork = { ...rowWork, balanceWeight: scorer.weight, addedCpuMilli, addedMemoryBytes, balancesChange };
    } else {
      blockScorers.push(scorer);
    }
  }
  return { rowWork, blockScorers };
}

const NO_SCORES = Object.freeze({
  leastWeight: 0,
  guessedCpuMilli: 0,
  guessedMemoryBytes: 0,
  balanceWeight: 0,
  balancesChange: false,
  addedCpuMilli: 0,
  addedMemoryBytes: 0,
});

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
