// CSV files of a run in which controllers moved the cluster: availability, outages, rollouts, what was said, events.

import type { SimulationResult, WorkloadAvailability } from "../../simulation/result.ts";

import type { CsvFile } from "../csv/csv-file.ts";
import type { CsvCell } from "../csv/csv-text.ts";

import { JOBS_FILE } from "./jobs-csv-file.ts";
import { CAUSES, missingFor, workloadsOf } from "./workload-readings.ts";

const WORKLOAD_COLUMNS = ["kind", "namespace", "name"] as const;

function workloadCells({ kind, namespace, name }: WorkloadAvailability): CsvCell[] {
  return [kind, namespace, name];
}

const AVAILABILITY_FILE: CsvFile = {
  name: "availability",
  holds: "each workload and Service: replicas wanted and serving, time below, missing replicas times seconds by cause",
  table: (result) => ({
    header: [
      ...WORKLOAD_COLUMNS,
      "desired",
      "serving",
      "minimum",
      "below_desired_seconds",
      "below_minimum_seconds",
      "longest_outage_seconds",
      "outages",
      "rollouts",
      "rollouts_without_downtime",
      ...CAUSES.map((cause) => `missing_${cause.replaceAll("-", "_")}_replica_seconds`),
    ],
    rows: workloadsOf(result).map((workload) => [
      ...workloadCells(workload),
      workload.desired,
      workload.serving,
      workload.minimum,
      workload.belowDesiredSeconds,
      workload.belowMinimumSeconds,
      workload.longestOutageSeconds,
      workload.outageCount,
      workload.rollouts.length,
      workload.rollouts.filter(({ isWithoutDowntime }) => isWithoutDowntime).length,
      ...CAUSES.map((cause) => missingFor(workload, cause)),
    ]),
  }),
};

const OUTAGES_FILE: CsvFile = {
  name: "outages",
  holds:
    "times in which fewer replicas served than were wanted, the first hundred of each workload; an empty end is still open",
  table: (result) => ({
    header: [...WORKLOAD_COLUMNS, "from_seconds", "to_seconds", "fewest_serving", "cause"],
    rows: workloadsOf(result).flatMap((workload) =>
      workload.outages.map(({ fromSeconds, toSeconds, fewestServing, cause }) => [
        ...workloadCells(workload),
        fromSeconds,
        toSeconds,
        fewestServing,
        cause,
      ]),
    ),
  }),
};

const ROLLOUTS_FILE: CsvFile = {
  name: "rollouts",
  holds:
    "each rollout, whether another came before it was over, and whether it was without downtime; an empty end is still open",
  table: (result) => ({
    header: [
      ...WORKLOAD_COLUMNS,
      "from_seconds",
      "to_seconds",
      "stuck_since_seconds",
      "given_up",
      "fewest_serving",
      "without_downtime",
    ],
    rows: workloadsOf(result).flatMap((workload) =>
      workload.rollouts.map((rollout) => [
        ...workloadCells(workload),
        rollout.fromSeconds,
        rollout.toSeconds,
        rollout.stuckSinceSeconds,
        rollout.isGivenUp,
        rollout.fewestServing,
        rollout.isWithoutDowntime,
      ]),
    ),
  }),
};

/** Every mark and every line; nothing is put together here. */
const MESSAGES_FILE: CsvFile = {
  name: "messages",
  holds: "when faults, actions and rollouts began and ended, what was said, and what was unfinished at the end",
  table: ({ motion, run }) => ({
    header: ["time_seconds", "type", "by", "text", "file", "line", "times", "last_seconds"],
    rows: motion === undefined ? [] : messageRows(motion, run.endSeconds).toSorted(byTime),
  }),
};

type MessageRow = readonly [atSeconds: number, ...CsvCell[]];

function messageRows(
  { availability, chronicle, unfinished }: NonNullable<SimulationResult["motion"]>,
  endSeconds: number,
): readonly MessageRow[] {
  return [
    ...availability.marks.map(({ atSeconds, text }): MessageRow => [
      atSeconds,
      "mark",
      null,
      text,
      null,
      null,
      1,
      atSeconds,
    ]),
    ...chronicle.messages.map(({ atSeconds, times, lastSeconds, level, by, text, position }): MessageRow => [
      atSeconds,
      level,
      by,
      text,
      position.file,
      position.line,
      times,
      lastSeconds,
    ]),
    ...unfinished.map(({ by, text, position }): MessageRow => [
      endSeconds,
      "unfinished",
      by,
      text,
      position.file,
      position.line,
      1,
      endSeconds,
    ]),
  ];
}

function byTime([left]: MessageRow, [right]: MessageRow): number {
  return left - right;
}

const EVENTS_FILE: CsvFile = {
  name: "events",
  holds: "events of the API by object and reason, with how often and when first and last",
  table: ({ motion }) => ({
    header: ["kind", "object", "type", "reason", "events", "first_seconds", "last_seconds", "message"],
    rows: (motion?.chronicle.events ?? []).map((event) => [
      event.kind,
      event.object,
      event.type,
      event.reason,
      event.count,
      event.firstSeconds,
      event.lastSeconds,
      event.message,
    ]),
  }),
};

/** In the order in which the report lists them. */
export const MOTION_CSV_FILES: readonly CsvFile[] = Object.freeze([
  AVAILABILITY_FILE,
  OUTAGES_FILE,
  ROLLOUTS_FILE,
  JOBS_FILE,
  MESSAGES_FILE,
  EVENTS_FILE,
]);
