// What horizontal pod autoscalers did in a run, as plain data for results. Times in seconds; values of metrics as their targets are
// written: percent for utilisation, else the quantity's number.

import type { TimeSeries } from "../findings.ts";

/** One change of a workload's size that an autoscaler made. */
export interface Rescale {
  readonly atSeconds: number;
  readonly from: number;
  readonly to: number;
  /** In the autoscaler's words. */
  readonly reason: string;
}

/** One of the metrics that an autoscaler looks at. */
export interface AutoscaledMetric {
  /** `cpu utilization`, `requests_per_second average value` … */
  readonly name: string;
  readonly target: number;
  /** As it was seen, from the moment on at which it was. */
  readonly seen: TimeSeries;
  /** How long what was seen lay above the target. */
  readonly aboveTargetSeconds: number;
}

export interface AutoscalerFindings {
  readonly namespace: string;
  readonly name: string;
  /** `deployment/web`. */
  readonly target: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** What the workload was asked for and what it had, as the autoscaler saw it. */
  readonly desired: TimeSeries;
  readonly current: TimeSeries;
  /** What its target was asked for at each moment, as the target's spec says; absent where that is not known, or no longer. */
  readonly asked?: TimeSeries;
  readonly metrics: readonly AutoscaledMetric[];
  /** From when on sums and changes of size count; series know the time before. */
  readonly countsFromSeconds: number;
  /** The first of them, 1,000 at most. */
  readonly rescales: readonly Rescale[];
  readonly rescaleCount: number;
  /** Changes of size that took back the one before within ten minutes. */
  readonly flaps: number;
  /** For how long it was there. */
  readonly countedSeconds: number;
  /** Replicas that its target was asked for, times time. */
  readonly replicaSeconds: number;
  readonly atMaximumSeconds: number;
  /** Conditions that say at the end that it cannot do its work, in its words. */
  readonly complaints: readonly string[];
}
