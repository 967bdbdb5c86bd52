// CSV files of what came out: thresholds, unplaced pods, reasons, notes, metrics, coefficients.

import type { DistributionSummary, SimulationResult } from "../../simulation/result.ts";

import { labelText, noteSentence } from "../readings.ts";

import type { CsvFile } from "./csv-file.ts";
import type { CsvCell, CsvTable } from "./csv-text.ts";

export const DISTRIBUTION_COLUMNS = ["mean", "min", "p50", "p90", "p99", "max"] as const;

/** The cells of a distribution in the order of its columns; empty where there is none. */
export function distributionCells(summary: DistributionSummary | undefined): CsvCell[] {
  return DISTRIBUTION_COLUMNS.map((column) => summary?.[column] ?? null);
}

export const THRESHOLDS_FILE: CsvFile = {
  name: "thresholds",
  holds: "each threshold, what was observed, and whether it held",
  table: (result) => ({
    header: ["threshold", "passed", "observed", "limit", "unit"],
    rows: result.thresholds.map((outcome) => [
      outcome.threshold,
      outcome.passed,
      outcome.observed,
      outcome.limit,
      outcome.unit,
    ]),
  }),
};

export const UNPLACED_PODS_FILE: CsvFile = {
  name: "pods-unplaced",
  holds: "example pods that were not placed, with their last FailedScheduling message",
  table: (result) => ({
    header: ["pod", "attempts", "message"],
    rows: result.unplaced.map((pod) => [pod.pod, pod.attempts, pod.message]),
  }),
};

export const FAILURES_FILE: CsvFile = {
  name: "failures",
  holds: "why pods were refused, by plugin and reason",
  table: (result) => ({
    header: ["plugin", "reason", "pending_pods", "refusing_nodes_mean", "failed_attempts"],
    rows: result.failures.map((failure) => [
      failure.plugin,
      failure.reason,
      failure.pods,
      failure.nodes,
      failure.attempts,
    ]),
  }),
};

export const NOTES_FILE: CsvFile = {
  name: "notes",
  holds: "what in the input was not simulated, ignored or warned about, with its place",
  table: ({ notes }) => noteTable(notes),
};

/** One row a note. */
export function noteTable(notes: SimulationResult["notes"]): CsvTable {
  return {
    header: ["severity", "code", "file", "line", "column", "path", "message"],
    rows: notes.map((note) => [
      note.severity,
      note.code,
      note.position?.file ?? null,
      note.position?.line ?? null,
      note.position?.column ?? null,
      note.path ?? null,
      noteSentence(note),
    ]),
  };
}

export const METRICS_FILE: CsvFile = {
  name: "metrics",
  holds: "all metrics under kube-scheduler's and kube-state-metrics' names; the unit stands in the name",
  table: metricsTable,
};

function metricsTable(result: SimulationResult): CsvTable {
  return {
    header: ["metric", "labels", "kind", "value", ...DISTRIBUTION_COLUMNS],
    rows: result.metrics.map((sample) => [
      sample.name,
      labelText(sample.labels),
      sample.kind,
      sample.value,
      ...distributionCells(sample.distribution),
    ]),
  };
}

export const COEFFICIENTS_FILE: CsvFile = {
  name: "coefficients",
  holds: "every coefficient of the latency and cost models, with its source",
  table: ({ coefficients }) => coefficientTable(coefficients),
};

/** One row a coefficient. */
export function coefficientTable(coefficients: SimulationResult["coefficients"]): CsvTable {
  return {
    header: ["coefficient", "value", "unit", "source"],
    rows: coefficients.map(({ name, value, unit, source }) => [name, value, unit, source]),
  };
}
