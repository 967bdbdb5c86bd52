// The part of a Markdown summary on a cluster in motion: the most affected workloads, and what went wrong.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import { cutMiddle, markdownCode } from "../neutral-text.ts";
import { markdownTable } from "../text/markdown-table.ts";

import { onOneLine, placeOfEntry } from "./timeline.ts";
import { causesThatOccur, mostAffectedFirst, rolloutsOf, workloadName, workloadsOf } from "./workload-readings.ts";

const MOST_WORKLOADS = 5;
const MOST_TROUBLES = 3;
const MOST_LETTERS = 300;

/** A row for each of the most affected workloads. */
export function availabilityMarkdown(result: SimulationResult): string[] {
  const all = workloadsOf(result);
  if (all.length === 0) return [];
  const rows = mostAffectedFirst(all)
    .slice(0, MOST_WORKLOADS)
    .map((workload) => {
      const rollouts = rolloutsOf([workload]);
      const smooth = rollouts.filter(({ rollout }) => rollout.isWithoutDowntime).length;
      return [
        markdownCode(workloadName(workload, all)),
        `${formatExactCount(workload.serving)}/${formatExactCount(workload.desired)}`,
        formatSeconds(workload.belowDesiredSeconds),
        formatSeconds(workload.belowMinimumSeconds),
        formatSeconds(workload.longestOutageSeconds),
        causesThatOccur([workload])[0] ?? NO_FIGURE,
        rollouts.length === 0 ? NO_FIGURE : `${smooth} of ${rollouts.length}`,
      ];
    });
  const titles = [
    "Availability",
    "Serving",
    "Below desired",
    "Below minimum",
    "Longest outage",
    "Main cause",
    "Rollouts without downtime",
  ];
  return markdownTable(titles, ":--|--:|--:|--:|--:|:--|--:", rows, all.length);
}

/** Actions that failed or that waited at the end, with their line. */
export function troublesMarkdown({ motion }: SimulationResult): string[] {
  if (motion === undefined) return [];
  const { chronicle, unfinished } = motion;
  const troubles = [
    ...chronicle.failures.map((entry) => ({ ...entry, title: `failed at ${formatSeconds(entry.atSeconds)}` })),
    ...unfinished.map((entry) => ({ ...entry, title: `unfinished since ${formatSeconds(entry.sinceSeconds)}` })),
  ];
  if (troubles.length === 0) return [];
  const items = troubles.slice(0, MOST_TROUBLES).map((entry) => {
    const words = markdownCode(cutMiddle(onOneLine(entry.text), MOST_LETTERS));
    return `- ${markdownCode(entry.by)} (${markdownCode(placeOfEntry(entry))}) ${entry.title}: ${words}`;
  });
  const missing = troubles.length - items.length;
  const rest = missing > 0 ? ["", `… and ${formatExactCount(missing)} more`] : [];
  return ["**What was not done**", "", ...items, ...rest];
}
