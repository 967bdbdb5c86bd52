// From the runs of a backtest to its answer: the figures of each setting, what it gains and costs against the current one, the settings
// that no other beats in both, and the cheapest that keeps what is promised.

import { SECONDS_PER_HOUR } from "../../model/time/civil-date.ts";

import { confidenceOfEach } from "../statistics/correction.ts";
import type { Interval } from "../statistics/interval.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { judgeDifference } from "../statistics/verdict.ts";
import type { FigureColumn, SweepRun } from "../sweep-result.ts";

import type { Backtest, BacktestSetting, BacktestTerms, SettingFigures, SettingTerms } from "./backtest-result.ts";
import { SOURCE_NAME } from "./own-fields.ts";

/** The table of the runs. */
export interface BacktestTable {
  readonly figures: readonly FigureColumn[];
  readonly runs: readonly SweepRun[];
  readonly confidence: number;
}

export function judgeBacktest(terms: BacktestTerms, table: BacktestTable): Backtest {
  const { settings, ...common } = terms;
  // Of each setting whether it keeps the promise, and of each but one what it gains and costs.
  const judgements = Math.max(1, 3 * settings.length - 2);
  const each = confidenceOfEach(table.confidence, judgements);
  const columns = settings.map((setting, point) => columnsOf(setting, point, terms, table));
  const judged = settings.map((setting, point): Omit<BacktestSetting, "isOnFront"> => ({
    ...setting,
    figures: figuresOf(columns[point]!, table.confidence),
    against: point === 0 ? null : againstCurrent(columns[0]!, columns[point]!, judgements, table.confidence),
    keeps: keepsPromise(columns[point]!.missed, terms.mayMiss, each),
  }));
  const front = frontOf(judged);
  const found = judged.map((setting, point) => ({ ...setting, isOnFront: front.has(point) }));
  const certainty = { confidence: table.confidence, confidenceOfEach: each };
  return { ...common, ...certainty, settings: found, answer: answerOf(found) };
}

/** The values of each figure by replication; null where a run failed or has none. */
type Columns = { readonly [Name in keyof SettingFigures]: readonly (number | null)[] };

function columnsOf(
  { costOfPodHour }: SettingTerms,
  point: number,
  { seconds, target, namespace, autoscaler }: BacktestTerms,
  { figures, runs }: BacktestTable,
): Columns {
  const own: (SweepRun["values"] | undefined)[] = [];
  for (const run of runs) if (run.point === point) own[run.replication] = run.values;
  const column = (metric: string, figure: string, times = 1, which: Labels = {}): readonly (number | null)[] => {
    const place = figures.findIndex((one) => one.metric === metric && one.figure === figure && has(one, which));
    return Array.from(own, (values) => scaled(values?.[place] ?? null, times));
  };
  const ofSource = { source: SOURCE_NAME };
  const latency = "http_request_duration_seconds";
  const ofAutoscaler = (figure: string, times?: number) =>
    column(`plimsoll_autoscaler_${figure}`, "value", times, { namespace, name: autoscaler });
  const workload = { kind: "Deployment", namespace, name: target.slice(target.indexOf("/") + 1) };
  return {
    missed: column("plimsoll_slo_missed_ratio", "value", 1, ofSource),
    p95Seconds: column(latency, "p(95)", 1, ofSource),
    p99Seconds: column(latency, "p(99)", 1, ofSource),
    meanReplicas: ofAutoscaler("mean_replicas"),
    maxReplicas: ofAutoscaler("max_replicas"),
    aboveTarget: ofAutoscaler("above_target_seconds", 1 / seconds),
    rescales: ofAutoscaler("rescales_total"),
    flaps: ofAutoscaler("flaps_total"),
    podHours: ofAutoscaler("replica_seconds", 1 / SECONDS_PER_HOUR),
    cost: ofAutoscaler("replica_seconds", costOfPodHour / SECONDS_PER_HOUR),
    belowDesired: column("plimsoll_workload_below_desired_seconds", "value", 1, workload),
  };
}

type Labels = Readonly<Record<string, string>>;

function has({ labels }: FigureColumn, which: Labels): boolean {
  return Object.entries(which).every(([name, value]) => labels[name] === value);
}

function scaled(value: number | null, times: number): number | null {
  return value === null ? null : value * times;
}

function figuresOf(columns: Columns, confidence: number): SettingFigures {
  const estimates = Object.entries(columns).map(([name, values]) => [name, estimateOf(values, confidence)] as const);
  return Object.fromEntries(estimates) as { [Name in keyof SettingFigures]: Interval | null };
}

function estimateOf(values: readonly (number | null)[], confidence: number): Interval | null {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  return known.length === 0 ? null : meanInterval(known, confidence);
}

function againstCurrent(
  current: Columns,
  other: Columns,
  comparisons: number,
  confidence: number,
): NonNullable<BacktestSetting["against"]> {
  const rule = { confidence, comparisons, indifference: 0 };
  return {
    missed: judgeDifference(current.missed, other.missed, "lower", rule),
    cost: judgeDifference(current.cost, other.cost, "lower", rule),
  };
}

/** One run by itself says what it says. */
function keepsPromise(
  missed: readonly (number | null)[],
  mayMiss: number,
  confidence: number,
): BacktestSetting["keeps"] {
  const interval = estimateOf(missed, confidence);
  if (interval === null) return "open";
  const { estimate, low, high, method } = interval;
  if (method === "none") return estimate <= mayMiss ? "yes" : "no";
  if (high <= mayMiss) return "yes";
  return low > mayMiss ? "no" : "open";
}

type Judged = Pick<BacktestSetting, "figures" | "keeps">;

function costOf({ figures }: Judged): number {
  return figures.cost?.estimate ?? Infinity;
}

function missedBy({ figures }: Judged): number {
  return figures.missed?.estimate ?? Infinity;
}

/** By place: those that no other beats in one of both without being worse in the other. */
function frontOf(settings: readonly Judged[]): ReadonlySet<number> {
  const front = new Set<number>();
  for (const [place, one] of settings.entries()) {
    if (costOf(one) === Infinity || missedBy(one) === Infinity) continue;
    const isBeaten = settings.some((other) => {
      const [dearer, worse] = [costOf(one) - costOf(other), missedBy(one) - missedBy(other)];
      return dearer >= 0 && worse >= 0 && dearer + worse > 0;
    });
    if (!isBeaten) front.add(place);
  }
  return front;
}

function answerOf(settings: readonly BacktestSetting[]): Backtest["answer"] {
  const cheapest = (keeps: BacktestSetting["keeps"]): number | null => {
    const places = [...settings.keys()].filter((place) => settings[place]!.keeps === keeps);
    return leastOf(
      places,
      (place) => costOf(settings[place]!),
      (place) => missedBy(settings[place]!),
    );
  };
  const [kept, open] = [cheapest("yes"), cheapest("open")];
  if (kept !== null && (open === null || costOf(settings[open]!) >= costOf(settings[kept]!))) {
    return { kind: "cheapest", point: kept };
  }
  if (kept !== null || open !== null) return { kind: "open", point: kept ?? open };
  const places = [...settings.keys()];
  const point = leastOf(
    places,
    (place) => missedBy(settings[place]!),
    (place) => costOf(settings[place]!),
  );
  return { kind: "none", point };
}

/** The place with the least of the first, then of the second; the earlier one of equal ones. */
function leastOf(
  places: readonly number[],
  first: (place: number) => number,
  second: (place: number) => number,
): number | null {
  return (
    places.toSorted((one, other) => first(one) - first(other) || second(one) - second(other) || one - other)[0] ?? null
  );
}
