// What is free and what it is good for: stranded capacity and fragmentation.

import type { SimulationResult } from "../../simulation/result.ts";

import type { DrawnChart } from "../charts/draw-charts.ts";
import { formatAmount, formatExactCount, formatPercent, NO_FIGURE } from "../human-numbers.ts";
import { ratioOf, shortResourceName } from "../readings.ts";

import { chartFigure } from "./chart-figure.ts";
import { htmlTable } from "./html-table.ts";
import type { Markup } from "./markup.ts";
import { markup } from "./markup.ts";

const MOST_RESOURCES = 8;
const MOST_ROWS = 40;

/** Chart and tables, or nothing if the result says nothing of free room. */
export function freeRoom(result: SimulationResult, charts: readonly DrawnChart[]): Markup | null {
  if (result.stranded.length === 0 && result.fragmentation.length === 0) return null;
  return markup`<h3>Free room, and what it is good for</h3>
    <p class="lede">
      Stranded room lies on nodes where a typical pod lacks another resource. Fragmented room lies in pieces too small
      for the median request, or on cordoned nodes.
    </p>
    <div class="pair">
      ${chartFigure(charts, "stranded-capacity")}
      <div>${fragmentationTable(result)}</div>
    </div>
    ${strandedTable(result)}`;
}

function strandedTable({ stranded }: SimulationResult): Markup | null {
  if (stranded.length === 0) return null;
  const resources = [...new Set(stranded.flatMap(({ free }) => free.map(({ resource }) => resource)))];
  const columns = resources.slice(0, MOST_RESOURCES);
  const table = htmlTable({
    caption: "Free amounts by what is missing on the same nodes",
    columns: [
      { title: "Missing", kind: "name" },
      { title: "Nodes", kind: "number" },
      ...columns.map(
        (resource) => ({ title: `Free ${shortResourceName(resource, resources)}`, kind: "number" }) as const,
      ),
    ],
    rows: stranded.slice(0, MOST_ROWS).map(({ limitedBy, nodes, free }) => [
      limitedBy === "none" ? "nothing (usable)" : shortResourceName(limitedBy, resources),
      formatExactCount(nodes),
      ...columns.map((resource) => {
        const found = free.find((candidate) => candidate.resource === resource);
        return found === undefined ? NO_FIGURE : formatAmount(found.amount, found.unit);
      }),
    ]),
  });
  return markup`<h4>Stranded, by what is missing</h4>
    ${table}`;
}

function fragmentationTable({ fragmentation }: SimulationResult): Markup | null {
  if (fragmentation.length === 0) return null;
  const resources = fragmentation.map(({ resource }) => resource);
  const table = htmlTable({
    caption: "Fragmentation by resource",
    columns: [
      { title: "Resource", kind: "name" },
      { title: "Free", kind: "number" },
      { title: "In small pieces", kind: "number" },
      { title: "Median request", kind: "number" },
    ],
    rows: fragmentation
      .slice(0, MOST_ROWS)
      .map(({ resource, unit, free, unusable, medianRequest }) => [
        shortResourceName(resource, resources),
        formatAmount(free, unit),
        `${formatAmount(unusable, unit)} (${formatPercent(ratioOf(unusable, free))})`,
        formatAmount(medianRequest, unit),
      ]),
  });
  return markup`<h4>Fragmented</h4>
    ${table}`;
}
