// What a sweep found: plain data, the only thing of it that report/ sees. Times in seconds, memory in bytes, CPU in cores.

import type { Coefficient } from "../base/coefficient.ts";
import type { Diagnostic } from "../base/diagnostic.ts";

import type { PlanInput } from "../scenario/plan.ts";

import type { SimulationResult } from "../simulation/result.ts";

import type { Backtest } from "./backtest/backtest-result.ts";
import type { Design } from "./design/point.ts";
import type { RunDetail } from "./execution/run-record.ts";
import type { Line } from "./line/line-result.ts";
import type { Interval } from "./statistics/interval.ts";
import type { Judgement } from "./statistics/verdict.ts";

export type { Backtest, BacktestSetting, SettingFigures } from "./backtest/backtest-result.ts";
export type { Factor, Point, Design } from "./design/point.ts";
export type { RunDetail } from "./execution/run-record.ts";
export type { Line, LineAnswer, LineOutcome, LinePoint } from "./line/line-result.ts";
export type { Interval } from "./statistics/interval.ts";
export type { Judgement, Verdict } from "./statistics/verdict.ts";

export const SWEEP_API_VERSION = "plimsoll/v1alpha1";

/** One figure of one metric, the same for all runs. */
export interface FigureColumn {
  /** `scheduler_pending_pods{queue=active} value`: as the left side of a threshold. */
  readonly key: string;
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `value`, `mean`, `p(99)` … */
  readonly figure: string;
  readonly unit: string;
  /** Which is the better: null where nobody can say. */
  readonly better: "lower" | "higher" | null;
  /** A difference of no more than this matters to nobody, in the unit; 0: every difference may. */
  readonly negligible: number;
  /** One of the few that tables and charts show first. */
  readonly isHeadline: boolean;
}

export interface SweepRun {
  readonly point: number;
  readonly replication: number;
  readonly seed: string;
  readonly status: "finished" | "failed";
  /** Why it failed; null if it did not. */
  readonly reason: string | null;
  readonly fingerprint: string | null;
  readonly outcome: SimulationResult["verdict"]["outcome"] | null;
  /** By figure column; null where the run has no such figure. Empty if the run failed. */
  readonly values: readonly (number | null)[];
}

/** A promise held against all replications of a point. */
export interface ThresholdEstimate {
  readonly threshold: string;
  /** `inconclusive`: the limit lies inside the interval. */
  readonly outcome: "passed" | "failed" | "inconclusive";
  /** Null if no replication measured anything. */
  readonly observed: Interval | null;
  readonly limit: number;
  readonly unit: string;
  /** The share of replications that kept it. */
  readonly keptShare: number;
}

export interface SweepPoint {
  readonly index: number;
  /** `nodePools[general].count = 12, ties = random`. */
  readonly label: string;
  readonly finished: number;
  readonly failed: number;
  /** By figure column; null where no run of the point has it. */
  readonly estimates: readonly (Interval | null)[];
  readonly thresholds: readonly ThresholdEstimate[];
  readonly outcome: "passed" | "failed" | "inconclusive" | "incomplete";
  /** Of the first replication; null if it failed. */
  readonly detail: RunDetail | null;
}

/**
 * All points that share a level of one factor (what a main effect is made of), or a level of each of two (an interaction). Other
 * factors take all the levels that the design gives them.
 */
export interface LevelGroup {
  /** One or two, the factor that comes first in the design first. */
  readonly levels: readonly FactorLevel[];
  /** How many points share them. */
  readonly points: number;
  /**
   * The mean over those points, by figure column; over replications that all of them have. Null for figures that are no
   * headline, and where the points have no replication in common.
   */
  readonly estimates: readonly (Interval | null)[];
}

/** Both as indexes: of the design's factors, and of the factor's levels. */
export interface FactorLevel {
  readonly factor: number;
  readonly level: number;
}

/** Two points held against each other, figure by figure. */
export interface JudgedPair {
  /** Indexes of points; the first is the one that comes first in the design. */
  readonly first: number;
  readonly second: number;
  /** `second` against `first`, by judged figure. */
  readonly judgements: readonly Judgement[];
}

/** What all judgements come to. */
export interface ComparisonAnswer {
  /**
   * `winner`: one point is better than each other in something, and worse in nothing. `leader`: it would be, but more runs might find
   * it worse in a figure of which too few tell. `tie`: several are so, and between them no
   * difference was found. `trade-off`: what is better in one figure is worse in another. `no-difference`: none was found between
   * any two. `too-few-runs`: none was found either, and more runs might find one.
   */
  readonly kind: "winner" | "leader" | "tie" | "trade-off" | "no-difference" | "too-few-runs";
  /** The points that no other is simply better than; in a trade-off also those that are better than one of these in something. */
  readonly best: readonly number[];
  /** Replications that would probably do, where there are too few; null: nobody can say, or there are enough. */
  readonly moreReplications: number | null;
}

/** All points held against one another. */
export interface Comparison {
  /** Of all judgements together. */
  readonly confidence: number;
  /** Of each, so that all together are right with `confidence`. */
  readonly confidenceOfEach: number;
  /** Judgements that the confidence is divided among. */
  readonly judgements: number;
  /** Differences of no more than this share of the first point's mean do not matter, nor do negligible ones. */
  readonly indifference: number;
  /** The judged figures, as places in the table of figures. */
  readonly figures: readonly number[];
  /** Each two points. */
  readonly pairs: readonly JudgedPair[];
  readonly answer: ComparisonAnswer;
}

export interface SweepResult {
  readonly apiVersion: typeof SWEEP_API_VERSION;
  readonly kind: "SweepResult";
  readonly plimsoll: string;
  readonly scenario: {
    readonly name: string;
    readonly description: string;
    readonly inputs: readonly PlanInput[];
  };
  readonly kubernetes: string;
  readonly seed: string;
  /** False if it was interrupted: what is missing is missing at the end. */
  readonly complete: boolean;
  readonly design: Design;
  readonly confidence: number;
  /** How often points were run, in words: `10 replications of each point`. */
  readonly replications: string;
  /** The command that gives the same figures again. */
  readonly command: string;
  readonly figures: readonly FigureColumn[];
  /** By point and replication. */
  readonly runs: readonly SweepRun[];
  readonly points: readonly SweepPoint[];
  /** Of factors with few enough levels to be looked at one by one. */
  readonly levelGroups: readonly LevelGroup[];
  /** Null unless it was asked which point is the better. */
  readonly comparison: Comparison | null;
  /** Null unless the points are those of a search for a line. */
  readonly line: Line | null;
  /** Absent unless settings of an autoscaler were tried. */
  readonly backtest?: Backtest;
  readonly coefficients: readonly Coefficient[];
  readonly notes: readonly Diagnostic[];
}
