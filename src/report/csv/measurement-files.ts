// CSV files of what was measured: latencies, utilisation, nodes, series over time, stranded capacity, fragmentation.

import type { SimulationResult } from "../../simulation/result.ts";

import { labelText } from "../readings.ts";

import type { CsvFile } from "./csv-file.ts";
import type { CsvTable } from "./csv-text.ts";
import { DISTRIBUTION_COLUMNS, distributionCells } from "./outcome-files.ts";

export const LATENCY_STAGES_FILE: CsvFile = {
  name: "latency-stages",
  holds: "scheduling latency by stage: mean, percentiles, extremes",
  table: (result) => ({
    header: ["stage", "pods", ...DISTRIBUTION_COLUMNS.map((column) => `${column}_seconds`), "meaning"],
    rows: result.latency.map((stage) => [
      stage.stage,
      stage.seconds.count,
      ...distributionCells(stage.seconds),
      stage.meaning,
    ]),
  }),
};

export const LATENCY_CDF_FILE: CsvFile = {
  name: "latency-cdf",
  holds: "cumulative distribution of the latency of each stage",
  table: (result) => ({
    header: ["stage", "latency_seconds", "cumulative_ratio"],
    rows: result.latency.flatMap((stage) =>
      stage.cdf.seconds.map((seconds, index) => [stage.stage, seconds, stage.cdf.fraction[index] ?? null]),
    ),
  }),
};

export const UTILISATION_FILE: CsvFile = {
  name: "utilisation",
  holds: "allocatable, requested and used amounts by cluster, pool and zone",
  table: (result) => ({
    header: [
      "dimension",
      "name",
      "nodes",
      "resource",
      "amount_unit",
      "allocatable_amount",
      "requested_at_end_amount",
      "requested_mean_amount",
      "requested_peak_amount",
      "requested_running_mean_amount",
      "used_by_load_mean_amount",
      "allocatable_mean_amount",
    ],
    rows: result.utilisation.flatMap((group) =>
      group.resources.map((use) => [
        group.dimension,
        group.name,
        group.nodes,
        use.resource,
        use.unit,
        use.allocatable,
        use.requestedAtEnd,
        use.requestedMean,
        use.requestedPeak,
        use.requestedRunningMean,
        use.usedByLoadMean ?? null,
        use.allocatableMean ?? use.allocatable,
      ]),
    ),
  }),
};

export const NODES_FILE: CsvFile = {
  name: "nodes",
  holds: "every node with what it has and what was requested of it",
  table: nodesTable,
};

function nodesTable({ nodeUse }: SimulationResult): CsvTable {
  const columns = nodeUse.resources.flatMap(({ resource, unit, allocatable, requestedAtEnd, requestedMean }) => [
    { header: `${resource}_allocatable_${unit}`, values: allocatable },
    { header: `${resource}_requested_at_end_${unit}`, values: requestedAtEnd },
    { header: `${resource}_requested_mean_${unit}`, values: requestedMean },
  ]);
  return {
    header: ["node", "pool", "zone", "pods_at_end", ...columns.map((column) => column.header)],
    rows: nodeUse.name.map((name, row) => [
      name,
      nodeUse.pool[row] ?? null,
      nodeUse.zone[row] ?? null,
      nodeUse.pods[row] ?? null,
      ...columns.map((column) => column.values[row] ?? null),
    ]),
  };
}

export const SERIES_FILE: CsvFile = {
  name: "series",
  holds: "quantities over time; each value holds from its time to the next",
  table: (result) => ({
    header: ["series", "labels", "time_seconds", "value", "value_unit"],
    rows: result.series.flatMap((series) => {
      const labels = labelText(series.labels);
      return series.atSeconds.map((at, index) => [series.name, labels, at, series.value[index] ?? null, series.unit]);
    }),
  }),
};

export const STRANDED_FILE: CsvFile = {
  name: "stranded",
  holds: "free room by the resource that is missing beside it",
  table: (result) => ({
    header: ["limited_by", "nodes", "resource", "amount_unit", "free_amount"],
    rows: result.stranded.flatMap((group) =>
      group.free.map((free) => [group.limitedBy, group.nodes, free.resource, free.unit, free.amount]),
    ),
  }),
};

export const FRAGMENTATION_FILE: CsvFile = {
  name: "fragmentation",
  holds: "free room that lies in pieces too small for the median request, or on cordoned nodes",
  table: (result) => ({
    header: ["resource", "amount_unit", "free_amount", "unusable_amount", "median_request_amount"],
    rows: result.fragmentation.map((part) => [part.resource, part.unit, part.free, part.unusable, part.medianRequest]),
  }),
};
