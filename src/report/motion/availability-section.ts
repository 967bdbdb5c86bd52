// How available workloads were, on the page: a table, why replicas were missing, rollouts, and replicas over time.

import type { SimulationResult, WorkloadAvailability } from "../../simulation/result.ts";

import { chartFigure } from "../html/chart-figure.ts";
import { firstRows, htmlTable } from "../html/html-table.ts";
import { markup, type Insert, type Markup } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import type { ReportMaterial } from "../report-material.ts";

import { availabilityCharts } from "./availability-chart.ts";
import { MISSING_CHART } from "./missing-chart.ts";
import {
  CAUSE_MEANINGS,
  causesThatOccur,
  missingInAll,
  mostAffectedFirst,
  rolloutsOf,
  rolloutTally,
  tookText,
  workloadName,
  workloadsOf,
} from "./workload-readings.ts";

export const AVAILABILITY_SECTION: PageSection = {
  id: "availability",
  title: "Availability",
  body: ({ result, charts }: ReportMaterial) => {
    const all = workloadsOf(result);
    const drawn = availabilityCharts(result).map(({ name }) => chartFigure(charts, name));
    return markup`<p class="lede">
        A replica serves while its pod is ready and not on its way out. Too few serve while they are fewer than is wanted;
        the minimum is what a disruption budget asks for, or one replica. Three replicas missing for a minute count as three minutes. The most affected workloads stand first.
      </p>
      ${workloadTable(all)} ${causes(all)}
      ${rollouts(all)}
      <div class="pair">${chartFigure(charts, MISSING_CHART.name)}${drawn}</div>`;
  },
};

const MOST_WORKLOADS = 100;
const MOST_ROLLOUTS = 100;

function workloadTable(all: readonly WorkloadAvailability[]): Markup {
  const { shown, ...rest } = firstRows(mostAffectedFirst(all), MOST_WORKLOADS, "availability.csv");
  return htmlTable({
    caption: "Availability by workload",
    columns: [
      { title: "Workload", kind: "name" },
      { title: "Desired", kind: "number" },
      { title: "Serving", kind: "number" },
      { title: "Minimum", kind: "number" },
      { title: "Below desired", kind: "number" },
      { title: "Below minimum", kind: "number" },
      { title: "Longest outage", kind: "number" },
      { title: "Outages", kind: "number" },
      { title: "Missing × time", kind: "number" },
    ],
    rows: shown.map((workload) => [
      workloadName(workload, all),
      formatExactCount(workload.desired),
      workload.serving < workload.desired
        ? markup`<span class="mark failed">${formatExactCount(workload.serving)}</span>`
        : formatExactCount(workload.serving),
      formatExactCount(workload.minimum),
      formatSeconds(workload.belowDesiredSeconds),
      formatSeconds(workload.belowMinimumSeconds),
      formatSeconds(workload.longestOutageSeconds),
      formatExactCount(workload.outageCount),
      formatSeconds(missingInAll(workload)),
    ]),
    ...rest,
  });
}

/** What the causes mean, of those that occur. */
function causes(all: readonly WorkloadAvailability[]): Insert {
  const found = causesThatOccur(all);
  if (found.length === 0) return null;
  const meanings = found.map((cause) => markup`<div><dt>${cause}</dt><dd>${CAUSE_MEANINGS[cause]}</dd></div>`);
  return markup`<h3>Why replicas were missing</h3><dl class="facts">${meanings}</dl>`;
}

function rollouts(all: readonly WorkloadAvailability[]): Insert {
  const found = rolloutsOf(all);
  const tally = rolloutTally(found);
  if (tally === undefined) return null;
  const { shown, ...rest } = firstRows(found, MOST_ROLLOUTS, "rollouts.csv");
  const table = htmlTable({
    caption: "Rollouts",
    columns: [
      { title: "Workload", kind: "name" },
      { title: "Began at", kind: "number" },
      { title: "Took", kind: "number" },
      { title: "Fewest serving", kind: "number" },
      { title: "Downtime", kind: "name" },
    ],
    rows: shown.map(({ workload, rollout }) => [
      workloadName(workload, all),
      formatSeconds(rollout.fromSeconds),
      tookText(rollout),
      formatExactCount(rollout.fewestServing),
      rollout.isWithoutDowntime
        ? markup`<span class="mark passed">✓ none</span>`
        : markup`<span class="mark failed">✗ fewer than the minimum served</span>`,
    ]),
    ...rest,
  });
  return markup`<h3>Rollouts: ${tally}</h3>
    ${table}`;
}

/** Whether there is anything to show. */
export function hasAvailability(result: SimulationResult): boolean {
  return workloadsOf(result).length > 0;
}
