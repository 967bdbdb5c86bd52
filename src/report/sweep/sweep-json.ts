// A sweep as JSON, and back: `sweep.json` holds everything that a report is made of. A number that is not finite is null there; the
// ends of intervals get their infinity back when the file is read.

import {
  SWEEP_API_VERSION,
  type Backtest,
  type Comparison,
  type Interval,
  type Judgement,
  type Line,
  type RunDetail,
  type SettingFigures,
  type SweepPoint,
  type SweepResult,
  type ThresholdEstimate,
} from "../../experiment/sweep-result.ts";

import { versionedJson } from "../text/result-json.ts";

import { SWEEP_SHAPE } from "./sweep-shape.ts";

/** Indented JSON with a line feed at its end. */
export function sweepJson(result: SweepResult): string {
  return versionedJson(result);
}

/** A sweep that was read, or why it was not. */
export type SweepReading =
  | { readonly kind: "sweep"; readonly result: SweepResult }
  /** `reason` is half a sentence: `it is no JSON`. */
  | { readonly kind: "refused"; readonly reason: string };

/** Reads what sweepJson wrote; whatever else it is given, it says what is wrong. */
export function readSweepJson(text: string): SweepReading {
  const data = parsed(text);
  if (data === undefined) return { kind: "refused", reason: "it is no JSON" };
  if (!isSweep(data)) return { kind: "refused", reason: refusal(data) };
  const wrong = misfit(data);
  return wrong === undefined ? { kind: "sweep", result: restored(data) } : { kind: "refused", reason: wrong };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSweep(data: unknown): data is SweepResult {
  return SWEEP_SHAPE(data, "") === undefined;
}

function refusal(data: unknown): string {
  const { apiVersion, kind } = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  if (kind !== "SweepResult") return "it holds no SweepResult";
  if (apiVersion !== SWEEP_API_VERSION)
    return `it has the version ${String(apiVersion)}, and this plimsoll reads ${SWEEP_API_VERSION}`;
  return SWEEP_SHAPE(data, "") ?? "it has another shape";
}

/** What lists that belong together contradict one another in. */
function misfit({
  design,
  points,
  runs,
  figures,
  levelGroups,
  comparison,
  line,
  backtest,
}: SweepResult): string | undefined {
  const { factors } = design;
  const columns = figures.length;
  if (points.length !== design.points.length) return "points and design.points differ in length";
  const isLevel = (factor: number, level: number): boolean => level < (factors[factor]?.levels.length ?? 0);
  const [badPoint] = design.points.filter(
    ({ index, levels }, place) =>
      index !== place || levels.length !== factors.length || !levels.every((level, factor) => isLevel(factor, level)),
  );
  if (badPoint !== undefined) return `design.points[${badPoint.index}] does not fit the factors`;
  const place = points.findIndex(({ index, estimates }, at) => index !== at || estimates.length !== columns);
  if (place >= 0) return `points[${place}] does not fit the figures`;
  const run = runs.findIndex(({ point, values }) => point >= points.length || ![0, columns].includes(values.length));
  if (run >= 0) return `runs[${run}] does not fit points and figures`;
  const group = levelGroups.findIndex(
    ({ levels, estimates }) =>
      estimates.length !== columns || !levels.every(({ factor, level }) => isLevel(factor, level)),
  );
  if (group >= 0) return `levelGroups[${group}] does not fit factors and figures`;
  if (comparison !== null && !fits(comparison, points.length, columns))
    return "comparison does not fit points and figures";
  if (line !== null && !lineFits(line, points)) return "line does not fit the points";
  const isBacktest = backtest === undefined || backtest.settings.length === points.length;
  return isBacktest ? undefined : "backtest does not fit the points";
}

function lineFits({ points: own, answer }: Line, points: SweepResult["points"]): boolean {
  const { holds, breaks, broken, contradiction } = answer;
  const named = [holds, breaks, contradiction?.held, contradiction?.broke].filter((point) => typeof point === "number");
  const thresholds = breaks === null ? 0 : (points[breaks]?.thresholds.length ?? 0);
  return (
    own.length === points.length &&
    named.every((point) => point < points.length) &&
    broken.every((index) => index < thresholds) &&
    own.every((point, place) => point.thresholds.length === points[place]!.thresholds.length)
  );
}

function fits({ figures, pairs, answer }: Comparison, points: number, columns: number): boolean {
  return (
    figures.every((column) => column < columns) &&
    answer.best.every((point) => point < points) &&
    pairs.every(
      ({ first, second, judgements }) => Math.max(first, second) < points && judgements.length === figures.length,
    )
  );
}

/** With infinity where an interval has no end, and with no number where none was measured. */
function restored(data: SweepResult): SweepResult {
  return {
    ...data,
    points: data.points.map(restoredPoint),
    levelGroups: data.levelGroups.map((group) => ({ ...group, estimates: group.estimates.map(restoredInterval) })),
    comparison: data.comparison === null ? null : restoredComparison(data.comparison),
    line: data.line === null ? null : restoredLine(data.line),
    ...(data.backtest === undefined ? {} : { backtest: restoredBacktest(data.backtest) }),
  };
}

function restoredBacktest(backtest: Backtest): Backtest {
  const settings = backtest.settings.map((setting) => ({
    ...setting,
    figures: Object.fromEntries(
      Object.entries<Interval | null>({ ...setting.figures }).map(([name, estimate]) => [
        name,
        restoredInterval(estimate),
      ]),
    ) as { [Name in keyof SettingFigures]: SettingFigures[Name] },
    against:
      setting.against === null
        ? null
        : { missed: restoredJudgement(setting.against.missed), cost: restoredJudgement(setting.against.cost) },
  }));
  return { ...backtest, settings };
}

function restoredJudgement(judgement: Judgement): Judgement {
  return { ...judgement, difference: restoredInterval(judgement.difference) };
}

function restoredComparison(comparison: Comparison): Comparison {
  return {
    ...comparison,
    pairs: comparison.pairs.map((pair) => ({
      ...pair,
      judgements: pair.judgements.map(restoredJudgement),
    })),
  };
}

function restoredPoint(point: SweepPoint): SweepPoint {
  return {
    ...point,
    estimates: point.estimates.map(restoredInterval),
    thresholds: point.thresholds.map(restoredThreshold),
    detail: point.detail === null ? null : restoredDetail(point.detail),
  };
}

function restoredLine(line: Line): Line {
  const points = line.points.map((point) => ({ ...point, thresholds: point.thresholds.map(restoredThreshold) }));
  return { ...line, points };
}

function restoredThreshold(threshold: ThresholdEstimate): ThresholdEstimate {
  return { ...threshold, observed: restoredInterval(threshold.observed), limit: orNan(threshold.limit) };
}

function restoredInterval(interval: Interval | null): Interval | null {
  if (interval === null) return null;
  const { estimate, low, high } = interval as { readonly [Key in keyof Interval]: Interval[Key] | null };
  return { ...interval, estimate: orNan(estimate), low: low ?? -Infinity, high: high ?? Infinity };
}

function restoredDetail(detail: RunDetail): RunDetail {
  return {
    ...detail,
    latency: detail.latency.map(({ seconds, cdf, ...stage }) => ({
      ...stage,
      seconds: {
        count: orNan(seconds.count),
        mean: orNan(seconds.mean),
        min: orNan(seconds.min),
        p50: orNan(seconds.p50),
        p90: orNan(seconds.p90),
        p99: orNan(seconds.p99),
        max: orNan(seconds.max),
      },
      cdf: { seconds: cdf.seconds.map(orNan), fraction: cdf.fraction.map(orNan) },
    })),
    series: detail.series.map((series) => ({
      ...series,
      atSeconds: series.atSeconds.map(orNan),
      value: series.value.map(orNan),
    })),
  };
}

function orNan(value: number | null): number {
  return value ?? Number.NaN;
}
