// Scheduling latency: percentiles by stage, distribution, course over time.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import { hasLatencies } from "../readings.ts";
import type { ReportMaterial } from "../report-material.ts";

import { chartFigure } from "./chart-figure.ts";
import { htmlTable } from "./html-table.ts";
import type { Markup } from "./markup.ts";
import { markup } from "./markup.ts";
import type { PageSection } from "./page-section.ts";

export const LATENCY_SECTION: PageSection = { id: "latency", title: "Scheduling latency", body: latencyBody };

function latencyBody({ result, charts }: ReportMaterial): Markup {
  if (result.latency.length === 0) return markup`<p class="lede">No pod was scheduled, so there is no latency.</p>`;
  if (!hasLatencies(result)) {
    return markup`<p class="lede">No pod came in the time that is measured, so there is no latency.</p>`;
  }
  return markup`<p class="lede">
      How long pods took from stage to stage. Exact figures over all pods; the stages add up to the total for each pod,
      but percentiles do not add up.
    </p>
    ${stageTable(result)}
    <div class="pair">${chartFigure(charts, "latency-cdf")}${chartFigure(charts, "latency-over-time")}</div>`;
}

const FIGURES = [
  ["Mean", "mean"],
  ["p50", "p50"],
  ["p90", "p90"],
  ["p99", "p99"],
  ["Max", "max"],
] as const;

function stageTable({ latency }: SimulationResult): Markup {
  return htmlTable({
    caption: "Latency by stage",
    columns: [
      { title: "Stage", kind: "name" },
      ...FIGURES.map(([title]) => ({ title, kind: "number" }) as const),
      { title: "Pods", kind: "number" },
      { title: "From when to when", kind: "prose" },
    ],
    rows: latency.map(({ stage, meaning, seconds }) => [
      stage,
      ...FIGURES.map(([, figure]) => formatSeconds(seconds[figure])),
      formatExactCount(seconds.count),
      markup`<span class="muted">${meaning}</span>`,
    ]),
  });
}
