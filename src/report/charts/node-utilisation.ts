// Chart: how many nodes are how full, as a heat map by resource.

import type { NodeUseTable, SimulationResult } from "../../simulation/result.ts";

import { visibleText } from "../neutral-text.ts";
import { ratioOf, resourceNames, resourcesByInterest, shortResourceName } from "../readings.ts";

import type { ChartBody, ChartDefinition, ChartRow, ChartSize, ColourChannel, PositionChannel } from "./chart.ts";
import { FIRST_STRONG_HEAT, HEAT, TEXT_ON_FAINT_HEAT, TEXT_ON_STRONG_HEAT } from "./palette.ts";

export const NODE_UTILISATION: ChartDefinition = {
  name: "node-utilisation",
  title: "Nodes by how full they are",
  explanation:
    "Number of nodes by how much of a resource is requested at the end, from each percentage up to the next. The " +
    "stronger the colour, the larger the share of the nodes that have the resource.",
  body: nodeUtilisation,
};

/** Shares of the nodes from which on a field is a step darker. */
const HEAT_FROM: readonly number[] = [0, 0.02, 0.05, 0.1, 0.25, 0.5];

const FULL = "full";
/** Rows of the map; of more resources those that a planner looks for first. */
const MOST_RESOURCES = 12;
const ROW_HEIGHT = 38;
const FRAME_HEIGHT = 46;

function nodeUtilisation(result: SimulationResult, size: ChartSize): ChartBody | null {
  const names = resourceNames(result);
  const shown = new Set(resourcesByInterest(result).slice(0, MOST_RESOURCES));
  const resources = result.nodeUse.resources.filter(({ resource }) => shown.has(resource));
  const bins = binNames(size.heatParts);
  const rows = resources.flatMap((use) => heatRows(use, shortResourceName(use.resource, names), bins));
  if (rows.length === 0) return null;
  const order = resources.map(({ resource }) => visibleText(shortResourceName(resource, names)));
  const x: PositionChannel = {
    field: "bin",
    type: "ordinal",
    scale: { domain: bins, paddingInner: 0.06 },
    axis: { title: "requested at the end, % of allocatable", labelAngle: 0, domain: false, ticks: false },
  };
  const y: PositionChannel = {
    field: "resource",
    type: "ordinal",
    scale: { domain: order, paddingInner: 0.12 },
    axis: { title: null, labelLimit: 110 },
  };
  const text = { field: "nodes", type: "quantitative", format: ",d" } as const;
  const textLayer = (colour: string, filter: string) => ({
    transform: [{ filter }],
    mark: { type: "text", fontSize: size.fontSize - 1, color: colour } as const,
    encoding: { x, y, text },
  });
  return {
    height: FRAME_HEIGHT + ROW_HEIGHT * resources.length,
    rows,
    layer: [
      { mark: { type: "rect", cornerRadius: 2 }, encoding: { x, y, color: HEAT_CHANNEL } },
      textLayer(TEXT_ON_FAINT_HEAT.light, `datum.heat < ${FIRST_STRONG_HEAT}`),
      textLayer(TEXT_ON_STRONG_HEAT.light, `datum.heat >= ${FIRST_STRONG_HEAT}`),
    ],
  };
}

const HEAT_CHANNEL: ColourChannel = {
  field: "heat",
  type: "ordinal",
  legend: null,
  scale: { domain: [...HEAT.keys()], range: HEAT.map((colour) => colour.light) },
};

/** `parts` equal parts by the percentage at which they begin, and nodes that are full. */
function binNames(parts: number): string[] {
  return [...Array.from({ length: parts }, (_, part) => String((100 / parts) * part)), FULL];
}

/** A row for each bin that has nodes. */
function heatRows(use: NodeUseTable["resources"][number], resource: string, bins: readonly string[]): ChartRow[] {
  const counts = bins.map(() => 0);
  for (const [node, allocatable] of use.allocatable.entries()) {
    if (allocatable > 0) counts[binOf(ratioOf(use.requestedAtEnd[node] ?? 0, allocatable), bins.length - 1)]! += 1;
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts
    .map((nodes, bin) => ({ resource: visibleText(resource), bin: bins[bin]!, nodes, heat: heatOf(nodes / all) }))
    .filter((row) => row.nodes > 0);
}

/** A node is full from 100 % on; a number that rounds to the next part stays below it. */
function binOf(ratio: number, parts: number): number {
  return ratio >= 1 ? parts : Math.max(0, Math.floor(ratio * parts));
}

function heatOf(share: number): number {
  return HEAT_FROM.findLastIndex((from) => share >= from);
}
