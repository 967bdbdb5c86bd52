// What an experiment keeps of one run: plain data that crosses threads and goes into the journal.

import type { SimulationResult, TimeSeries } from "../../simulation/result.ts";

import type { Point } from "../design/point.ts";
import type { RunFigures } from "../figures/run-figures.ts";
import type { Batches, RunTooShort } from "../statistics/batch-means.ts";

export type DetailWish = "none" | "short" | "whole";

/** One run to be made. */
export interface RunTask {
  readonly point: Point;
  /** From 0. */
  readonly replication: number;
  /** The same for a replication of every point: all points meet the same chance (common random numbers). */
  readonly seed: string;
  /** What of the run's course is kept: nothing, enough for a report in which a point can be picked, or all of it. */
  readonly detail: DetailWish;
}

/** A latency of a run cut into batches: what a single long run says about its mean. */
export interface LongRun {
  /** Of the figure: `plimsoll_pod_stage_duration_seconds{stage=total} mean`. */
  readonly key: string;
  readonly batches: Batches | RunTooShort;
}

/** Enough of a run to show it: its result without what is long. */
export type RunDetail = Pick<
  SimulationResult,
  "verdict" | "limits" | "pods" | "nodes" | "latency" | "utilisation" | "failures" | "series" | "run"
> & {
  readonly longRun: readonly LongRun[];
  /** Replicas, requests and latency over time; absent where no autoscaler met any load. */
  readonly scaling?: readonly TimeSeries[];
};

export interface FinishedRun {
  readonly kind: "finished";
  readonly point: number;
  readonly replication: number;
  readonly seed: string;
  readonly fingerprint: string;
  readonly outcome: SimulationResult["verdict"]["outcome"];
  readonly figures: RunFigures;
  /** What was measured for each threshold of the scenario, in its order; NaN if the metric had no value. */
  readonly observed: Float64Array;
  readonly detail: RunDetail | undefined;
}

/** A run that could not be ended: a worker died twice, or a plugin of the user's own failed. */
export interface FailedRun {
  readonly kind: "failed";
  readonly point: number;
  readonly replication: number;
  readonly seed: string;
  /** A sentence without a full stop. */
  readonly reason: string;
}

export type RunRecord = FinishedRun | FailedRun;

export function failedRun({ point, replication, seed }: RunTask, reason: string): FailedRun {
  return { kind: "failed", point: point.index, replication, seed, reason };
}

/** The seed of one replication, derived from the experiment's. */
export function replicationSeed(seed: string, replication: number): string {
  return replication === 0 ? seed : `${seed}/${replication}`;
}
