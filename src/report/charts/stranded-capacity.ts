// Chart: the free room of each resource, by what is missing beside it.

import type { SimulationResult, StrandedCapacity } from "../../simulation/result.ts";

import { visibleText } from "../neutral-text.ts";
import { ratioOf, resourceNames, resourcesByInterest, shortResourceName } from "../readings.ts";

import type { ChartBody, ChartDefinition, ChartRow, ChartSize, ColourChannel, PositionChannel } from "./chart.ts";
import { legendColumns } from "./chart.ts";
import { SERIES } from "./palette.ts";

export const STRANDED_CAPACITY: ChartDefinition = {
  name: "stranded-capacity",
  title: "Free room, by what is missing beside it",
  explanation:
    "How the free amount of each resource is spread over nodes that lack another resource for a typical pod. " +
    "Usable means that nothing is missing there.",
  body: strandedCapacity,
};

/** Bars; of more resources those that a planner looks for first. */
const MOST_RESOURCES = 12;
const ROW_HEIGHT = 34;
const FRAME_HEIGHT = 78;
const USABLE = "usable";
const OTHERS = "something else";
const USABLE_COLOUR = SERIES[2]!.light;
const LIMIT_COLOURS = SERIES.filter((colour) => colour.light !== USABLE_COLOUR).map((colour) => colour.light);

function strandedCapacity(result: SimulationResult, size: ChartSize): ChartBody | null {
  const names = resourceNames(result);
  const limits = [...new Set(result.stranded.map((group, index) => limitName(group, index, names)))];
  const found = new Set(result.stranded.flatMap((group) => group.free.map((free) => free.resource)));
  const shown = resourcesByInterest(result).slice(0, MOST_RESOURCES);
  const resources = [...found].filter((resource) => shown.includes(resource));
  const rows = strandedRows(result, resources, names);
  if (rows.length === 0) return null;
  const x: PositionChannel = {
    field: "share",
    type: "quantitative",
    scale: { domain: [0, 1], nice: false },
    axis: { title: "share of what is free", format: "%", values: [0, 0.25, 0.5, 0.75, 1], grid: true },
  };
  const y: PositionChannel = {
    field: "resource",
    type: "ordinal",
    scale: { domain: resources.map((resource) => displayName(resource, names)), paddingInner: 0.3 },
    axis: { title: null, labelLimit: 110 },
  };
  const color: ColourChannel = {
    field: "limit",
    type: "nominal",
    legend: { columns: legendColumns(limits, size) },
    scale: {
      domain: limits,
      range: limits.map(limitColour),
    },
  };
  return {
    height: FRAME_HEIGHT + ROW_HEIGHT * resources.length,
    rows,
    layer: [{ mark: { type: "bar" }, encoding: { x, y, color, order: { field: "order", type: "quantitative" } } }],
  };
}

/** A row for each free amount, as a share of all that is free of its resource. */
function strandedRows(result: SimulationResult, resources: readonly string[], names: readonly string[]): ChartRow[] {
  const totals = new Map<string, number>();
  for (const free of result.stranded.flatMap((group) => group.free)) {
    totals.set(free.resource, (totals.get(free.resource) ?? 0) + free.amount);
  }
  return result.stranded.flatMap((group, order) =>
    group.free
      .filter((free) => resources.includes(free.resource))
      .map((free) => ({ free, share: ratioOf(free.amount, totals.get(free.resource) ?? 0) }))
      .filter(({ share }) => share > 0)
      .map(({ free, share }) => ({
        resource: displayName(free.resource, names),
        limit: limitName(group, order, names),
        nodes: group.nodes,
        share,
        order,
      })),
  );
}

/** What is missing; beyond as many limits as have a colour of their own, all go by one name. */
function limitName(group: StrandedCapacity, index: number, names: readonly string[]): string {
  if (group.limitedBy === "none") return USABLE;
  return index < LIMIT_COLOURS.length - 1 ? `no ${displayName(group.limitedBy, names)}` : OTHERS;
}

function displayName(resource: string, names: readonly string[]): string {
  return visibleText(shortResourceName(resource, names));
}

function limitColour(limit: string, index: number): string {
  if (limit === USABLE) return USABLE_COLOUR;
  return limit === OTHERS ? LIMIT_COLOURS.at(-1)! : LIMIT_COLOURS[index]!;
}
