// `-o json`, `-o yaml` and `-o csv`: the result for programs.

import type { SimulationResult } from "../../simulation/result.ts";

import type { CsvCell } from "../csv/csv-text.ts";
import { csvText } from "../csv/csv-text.ts";
import { labelText } from "../readings.ts";

import type { OutputFormat } from "./output-format.ts";
import { resultJson } from "./result-json.ts";
import { resultYaml } from "./result-yaml.ts";

export const JSON_FORMAT: OutputFormat = { name: "json", render: resultJson };

export const YAML_FORMAT: OutputFormat = { name: "yaml", render: resultYaml };

/** One tidy table of all figures but series and nodes: each row is one number with its place and its unit. */
export const CSV_FORMAT: OutputFormat = {
  name: "csv",
  render: (result) =>
    csvText({
      header: ["section", "subject", "resource", "quantity", "value", "value_unit"],
      rows: [
        ...verdictRows(result),
        ...countRows(result),
        ...latencyRows(result),
        ...utilisationRows(result),
        ...failureRows(result),
        ...metricRows(result),
      ],
    }),
};

const POD_STATES = [
  "created",
  "placed",
  "running",
  "succeeded",
  "failed",
  "pending",
  "gated",
  "refused",
  "preempted",
  "preexisting",
] as const satisfies readonly (keyof SimulationResult["pods"])[];
const ATTEMPT_OUTCOMES = ["scheduled", "unschedulable", "error"] as const;
const PREEMPTION_COUNTS = ["attempts", "preemptions", "victims"] as const;
const FIGURES = ["count", "mean", "min", "p50", "p90", "p99", "max"] as const;

type CsvRow = readonly CsvCell[];

function verdictRows({ verdict, scenario, thresholds }: SimulationResult): CsvRow[] {
  return [
    ["verdict", scenario.name, null, "outcome", verdict.outcome, null],
    ...thresholds.flatMap((outcome): CsvRow[] => [
      ["threshold", outcome.threshold, null, "passed", outcome.passed, null],
      ["threshold", outcome.threshold, null, "observed", outcome.observed, outcome.unit],
      ["threshold", outcome.threshold, null, "limit", outcome.limit, outcome.unit],
    ]),
  ];
}

function countRows({ pods, nodes, attempts, preemption, run }: SimulationResult): CsvRow[] {
  return [
    ["run", null, null, "nodes", nodes, "nodes"],
    ["run", null, null, "end", run.endSeconds, "seconds"],
    ["run", null, null, "events", run.events, "events"],
    ...POD_STATES.map((state): CsvRow => ["pods", null, null, state, pods[state], "pods"]),
    ...ATTEMPT_OUTCOMES.map((outcome): CsvRow => ["attempts", null, null, outcome, attempts[outcome], "attempts"]),
    ...PREEMPTION_COUNTS.map((count): CsvRow => {
      return ["preemption", null, null, count, preemption[count], count === "victims" ? "pods" : "attempts"];
    }),
  ];
}

function latencyRows({ latency }: SimulationResult): CsvRow[] {
  return latency.flatMap(({ stage, seconds }) =>
    FIGURES.map((figure): CsvRow => {
      return ["latency", stage, null, figure, seconds[figure], figure === "count" ? "pods" : "seconds"];
    }),
  );
}

function utilisationRows({ utilisation }: SimulationResult): CsvRow[] {
  return utilisation.flatMap((group) =>
    group.resources.flatMap((use): CsvRow[] => [
      [group.dimension, group.name, use.resource, "allocatable", use.allocatable, use.unit],
      [group.dimension, group.name, use.resource, "requested_at_end", use.requestedAtEnd, use.unit],
      [group.dimension, group.name, use.resource, "requested_mean", use.requestedMean, use.unit],
      [group.dimension, group.name, use.resource, "requested_peak", use.requestedPeak, use.unit],
      [group.dimension, group.name, use.resource, "requested_running_mean", use.requestedRunningMean, use.unit],
      ...(use.allocatableMean === undefined
        ? []
        : [[group.dimension, group.name, use.resource, "allocatable_mean", use.allocatableMean, use.unit] as const]),
      ...(use.usedByLoadMean === undefined
        ? []
        : [[group.dimension, group.name, use.resource, "used_by_load_mean", use.usedByLoadMean, use.unit] as const]),
    ]),
  );
}

function failureRows({ failures }: SimulationResult): CsvRow[] {
  return failures.flatMap((failure): CsvRow[] => [
    ["failure", `${failure.plugin}: ${failure.reason}`, null, "pending_pods", failure.pods, "pods"],
    ["failure", `${failure.plugin}: ${failure.reason}`, null, "refusing_nodes_mean", failure.nodes, "nodes"],
    ["failure", `${failure.plugin}: ${failure.reason}`, null, "failed_attempts", failure.attempts, "attempts"],
  ]);
}

function metricRows({ metrics }: SimulationResult): CsvRow[] {
  return metrics.map((sample) => [
    "metric",
    `${sample.name}{${labelText(sample.labels)}}`,
    null,
    sample.kind,
    sample.value,
    null,
  ]);
}
