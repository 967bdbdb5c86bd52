// The nodes of the sample result: the machine shapes of the openb cluster (Alibaba GPU cluster 2023, ATC'23
// "Beware of Fragmentation") with invented but plausible use, and their sums by cluster, pool and zone.

import type { NodeUseTable, ResourceUse, UtilisationGroup } from "../../src/simulation/result.ts";
import { drawFrom } from "./sample-distributions.ts";

export const GPU = "alibabacloud.com/gpu-milli";

const GIB = 1_073_741_824;

/** [nodes, cores, memory in GiB, GPUs, pool] */
const SHAPES: readonly (readonly [number, number, number, number, string])[] = [
  [549, 96, 384, 8, "G2"],
  [387, 104, 512, 2, "T4"],
  [129, 32, 256, 0, "general"],
  [107, 16, 120, 2, "P100"],
  [59, 96, 512, 0, "general"],
  [39, 128, 768, 8, "G3"],
  [30, 96, 384, 0, "general"],
  [28, 32, 128, 4, "V100M16"],
  [23, 32, 128, 0, "general"],
  [22, 64, 512, 0, "general"],
  [22, 64, 256, 2, "P100"],
  [21, 96, 768, 8, "V100M32"],
  [47, 104, 512, 0, "general"],
  [19, 8, 32, 1, "V100M16"],
  [17, 96, 384, 4, "T4"],
  [9, 48, 368, 4, "V100M32"],
  [8, 82, 336, 8, "V100M16"],
  [5, 8, 60, 1, "P100"],
  [2, 128, 1024, 1, "A10"],
];

interface NodeRow {
  readonly pool: string;
  readonly zone: string;
  readonly pods: number;
  readonly cpu: readonly [allocatable: number, requested: number];
  readonly memory: readonly [allocatable: number, requested: number];
  readonly gpu: readonly [allocatable: number, requested: number];
}

function nodeRows(): NodeRow[] {
  const draw = drawFrom(7);
  const zones = ["hangzhou-a", "hangzhou-b", "hangzhou-c"];
  const rows: NodeRow[] = [];
  for (const [count, cores, memoryGib, gpus, pool] of SHAPES) {
    for (let index = 0; index < count; index += 1) {
      const full = gpus === 0 ? 0 : draw() < 0.93 ? 1 : Math.round(draw() * 20) / 20;
      const cpuRatio = Math.min(1, 0.35 + 0.65 * Math.sqrt(draw()));
      rows.push({
        pool,
        zone: zones[rows.length % 3] ?? "",
        pods: Math.max(1, Math.round((cores / 96) * (2 + 9 * draw()))),
        cpu: [cores, Math.round(cores * cpuRatio * 2) / 2],
        memory: [memoryGib * GIB, Math.round(memoryGib * (0.25 + 0.5 * draw())) * GIB],
        gpu: [gpus * 1000, Math.round(gpus * 1000 * full)],
      });
    }
  }
  return rows;
}

const UNITS = { cpu: "cores", memory: "bytes", gpu: "count", pods: "count" } as const;
type ResourceKey = keyof typeof UNITS;
const RESOURCES: readonly (readonly [key: ResourceKey, name: string])[] = [
  ["cpu", "cpu"],
  ["memory", "memory"],
  ["gpu", GPU],
  ["pods", "pods"],
];

const POD_LIMIT = 110;

function amounts(row: NodeRow, key: ResourceKey): readonly [number, number] {
  return key === "pods" ? [POD_LIMIT, row.pods] : row[key];
}

function useOf(rows: readonly NodeRow[], key: ResourceKey, name: string): ResourceUse {
  let allocatable = 0;
  let requested = 0;
  for (const row of rows) {
    const [has, asked] = amounts(row, key);
    allocatable += has;
    requested += asked;
  }
  return {
    resource: name,
    unit: UNITS[key],
    allocatable,
    requestedAtEnd: requested,
    requestedMean: requested * 0.538,
    requestedPeak: requested,
    requestedRunningMean: requested * 0.531,
  };
}

function groupOf(dimension: string, name: string, rows: readonly NodeRow[]): UtilisationGroup {
  const uses = RESOURCES.map(([key, resource]) => useOf(rows, key, resource));
  return { dimension, name, nodes: rows.length, resources: uses.filter((use) => use.allocatable > 0) };
}

/** The cluster, then its pools, then its zones. */
export function sampleUtilisation(): UtilisationGroup[] {
  const rows = nodeRows();
  const names = (of: (row: NodeRow) => string): string[] => [...new Set(rows.map(of))].toSorted();
  return [
    groupOf("cluster", "cluster", rows),
    ...names((row) => row.pool).map((pool) =>
      groupOf(
        "pool",
        pool,
        rows.filter((row) => row.pool === pool),
      ),
    ),
    ...names((row) => row.zone).map((zone) =>
      groupOf(
        "zone",
        zone,
        rows.filter((row) => row.zone === zone),
      ),
    ),
  ];
}

export function sampleNodeUse(): NodeUseTable {
  const rows = nodeRows();
  return {
    name: rows.map((_, index) => `openb-node-${String(index).padStart(4, "0")}`),
    pool: rows.map((row) => row.pool),
    zone: rows.map((row) => row.zone),
    pods: rows.map((row) => row.pods),
    resources: RESOURCES.map(([key, resource]) => ({
      resource,
      unit: UNITS[key],
      allocatable: rows.map((row) => amounts(row, key)[0]),
      requestedAtEnd: rows.map((row) => amounts(row, key)[1]),
      requestedMean: rows.map((row) => amounts(row, key)[1] * 0.538),
    })),
  };
}
