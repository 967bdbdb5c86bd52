// Utilisation: the cluster by resource, over time and by node; pools and zones; what free room is good for.

import type { SimulationResult, UtilisationGroup } from "../../simulation/result.ts";

import { formatAmount, formatExactCount, formatPercent, NO_FIGURE } from "../human-numbers.ts";
import {
  clusterGroup,
  hasLoadUse,
  meanShare,
  peakShare,
  resourceNames,
  resourcesByInterest,
  shortResourceName,
  usedByLoadText,
} from "../readings.ts";
import type { ReportMaterial } from "../report-material.ts";

import { chartFigure } from "./chart-figure.ts";
import { freeRoom } from "./free-room.ts";
import { firstRows, htmlTable } from "./html-table.ts";
import type { Insert, Markup } from "./markup.ts";
import { markup } from "./markup.ts";
import type { PageSection } from "./page-section.ts";
import { useBar } from "./use-bar.ts";

export const UTILISATION_SECTION: PageSection = {
  id: "utilisation",
  title: "Utilisation",
  body: ({ result, charts }: ReportMaterial) =>
    markup`<p class="lede">
        Requested is what the pods on the nodes ask for, running what those of them ask for that have started.
        ${hasLoadUse(result) ? "Used by load is the CPU that serving requests really took." : "What pods really use is not simulated without load."}
        Means are weighted by time. On the bars, the coloured part is requested at the end, the upright mark is running on average.
      </p>
      ${resourceTable(result)}
      <div class="pair">${chartFigure(charts, "utilisation-over-time")}${chartFigure(charts, "node-utilisation")}</div>
      ${groupTables(result)} ${freeRoom(result, charts)}`,
};

const MOST_RESOURCES = 40;
const MOST_GROUPS = 40;
/** Columns of the tables of pools and zones; more would only be scrolled past. */
const MOST_RESOURCE_COLUMNS = 8;

function resourceTable(result: SimulationResult): Markup | null {
  const uses = (clusterGroup(result)?.resources ?? []).filter((use) => use.allocatable > 0);
  if (uses.length === 0) return null;
  const names = resourceNames(result);
  const { shown, ...rest } = firstRows(uses, MOST_RESOURCES, "utilisation.csv");
  return htmlTable({
    caption: "Utilisation of the cluster by resource",
    columns: [
      { title: "Resource", kind: "name" },
      { title: "Requested at end", kind: "bar" },
      { title: "Amount", kind: "number" },
      { title: "Allocatable", kind: "number" },
      { title: "Requested, peak", kind: "number" },
      { title: "Requested, mean", kind: "number" },
      { title: "Running, mean", kind: "number" },
      ...(hasLoadUse(result) ? [{ title: "Used by load, mean", kind: "number" } as const] : []),
    ],
    rows: shown.map((use) => [
      shortResourceName(use.resource, names),
      useBar(use),
      formatAmount(use.requestedAtEnd, use.unit),
      formatAmount(use.allocatable, use.unit),
      formatPercent(peakShare(use)),
      formatPercent(meanShare(use.requestedMean, use)),
      formatPercent(meanShare(use.requestedRunningMean, use)),
      ...(hasLoadUse(result) ? [usedByLoadText(use)] : []),
    ]),
    ...rest,
  });
}

/** A table for each kind of group other than the whole cluster. */
function groupTables(result: SimulationResult): Insert {
  const dimensions = [...new Set(result.utilisation.map((group) => group.dimension))];
  return dimensions
    .filter((dimension) => dimension !== "cluster")
    .map(
      (dimension) =>
        markup`<h3>By ${dimension}</h3>
          ${groupTable(result, dimension)}`,
    );
}

function groupTable(result: SimulationResult, dimension: string): Markup {
  const all = resourceNames(result);
  const resources = resourcesByInterest(result).slice(0, MOST_RESOURCE_COLUMNS);
  const groups = result.utilisation.filter((group) => group.dimension === dimension);
  const { shown, ...rest } = firstRows(groups, MOST_GROUPS, "utilisation.csv");
  return htmlTable({
    caption: `Requests at the end by ${dimension}`,
    columns: [
      { title: dimension.charAt(0).toUpperCase() + dimension.slice(1), kind: "name" },
      { title: "Nodes", kind: "number" },
      ...resources.map((resource) => ({ title: shortResourceName(resource, all), kind: "bar" }) as const),
    ],
    rows: shown.map((group) => [
      group.name,
      formatExactCount(group.nodes),
      ...resources.map((resource) => groupCell(group, resource)),
    ]),
    ...rest,
  });
}

function groupCell(group: UtilisationGroup, resource: string): Insert {
  const use = group.resources.find((candidate) => candidate.resource === resource);
  return use === undefined || use.allocatable === 0 ? NO_FIGURE : useBar(use);
}
