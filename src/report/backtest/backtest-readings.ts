// What all outputs of a backtest say in the same words: the recommendation, what it rests on, and what each setting gains and costs.

import type {
  Backtest,
  BacktestSetting,
  FigureColumn,
  Interval,
  Judgement,
  SweepPoint,
  SweepResult,
} from "../../experiment/sweep-result.ts";

import {
  formatCount,
  formatExactCount,
  formatPercent,
  formatSeconds,
  NO_FIGURE,
  priceDecimals,
} from "../human-numbers.ts";
import { visibleText } from "../neutral-text.ts";

/** Runs of the setting that has most. */
export function mostRuns(points: readonly { readonly finished: number }[]): number {
  return points.reduce((most, { finished }) => Math.max(most, finished), 0);
}

/** The recommendation as a sentence without a full stop. */
export function recommendation(backtest: Backtest, runs: number): string {
  const { answer, settings } = backtest;
  if (answer.point === null) return "no setting was run";
  const setting = settings[answer.point]!;
  const name = visibleText(setting.label);
  const limit = shareText(backtest.mayMiss);
  const slo = formatSeconds(backtest.sloSeconds);
  const misses = `${estimateShare(setting.figures.missed)} of its requests miss ${slo}, at ${costText(backtest, setting)}`;
  switch (answer.kind) {
    case "cheapest":
      return `take ${name}: ${misses}${againstText(setting)}; nothing cheaper keeps misses at ${limit} or below (${certaintyText(backtest, runs)})`;
    case "open":
      return setting.keeps === "yes"
        ? `take ${name} for now: ${misses}${againstText(setting)}; of something cheaper the seeds do not tell whether misses stay at ${limit} or below: more seeds would`
        : `the seeds do not suffice: ${name} is the cheapest of which they do not tell whether misses stay at ${limit} or below (${misses}): more seeds would`;
    case "none":
      return `no setting keeps misses at ${limit} or below (${certaintyText(backtest, runs)}); the fewest has ${name}: ${misses}`;
  }
}

function certaintyText({ confidence }: Backtest, runs: number): string {
  return runs < 2 ? "one run of each: nothing is known of chance" : `${formatPercent(confidence)} confidence`;
}

/** `, 12.0% less than now`. */
function againstText(setting: BacktestSetting): string {
  const share = sharedAgainst(setting);
  return share === "" ? "" : `, ${share}`;
}

/** `12.0% less than now`; empty where nothing is known of it. */
export function sharedAgainst({ against, figures }: BacktestSetting): string {
  const difference = against?.cost.difference;
  if (difference === null || difference === undefined || figures.cost === null) return "";
  const before = figures.cost.estimate - difference.estimate;
  if (before <= 0 || difference.estimate === 0) return "";
  const share = formatPercent(Math.abs(difference.estimate) / before);
  return `${share} ${difference.estimate < 0 ? "less" : "more"} than now`;
}

/** Whatever is rarer than one in a hundred has more digits: `0.13%`. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (!Number.isFinite(percent)) return NO_FIGURE;
  if (percent === 0 || percent >= 1) return formatPercent(share);
  return percent < 0.001 ? "<0.001%" : `${Number(percent.toPrecision(2))}%`;
}

function estimateShare(estimate: Interval | null): string {
  return estimate === null ? NO_FIGURE : shareText(estimate.estimate);
}

/** The cost with its unit. */
function costText({ costUnit }: Backtest, { figures }: BacktestSetting): string {
  if (figures.cost === null) return NO_FIGURE;
  const amount = costAmount(figures.cost.estimate);
  return costUnit === "currency" ? `a cost of ${amount}` : `${amount} ${costUnit}`;
}

export function costAmount(cost: number): string {
  if (!Number.isFinite(cost)) return NO_FIGURE;
  return Math.abs(cost) >= 1000
    ? formatCount(Math.round(cost))
    : cost.toFixed(Math.abs(cost) >= 10 ? 1 : priceDecimals(cost));
}

/** `18.4 ±0.2`; without the second part where nothing is known of it, or it is less than the last digit of the first. */
export function withReach(estimate: Interval | null, written: (value: number) => string): string {
  if (estimate === null) return NO_FIGURE;
  const reach = reachText(estimate, written);
  return reach === null ? written(estimate.estimate) : `${written(estimate.estimate)} ${reach}`;
}

/** A number with its unit, as figures are written; minutes, hours and days are mixed. */
const WRITTEN = /^([\d,]+(?:\.(\d+))?)((?![mhd]$)\D*)$/;

/** `±0.2`, in the unit and with the digits of the estimate; null where nothing is known of it, or it is less than the last digit. */
export function reachText({ estimate, low, high }: Interval, written: (value: number) => string): string | null {
  const reach = (high - low) / 2;
  if (!Number.isFinite(reach) || reach <= 0) return null;
  const [, digits = "", decimals = "", unit = ""] = WRITTEN.exec(written(estimate)) ?? [];
  const number = Number(digits.replaceAll(",", ""));
  // Of nothing the unit is not known, nor of a mixture.
  if (!(number > 0)) return written(reach).startsWith("<") ? null : `±${written(reach)}`;
  const text = ((reach * number) / estimate).toFixed(decimals.length);
  return Number(text) > 0 ? `±${text}${unit}` : null;
}

