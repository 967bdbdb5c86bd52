// CSV files of a run with load or autoscalers: requests, what came of them over time, autoscalers and their changes of size.

import type { RequestFindings, SimulationResult } from "../../simulation/result.ts";

import type { CsvFile } from "../csv/csv-file.ts";
import type { CsvCell } from "../csv/csv-text.ts";

import { aboveTargetSeconds, mostNeeded, replicaHours, rescalesOf, tooFewSeconds } from "./autoscaler-readings.ts";
import { autoscalersIn, FAILURE_WORDS, failedFor, loadIn } from "./load-readings.ts";

const REASONS = Object.keys(FAILURE_WORDS);
const LATENCIES = ["mean", "p50", "p90", "p95", "p99", "max"] as const;

function requestCells(found: RequestFindings): readonly CsvCell[] {
  return [
    found.requests,
    found.requestsPerSecond,
    found.answered,
    ...REASONS.map((why) => failedFor(found, why)),
    found.errorRatio,
    ...LATENCIES.map((name) => found.latencySeconds?.[name] ?? null),
  ];
}

const REQUESTS_FILE: CsvFile = {
  name: "requests",
  holds:
    "requests by source, and as each service sees them, by class: how many, why they failed, and the latency of those that were answered",
  table: (result) => ({
    header: [
      "seen_by",
      "name",
      "target",
      "class",
      "requests",
      "requests_per_second",
      "answered_requests",
      ...REASONS.map((why) => `failed_${why.replaceAll("-", "_")}_requests`),
      "error_ratio",
      ...LATENCIES.map((name) => `latency_${name}_seconds`),
      "promised_seconds",
      "missed_requests",
    ],
    rows: [
      ...(loadIn(result)?.sources ?? []).map((found) => [
        "source",
        found.source,
        found.target,
        found.requestClass,
        ...requestCells(found),
        found.slo?.seconds ?? null,
        found.slo?.missed ?? null,
      ]),
      ...(loadIn(result)?.services ?? []).map((found) => [
        "service",
        found.service,
        found.target,
        found.requestClass,
        ...requestCells(found),
        null,
        null,
      ]),
    ],
  }),
};

const LOAD_SERIES_FILE: CsvFile = {
  name: "load-series",
  holds:
    "requests of each source over time, with percentiles of the latency of those that were answered; figures of the span from each time to the next",
  table: (result) => ({
    header: [
      "source",
      "time_seconds",
      "requests_per_second",
      "errors_per_second",
      "latency_p50_seconds",
      "latency_p95_seconds",
      "latency_p99_seconds",
    ],
    rows: (loadIn(result)?.series ?? []).flatMap((series) =>
      series.atSeconds.map((at, span) => [
        series.source,
        at,
        series.requestsPerSecond[span]!,
        series.errorsPerSecond[span]!,
        series.p50Seconds[span]!,
        series.p95Seconds[span]!,
        series.p99Seconds[span]!,
      ]),
    ),
  }),
};

const DEMAND_FILE: CsvFile = {
  name: "load-demand",
  holds:
    "what each service was asked for over time: requests, those that failed, and the cores that all of them would keep busy",
  table: (result) => ({
    header: ["service", "target", "time_seconds", "requests_per_second", "errors_per_second", "demand_cores"],
    rows: (loadIn(result)?.demand ?? []).flatMap((series) =>
      series.atSeconds.map((at, span) => [
        series.service,
        series.target,
        at,
        series.requestsPerSecond[span]!,
        series.errorsPerSecond[span]!,
        series.demandCores[span]!,
      ]),
    ),
  }),
};

const AUTOSCALERS_FILE: CsvFile = {
  name: "autoscalers",
  holds:
    "each horizontal pod autoscaler: changes of size, those taken back, time at its maximum, above target and with too few replicas",
  table: (result) => ({
    header: [
      "namespace",
      "name",
      "target",
      "min_replicas",
      "max_replicas",
      "replicas_at_end",
      "needed_replicas_max",
      "rescales",
      "flaps",
      "at_maximum_seconds",
      "above_target_seconds",
      "too_few_seconds",
      "replica_hours",
      "complaints",
    ],
    rows: autoscalersIn(result).map((autoscaler) => [
      autoscaler.namespace,
      autoscaler.name,
      autoscaler.target,
      autoscaler.minReplicas,
      autoscaler.maxReplicas,
      autoscaler.current.value.at(-1) ?? null,
      autoscaler.needed === null ? null : mostNeeded(autoscaler),
      autoscaler.rescaleCount,
      autoscaler.flaps,
      autoscaler.atMaximumSeconds,
      aboveTargetSeconds(autoscaler),
      autoscaler.needed === null ? null : tooFewSeconds(autoscaler),
      replicaHours(autoscaler),
      autoscaler.complaints.join("; "),
    ]),
  }),
};

const AUTOSCALER_SERIES_FILE: CsvFile = {
  name: "autoscaler-series",
  holds:
    "replicas desired, current and needed of each autoscaler, and what it saw, over time; each value holds from its time to the next",
  table: (result) => ({
    header: ["namespace", "name", "series", "time_seconds", "value", "target_value"],
    rows: autoscalersIn(result).flatMap(({ namespace, name, desired, current, needed, metrics }) =>
      [
        { series: "desired", points: desired, target: null },
        { series: "current", points: current, target: null },
        ...(needed === null ? [] : [{ series: "needed", points: needed, target: null }]),
        ...metrics.map((metric) => ({ series: metric.name, points: metric.seen, target: metric.target })),
      ].flatMap(({ series, points, target }) =>
        points.atSeconds.map((at, place) => [namespace, name, series, at, points.value[place]!, target]),
      ),
    ),
  }),
};

const RESCALES_FILE: CsvFile = {
  name: "rescales",
  holds: "each change of size that an autoscaler made, and why; the first thousand of each",
  table: (result) => ({
    header: ["time_seconds", "namespace", "name", "from_replicas", "to_replicas", "reason"],
    rows: rescalesOf(autoscalersIn(result)).map(({ autoscaler: { namespace, name }, rescale }) => [
      rescale.atSeconds,
      namespace,
      name,
      rescale.from,
      rescale.to,
      rescale.reason,
    ]),
  }),
};

/** In the order in which the report lists them. */
export const LOAD_CSV_FILES: readonly CsvFile[] = Object.freeze([
  REQUESTS_FILE,
  LOAD_SERIES_FILE,
  DEMAND_FILE,
  AUTOSCALERS_FILE,
  AUTOSCALER_SERIES_FILE,
  RESCALES_FILE,
]);

const OF_LOAD: ReadonlySet<CsvFile> = new Set([REQUESTS_FILE, LOAD_SERIES_FILE, DEMAND_FILE]);

/** Those on what the run had: load, autoscalers or both. */
export function loadCsvFilesOf(result: SimulationResult): readonly CsvFile[] {
  const [hasLoad, hasAutoscalers] = [loadIn(result) !== undefined, autoscalersIn(result).length > 0];
  return LOAD_CSV_FILES.filter((file) => (OF_LOAD.has(file) ? hasLoad : hasAutoscalers));
}
