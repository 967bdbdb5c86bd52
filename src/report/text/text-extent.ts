// How much of a result a table shows. The formats `table` and `wide` differ in these values only.

import type { DistributionSummary, StageLatency } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds } from "../human-numbers.ts";

import type { Column } from "./column-table.ts";

/** A column of the latency table and what it shows of a stage. */
export interface LatencyColumn extends Column {
  cell(stage: StageLatency): string;
}

export interface TextExtent {
  /** Letters a line. */
  readonly width: number;
  readonly latencyColumns: readonly LatencyColumn[];
  /** Rows of pools and zones, of reasons, of messages of unplaced pods, and names of pods a message. */
  readonly groups: number;
  readonly reasons: number;
  readonly examples: number;
  readonly podsNamed: number;
  /** Rows of workloads and their rollouts, of what happened, and of events. */
  readonly workloads: number;
  readonly happenings: number;
  readonly events: number;
  /** Letters that a name may take in a column. */
  readonly nameLetters: number;
}

const STAGE: LatencyColumn = { title: "STAGE", align: "left", most: 24, cell: ({ stage }) => stage };
const PODS: LatencyColumn = { title: "PODS", align: "right", cell: ({ seconds }) => formatExactCount(seconds.count) };
const MEANING: LatencyColumn = { title: "MEANING", align: "left", cell: ({ meaning }) => meaning };

function figure(name: keyof DistributionSummary): LatencyColumn {
  return { title: name.toUpperCase(), align: "right", cell: ({ seconds }) => formatSeconds(seconds[name]) };
}

/** Fits a terminal of 80 columns. */
export const TABLE_EXTENT: TextExtent = {
  width: 80,
  latencyColumns: [STAGE, PODS, figure("p50"), figure("p90"), figure("p99"), figure("max")],
  groups: 16,
  reasons: 5,
  examples: 3,
  podsNamed: 1,
  workloads: 8,
  happenings: 16,
  events: 6,
  nameLetters: 20,
};

/** Everything, on lines as long as they need. */
export const WIDE_EXTENT: TextExtent = {
  width: Number.POSITIVE_INFINITY,
  latencyColumns: [
    STAGE,
    PODS,
    figure("mean"),
    figure("min"),
    figure("p50"),
    figure("p90"),
    figure("p99"),
    figure("max"),
    MEANING,
  ],
  groups: Number.POSITIVE_INFINITY,
  reasons: Number.POSITIVE_INFINITY,
  examples: Number.POSITIVE_INFINITY,
  podsNamed: Number.POSITIVE_INFINITY,
  workloads: Number.POSITIVE_INFINITY,
  happenings: Number.POSITIVE_INFINITY,
  events: Number.POSITIVE_INFINITY,
  nameLetters: Number.POSITIVE_INFINITY,
};