/** Of the figures of a sweep those that a backtest is about: its own load, its autoscaler, and pods that found no place. */
export function isOfBacktest({ metric, labels }: FigureColumn, backtest: Backtest): boolean {
  if (metric === "plimsoll_slo_missed_ratio" || metric === "http_request_duration_seconds") {
    return labels["source"] === backtest.source;
  }
  if (!metric.startsWith("plimsoll_autoscaler_")) return metric === "plimsoll_pods_waiting";
  return labels["namespace"] === backtest.namespace && labels["name"] === backtest.autoscaler;
}

/** What makes the answer worth little, as sentences without full stops. */
export function doubtsOf({ backtest, points }: Pick<SweepResult, "backtest" | "points">): readonly string[] {
  if (backtest === undefined) return [];
  const { settings } = backtest;
  const isStill = settings.every(({ figures }) => figures.rescales?.estimate === 0);
  return [
    ...blindMetrics(backtest, points),
    ...(isStill ? [stillSentence(backtest)] : []),
    ...podsThatLack(backtest),
    ...closeCalls(backtest),
  ];
}

/** By so much of them misses may be too few where they are worked out by intervals. */
const ROUGH = 0.3;

/** Where requests are worked out by intervals and what may miss is close to what does. */
function closeCalls({ isByIntervals, settings, mayMiss }: Backtest): readonly string[] {
  const isClose = settings.some(({ figures: { missed } }) => {
    return missed !== null && Math.abs(missed.estimate - mayMiss) <= ROUGH * mayMiss;
  });
  if (isByIntervals !== true || !isClose) return [];
  return [
    `by intervals misses may be up to ${formatPercent(ROUGH)} too few, and here some lie close to ${shareText(mayMiss)}: --load-mode exact tells`,
  ];
}

/** The load is to blame only where the autoscaler sees all that it asks for. */
function stillSentence({ settings, unserved }: Backtest): string {
  const who = settings.length > 1 ? "no setting ever changed its size" : "the autoscaler never changed the size";
  if (unserved.length > 0) return `${who}: this tells nothing of the load, for the autoscaler does not see it`;
  return settings.length > 1
    ? `${who}, so that the load tells nothing of them: another --scale would`
    : `${who}: the load asks for nothing else`;
}

/** Starts take a little of the time: beyond this part of it something else keeps pods away. */
const LACK_BY_STARTS = 0.1;

/** Costs are those of replicas as they are asked for, whether pods come of them or not. */
function podsThatLack({ settings, seconds }: Backtest): readonly string[] {
  const shares = settings.map(({ label, figures }) => ({
    label,
    share: (figures.belowDesired?.estimate ?? 0) / seconds,
  }));
  const [worst] = shares.toSorted((one, other) => other.share - one.share);
  if (worst === undefined || worst.share <= LACK_BY_STARTS) return [];
  const share = shareText(worst.share);
  return [
    `of ${worst.label} fewer pods than asked for were ready in ${share} of the time (a quota, no room, slow starts): hours and cost count what was asked for`,
  ];
}

/** Metrics that were never above nothing in any of the runs that were kept. */
function blindMetrics(
  { namespace, autoscaler, unserved }: Backtest,
  points: readonly Pick<SweepPoint, "detail">[],
): readonly string[] {
  const most = new Map<string, number>();
  for (const { detail } of points) {
    for (const { name, labels, value } of detail?.scaling ?? []) {
      if (name !== "hpa_metric" || labels["namespace"] !== namespace || labels["name"] !== autoscaler) continue;
      const metric = labels["metric"] ?? "";
      most.set(
        metric,
        value.reduce((highest, one) => Math.max(highest, one), most.get(metric) ?? 0),
      );
    }
  }
  return [...most].flatMap(([metric, highest]) => {
    if (highest > 0) return [];
    const known = unserved.find((one) => metric.startsWith(`${one.metric} `));
    const why = known?.because ?? "if it is a figure of the load, --metric takes another";
    return [`what the autoscaler saw of ${metric} was never above 0: ${why}`];
  });
}

const WORDS = Object.freeze({
  better: "better",
  worse: "worse",
  different: "differs",
  "no-difference": "no difference",
  "too-few-runs": "too few seeds",
} as const satisfies Readonly<Record<Judgement["verdict"]["kind"], string>>);

/** A difference from the current setting and what it comes to: `-3.1 (better)`. */
export function differenceText(judgement: Judgement | undefined, written: (value: number) => string): string {
  if (judgement === undefined) return NO_FIGURE;
  const { difference, verdict } = judgement;
  if (difference === null) return WORDS[verdict.kind];
  const { estimate } = difference;
  const sign = estimate > 0 ? "+" : estimate < 0 ? "-" : "";
  return `${sign}${written(Math.abs(estimate))} (${WORDS[verdict.kind]})`;
}

/** What the figures rest on, as sentences without full stops. */
export function groundsOf(
  { assumptions, confidenceOfEach, costUnit }: Backtest,
  replications: string,
): readonly string[] {
  const prices = costUnit === "currency" ? "" : `; cost is counted in ${costUnit}, as no prices are given`;
  const each = `${Number((confidenceOfEach * 100).toPrecision(5))}%`;
  return [
    `P95 and P99 are of requests that were answered; those that failed are SLO misses`,
    `${replications.replace("point", "setting")}, each setting with the same seeds; each judgement by Student's interval with ${each} confidence (Bonferroni's correction)${prices}`,
    ...assumptions.map(visibleText),
  ];
}

/** `flaps`: changes that were taken back within ten minutes. */
export function countText(count: number): string {
  return formatExactCount(Number(count.toFixed(count < 10 ? 1 : 0)));
}
