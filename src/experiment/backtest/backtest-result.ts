// What a backtest found: plain data, a part of the result of its runs. Settings are the points of the design, the current one first.

import type { Interval } from "../statistics/interval.ts";
import type { Judgement } from "../statistics/verdict.ts";

import type { UnservedMetric } from "./unserved-metrics.ts";

/** What a setting costs is counted in. */
export type CostUnit = "currency" | "CPU-hours" | "pod-hours";

/** What is known before anything is run. */
export interface BacktestTerms {
  /** `deployment/web`. */
  readonly target: string;
  /** Of the autoscaler. */
  readonly namespace: string;
  readonly autoscaler: string;
  readonly series: string;
  /** By which the load of the series is known. */
  readonly source: string;
  readonly seconds: number;
  readonly sloSeconds: number;
  /** The share of requests that may miss it. */
  readonly mayMiss: number;
  readonly costUnit: CostUnit;
  /** Absent where requests are worked out one by one. */
  readonly isByIntervals?: true;
  /** Half sentences: what was taken for granted. */
  readonly assumptions: readonly string[];
  /** Metrics of which the autoscaler sees nothing, whatever the load is. */
  readonly unserved: readonly UnservedMetric[];
  /** By point. */
  readonly settings: readonly SettingTerms[];
}

export interface SettingTerms {
  readonly label: string;
  /** Pods when the run begins. */
  readonly replicas: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** What a pod costs in an hour, in the unit of costs. */
  readonly costOfPodHour: number;
  /** The manifest to apply, as YAML. */
  readonly manifest: string;
}

/** The figures of a setting; null where no run of it has one. Shares from 0 to 1, times in seconds. */
export interface SettingFigures {
  readonly missed: Interval | null;
  readonly p95Seconds: Interval | null;
  readonly p99Seconds: Interval | null;
  readonly meanReplicas: Interval | null;
  readonly maxReplicas: Interval | null;
  readonly aboveTarget: Interval | null;
  readonly rescales: Interval | null;
  readonly flaps: Interval | null;
  readonly podHours: Interval | null;
  readonly cost: Interval | null;
  /** Seconds with fewer ready pods than were asked for. */
  readonly belowDesired: Interval | null;
}

export interface BacktestSetting extends SettingTerms {
  readonly figures: SettingFigures;
  /** Against the current setting; null of that one. */
  readonly against: { readonly missed: Judgement; readonly cost: Judgement } | null;
  /** Whether few enough requests miss what is promised: `open` where the seeds do not tell. */
  readonly keeps: "yes" | "no" | "open";
  /** Nobody costs less and misses less. */
  readonly isOnFront: boolean;
}

export interface Backtest extends Omit<BacktestTerms, "settings"> {
  readonly settings: readonly BacktestSetting[];
  /** Of the judgements together. */
  readonly confidence: number;
  readonly confidenceOfEach: number;
  /**
   * `cheapest`: it keeps what is promised, and nothing cheaper does. `open`: of what is cheaper than `point`, or of everything, the
   * seeds do not tell. `none`: nothing keeps it; `point` misses least.
   */
  readonly answer: { readonly kind: "cheapest" | "open" | "none"; readonly point: number | null };
}
