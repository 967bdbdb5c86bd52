// How pods of one class go through a profile: which filters can matter, which plugins score how. Plugins with a columnar form
// answer by the class and the node alone, so their part is found out once; the others are asked anew in every cycle.

import { invariant } from "../../base/invariant.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import { NONE } from "../../cluster/pod-table.ts";
import type { ColumnarForm, CyclePod, PreFilterOutcome, SchedulerPlugin } from "../framework/plugin.ts";
import type { ActivePlugin, ProfileRuntime, WeightedPlugin } from "../framework/profile-runtime.ts";
import { foldPreFilter, type FoldedPreFilter } from "../framework/pre-filter.ts";
import { preScoreError, unpreparedScoreError } from "../framework/score-errors.ts";
import type { RowScoreRule } from "../framework/row-rules.ts";
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
  /** Those that are asked if all of these skip. */
  readonly unskippedFilters: readonly PlacedFilter[];
  readonly dynamicScorers: readonly WeightedPlugin[];
  /** True if one of these scores without having been prepared. */
  readonly scoresUnprepared: boolean;
  /** False if there is nothing to reserve on the node that is chosen. */
  readonly reserves: boolean;
}

const SKIP: PreFilterOutcome<unknown> = Object.freeze({ kind: "skip" });

/** Makes the plans of a profile. Plans share what they have in common: there may be thousands, and each is read in every cycle. */
export class ClassPlanner {
  readonly #runtime: ProfileRuntime;
  readonly #preFiltering: ReadonlySet<string>;
  readonly #preScoring: ReadonlySet<string>;
  /** Plugins that score without a word of preScore. */
  readonly #scoreable: ReadonlySet<string>;
  readonly #columnarFilters: Choices<ColumnarFilter>;
  readonly #columnarScorers: readonly ColumnarScorer[];
  readonly #nodeScorers: Choices<ColumnarScorer>;
  readonly #candidateScorers: Choices<ColumnarScorer>;
  readonly #preFilters: Choices<ActivePlugin>;
  readonly #dynamicFilters: Choices<PlacedFilter>;
  readonly #dynamicScorers: Choices<WeightedPlugin>;
  readonly #asked: Choices<Preparation & { readonly kind: "ask" }>;

