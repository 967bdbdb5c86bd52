// How pods of one class go through a profile: what preFilter said, which filters can matter, which plugins score how.
// Plugins with a columnar form answer preFilter and preScore by the class alone, so this is found out once.

import { invariant } from "../../base/invariant.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { PreFilterRefusal } from "../framework/decision.ts";
import type { ColumnarForm, CyclePod } from "../framework/plugin.ts";
import type { ActivePlugin, ProfileRuntime } from "../framework/profile-runtime.ts";
import { foldPreFilter, type PreFilterEnd } from "../framework/pre-filter.ts";

export interface ColumnarFilter extends ActivePlugin {
  readonly form: ColumnarForm & { readonly filter: NonNullable<ColumnarForm["filter"]> };
}

export interface ColumnarScorer extends ActivePlugin {
  readonly weight: number;
  readonly form: ColumnarForm & { readonly score: NonNullable<ColumnarForm["score"]> };
}

export interface ClassPlan {
  readonly pod: CyclePod;
  readonly refusal: PreFilterRefusal | undefined;
  readonly error: string | undefined;
  /** Names that preFilter confines the pod to, and the plugins that did. */
  readonly nodeNames: ReadonlySet<string> | undefined;
  readonly narrowing: readonly string[];
  readonly filters: readonly ColumnarFilter[];
  readonly filterStates: ReadonlyMap<string, unknown>;
  readonly nodeScorers: readonly ColumnarScorer[];
  readonly candidateScorers: readonly ColumnarScorer[];
  /** What fails the cycle as soon as two nodes are feasible. */
  readonly preScoreError: string | undefined;
}

export function planClass(podClass: SchedulingClass, runtime: ProfileRuntime): ClassPlan {
  const pod: CyclePod = { name: "", podClass };
  const folded = foldPreFilter(runtime, pod);
  const filters = runtime.filter.filter(
    ({ name, plugin }) => !folded.skipped.has(name) && plugin.columnar?.filterIsIdle?.(podClass) !== true,
  );
  const { scorers, preScoreError } = planScoring(runtime, pod);
  return {
    pod,
    ...endOf(folded.end),
    nodeNames: folded.allowed,
    narrowing: folded.narrowing,
    filterStates: folded.states,
    filters: filters.map(columnarFilter),
    nodeScorers: scorers.filter(({ form }) => form.locality === "node"),
    candidateScorers: scorers.filter(({ form }) => form.locality === "candidates"),
    preScoreError,
  };
}

function endOf(end: PreFilterEnd): Pick<ClassPlan, "refusal" | "error"> {
  return {
    refusal: end.kind === "refused" ? end.refusal : undefined,
    error: end.kind === "error" ? end.message : undefined,
  };
}

function planScoring(
  runtime: ProfileRuntime,
  pod: CyclePod,
): { readonly scorers: readonly ColumnarScorer[]; readonly preScoreError: string | undefined } {
  const skipped = new Set<string>();
  for (const { name, plugin } of runtime.preScore) {
    const outcome = plugin.preScore!(pod, []);
    if (outcome.kind === "skip") skipped.add(name);
    if (outcome.kind !== "failed") continue;
    return { scorers: [], preScoreError: `running PreScore plugin "${name}": ${outcome.status.reasons.join(", ")}` };
  }
  const scorers = runtime.score
    .filter(({ name }) => !skipped.has(name))
    .map(({ name, plugin, weight }) => ({ name, plugin, weight, form: scoringForm(name, plugin.columnar) }));
  return { scorers, preScoreError: undefined };
}

function columnarFilter({ name, plugin }: ActivePlugin): ColumnarFilter {
  const form = plugin.columnar;
  invariant(form !== undefined && canFilter(form), "a filter plugin has a columnar form", { name });
  return { name, plugin, form };
}

function canFilter(form: ColumnarForm): form is ColumnarFilter["form"] {
  return form.filter !== undefined;
}

function scoringForm(name: string, form: ColumnarForm | undefined): ColumnarScorer["form"] {
  invariant(form !== undefined && canScore(form), "a score plugin has a columnar form", { name });
  return form;
}

function canScore(form: ColumnarForm): form is ColumnarScorer["form"] {
  return form.score !== undefined;
}
