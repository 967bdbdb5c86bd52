// Utilisation in print: the cluster by resource, then pools and zones by resource, in the manner of kube-capacity
// (amount with percent in brackets; the row `*` is the whole cluster).

import type { ResourceUse, SimulationResult, UtilisationGroup } from "../../simulation/result.ts";

import { formatAmount, formatExactCount, formatPercent, NO_FIGURE } from "../human-numbers.ts";
import {
  amountWithPercent,
  clusterGroup,
  hasLoadUse,
  meanShare,
  peakShare,
  resourceNames,
  resourcesByInterest,
  shortResourceName,
  usedByLoadText,
} from "../readings.ts";

import type { Column, ColumnTable } from "./column-table.ts";
import { layOut, naturalWidth, wrap } from "./column-table.ts";
import type { TextExtent } from "./text-extent.ts";

const RESOURCE_COLUMNS = [
  { title: "ALLOCATABLE", align: "right" },
  { title: "REQUESTED AT END", align: "right" },
  { title: "PEAK", align: "right" },
  { title: "MEAN", align: "right" },
  { title: "RUNNING", align: "right" },
] as const satisfies readonly Column[];

const LOAD_COLUMN: Column = { title: "USED BY LOAD", align: "right" };

/** One row a resource: what there is, what was requested at the end, at the peak, on average, by running pods, and what load used. */
export function resourceLines(result: SimulationResult, extent: TextExtent): string[] {
  const cluster = clusterGroup(result);
  if (cluster === undefined) return [];
  const names = resourceNames(result);
  const isLoaded = hasLoadUse(result);
  const columns: Column[] = [
    { title: "RESOURCE", align: "left", most: extent.nameLetters },
    ...RESOURCE_COLUMNS,
    ...(isLoaded ? [LOAD_COLUMN] : []),
  ];
  const rows = cluster.resources
    .filter((use) => use.allocatable > 0)
    .map((use) => [
      shortResourceName(use.resource, names),
      formatAmount(use.allocatable, use.unit),
      amountWithPercent(use.requestedAtEnd, use),
      formatPercent(peakShare(use)),
      formatPercent(meanShare(use.requestedMean, use)),
      formatPercent(meanShare(use.requestedRunningMean, use)),
      ...(isLoaded ? [usedByLoadText(use)] : []),
    ]);
  const means = isLoaded ? "running, used: means" : "running: mean";
  return [`UTILISATION (requests in percent of allocatable; ${means})`, ...layOut({ columns, rows }, extent.width)];
}

/** One row a pool and zone with the requests at the end; resources that do not fit the width are named below. */
export function groupLines(result: SimulationResult, extent: TextExtent): string[] {
  if (result.utilisation.every((group) => group.dimension === "cluster")) return [];
  const resources = resourcesByInterest(result);
  let shown = resources.length;
  while (shown > 1 && naturalWidth(groupTable(result, resources.slice(0, shown), extent)) > extent.width) shown -= 1;
  return [
    "REQUESTED AT END BY POOL AND ZONE",
    ...layOut(groupTable(result, resources.slice(0, shown), extent), extent.width),
    ...leftOut(result, resources.slice(shown), extent),
  ];
}

function groupTable(result: SimulationResult, resources: readonly string[], extent: TextExtent): ColumnTable {
  const all = resourceNames(result);
  return {
    columns: [
      { title: "NAME", align: "left", most: extent.nameLetters },
      { title: "NODES", align: "right" },
      ...resources.map((name): Column => ({
        title: shortResourceName(name, all).toUpperCase(),
        align: "right",
        most: extent.nameLetters,
      })),
    ],
    rows: result.utilisation
      .slice(0, extent.groups)
      .map((group) => [
        groupName(group),
        formatExactCount(group.nodes),
        ...resources.map((name) => requestCell(group.resources.find((use) => use.resource === name))),
      ]),
  };
}

function groupName(group: UtilisationGroup): string {
  return group.dimension === "cluster" ? "*" : `${group.dimension}/${group.name}`;
}

function requestCell(use: ResourceUse | undefined): string {
  return use === undefined || use.allocatable === 0 ? NO_FIGURE : amountWithPercent(use.requestedAtEnd, use);
}

function leftOut(result: SimulationResult, resources: readonly string[], extent: TextExtent): string[] {
  const groups = result.utilisation.length - extent.groups;
  const parts = [
    ...(groups > 0 ? [`${groups} more pools and zones`] : []),
    ...(resources.length > 0 ? [resources.join(", ")] : []),
  ];
  const sentence = `(not shown for want of room: ${parts.join("; ")}; see -o wide)`;
  return parts.length === 0 ? [] : wrap(sentence, extent.width);
}