  constructor(runtime: ProfileRuntime) {
    this.#runtime = runtime;
    this.#preFiltering = namesOf(runtime.preFilter);
    this.#preScoring = namesOf(runtime.preScore);
    // One without preScore has nothing to be prepared.
    this.#scoreable = new Set([
      ...this.#preScoring,
      ...namesOf(runtime.score.filter(({ plugin }) => !plugin.preScore)),
    ]);
    const placed = runtime.filter.map((active, position) => ({ ...active, position }));
    this.#columnarFilters = new Choices(placed.filter((active) => !isDynamic(active)).map(columnarFilter));
    this.#columnarScorers = runtime.score
      .filter((active) => !isDynamic(active))
      .map((scorer) => ({ ...scorer, form: scoringForm(scorer) }));
    this.#nodeScorers = new Choices(this.#columnarScorers.filter(({ form }) => form.locality === "node"));
    this.#candidateScorers = new Choices(this.#columnarScorers.filter(({ form }) => form.locality === "candidates"));
    this.#preFilters = new Choices(runtime.preFilter.filter(isDynamic));
    this.#dynamicFilters = new Choices(placed.filter(isDynamic));
    this.#dynamicScorers = new Choices(runtime.score.filter(isDynamic));
    this.#asked = new Choices(runtime.preScore.filter(isDynamic).map((active) => ({ kind: "ask", active })));
  }

  planOf(podClass: SchedulingClass): ClassPlan {
    const pod: CyclePod = { id: NONE, name: "", podClass };
    const outcomes = new Map<SchedulerPlugin, PreFilterOutcome<unknown>>();
    const folded = foldPreFilter(this.#runtime, pod, (plugin) => {
      if (plugin.columnar === undefined) return SKIP;
      const outcome = plugin.preFilter!(pod);
      outcomes.set(plugin, outcome);
      return outcome;
    });
    const filters = this.#columnarFilters.those(
      ({ name, form }) => !folded.skipped.has(name) && form.filterIsIdle?.(podClass) !== true,
    );
    const dynamicFilters = this.#dynamicFilters.those((active) => isAsked(active, podClass, this.#preFiltering));
    const dynamicScorers = this.#dynamicScorers.those((active) => isAsked(active, podClass, this.#scoreable));
    const { preparations, rowWork, blockScorers, candidateScorers } = this.#planScoring(pod, filters);
    // Without a spread: that may give each plan a hidden shape of its own, for which code is compiled anew.
    return {
      pod,
      folded,
      filters,
      preparations,
      rowWork,
      blockScorers,
      candidateScorers,
      outcomes,
      dynamicPreFilters: this.#preFilters.those((active) => isAsked(active, podClass, this.#preFiltering)),
      dynamicFilters,
      unskippedFilters: this.#dynamicFilters.those(
        (active) => dynamicFilters.includes(active) && !folded.skipped.has(active.name),
      ),
      dynamicScorers,
      scoresUnprepared: dynamicScorers.some(({ name }) => !this.#preScoring.has(name)),
      reserves: reservesAnything(podClass),
    };
  }

  #planScoring(
    pod: CyclePod,
    filters: readonly ColumnarFilter[],
  ): Pick<ClassPlan, "preparations" | "rowWork" | "blockScorers" | "candidateScorers"> {
    const { skipped, preparations, isFailed } = this.#planPreparations(pod);
    const scores = ({ name }: ColumnarScorer) => !isFailed && !skipped.has(name);
    const scorers = this.#nodeScorers.those(scores);
    const rowWork = rowWorkOf(pod.podClass, filters, scorers);
    const isRowScore = ({ form }: ColumnarScorer) =>
      rowWork !== undefined && form.rowScore?.(pod.podClass) !== undefined;
    return {
      preparations,
      rowWork,
      blockScorers: this.#nodeScorers.those((scorer) => scores(scorer) && !isRowScore(scorer)),
      candidateScorers: this.#candidateScorers.those(scores),
    };
  }

  #planPreparations(pod: CyclePod): {
    readonly skipped: ReadonlySet<string>;
    readonly preparations: readonly Preparation[];
    /** True if a preScore is known to fail. */
    readonly isFailed: boolean;
  } {
    const skipped = new Set<string>();
    let [failed, seen]: [string | undefined, number] = [undefined, 0];
    for (const active of this.#runtime.preScore) {
      seen += 1;
      if (isDynamic(active)) continue;
      const outcome = active.plugin.preScore!(pod, []);
      if (outcome.kind === "skip") skipped.add(active.name);
      if (outcome.kind !== "failed") continue;
      failed = preScoreError(active.name, outcome.status);
      break;
    }
    const before = new Set<ActivePlugin>(this.#runtime.preScore.slice(0, seen));
    const asked = this.#asked.those(({ active }) => before.has(active) && concerns(active, pod.podClass));
    const message = failed ?? unpreparedScoreError(this.#runtime, pod.podClass);
    const preparations = message === undefined ? asked : [...asked, { kind: "fail" as const, message }];
    return { skipped, preparations, isFailed: failed !== undefined };
  }
}

/** Longer lists than this are no longer told apart by one number. */
const CHOICES_MAX = 50;

/** Items of a list in their order; equal choices are one array. */
class Choices<Item> {
  readonly #items: readonly Item[];
  readonly #made = new Map<number, readonly Item[]>();

  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  those(isChosen: (item: Item) => boolean): readonly Item[] {
    const items = this.#items;
    if (items.length > CHOICES_MAX) return items.filter(isChosen);
    // One bit for each item, behind a leading one.
    let key = 1;
    for (let place = 0; place < items.length; place += 1) key = 2 * key + (isChosen(items[place]!) ? 1 : 0);
    return this.#made.get(key) ?? this.#make(key);
  }

  #make(key: number): readonly Item[] {
    const bits = key.toString(2).slice(1);
    const chosen = this.#items.filter((_, place) => bits[place] === "1");
    this.#made.set(key, chosen);
    return chosen;
  }
}

function reservesAnything({ deviceWish, volumes, resourceClaims }: SchedulingClass): boolean {
  return deviceWish !== undefined || volumes.claims.length > 0 || resourceClaims.length > 0;
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

/** The last filter and the scores that follow rules are worked out together. */
function rowWorkOf(
  podClass: SchedulingClass,
  filters: readonly ColumnarFilter[],
  nodeScorers: readonly ColumnarScorer[],
): RowWork | undefined {
  const room = filters.at(-1)?.form.room?.(podClass);
  if (room === undefined) return undefined;
  let [least, balance]: [Weighed<"least-allocated">, Weighed<"balance">] = [NO_LEAST, NO_BALANCE];
  for (const { form, weight } of nodeScorers) {
    const rule = form.rowScore?.(podClass);
    if (rule?.kind === "least-allocated") least = { weight, rule };
    else if (rule?.kind === "balance") balance = { weight, rule };
  }
  return {
    room,
    leastWeight: least.weight,
    guessedCpuMilli: least.rule.cpuMilli,
    guessedMemoryBytes: least.rule.memoryBytes,
    balanceWeight: balance.weight,
    balancesChange: balance.rule.change,
    addedCpuMilli: balance.rule.cpuMilli,
    addedMemoryBytes: balance.rule.memoryBytes,
  };
}

interface Weighed<Kind extends RowScoreRule["kind"]> {
  readonly weight: number;
  readonly rule: RowScoreRule & { readonly kind: Kind };
}

const NO_LEAST: Weighed<"least-allocated"> = {
  weight: 0,
  rule: { kind: "least-allocated", cpuMilli: 0, memoryBytes: 0 },
};

const NO_BALANCE: Weighed<"balance"> = {
  weight: 0,
  rule: { kind: "balance", cpuMilli: 0, memoryBytes: 0, change: false },
};

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
