// How far to trust a sweep: how often points were run, how wide the intervals are, which runs failed, what was put in, what was left out.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import { formatExactCount, formatPercent, formatSeconds } from "../../human-numbers.ts";
import { firstRows, htmlTable } from "../../html/html-table.ts";
import { coefficientTable, inputTable, noteTable } from "../../html/input-tables.ts";
import { markup, type Markup } from "../../html/markup.ts";
import type { PageSection } from "../../html/page-section.ts";

import { figureTitle } from "../figure-titles.ts";
import type { SweepMaterial } from "../sweep-material.ts";
import { headlineFigures, trustSentence, widestReach } from "../sweep-readings.ts";

export const SWEEP_TRUST_SECTION: PageSection<SweepMaterial> = {
  id: "trust",
  title: "How far to trust it",
  body: trustBody,
};

const MOST_NOTES = 100;
const MOST_INPUTS = 60;
const MOST_COEFFICIENTS = 120;
const MOST_FAILED = 20;
const MOST_FIGURES = 20;

function trustBody({ result }: SweepMaterial): Markup {
  return markup`<p class="callout">${trustSentence(result)}</p>
    <dl class="facts">
      ${facts(result).map(
        ([label, fact]) =>
          markup`<div>
            <dt>${label}</dt>
            <dd>${fact}</dd>
          </div>`,
      )}
    </dl>
    ${failedRuns(result)}
    <h3>How well each figure is known</h3>
    ${reachTable(result)}
    <h3>What was not simulated, or ignored</h3>
    ${noteTable(result.notes, MOST_NOTES)}
    <h3>Inputs</h3>
    ${inputTable(result.scenario.inputs, MOST_INPUTS, "sweep.json")}
    <h3>Coefficients and where they come from</h3>
    ${coefficientTable(result.coefficients, MOST_COEFFICIENTS)}`;
}

function facts(result: SweepResult): (readonly [string, string])[] {
  const { plimsoll, kubernetes, seed, runs, complete, confidence } = result;
  const [first] = runs;
  return [
    ["plimsoll", plimsoll],
    ["Kubernetes imitated", kubernetes],
    ["Seed", seed],
    ["Confidence of intervals", formatPercent(confidence)],
    ["Runs", `${formatExactCount(runs.length)}${complete ? "" : ", interrupted"}`],
    ...warmUpFact(result),
    ["Fingerprint of the first run", first?.fingerprint ?? "none: it failed"],
    ["Fingerprints of all runs", "runs.csv"],
  ];
}

/** Nothing where all of every run counts. */
function warmUpFact({ points }: SweepResult): (readonly [string, string])[] {
  const lengths = new Set(points.flatMap(({ detail }) => (detail === null ? [] : [detail.run.warmUp?.seconds ?? 0])));
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (lengths.size === 0 || longest === 0) return [];
  const length = shortest === longest ? "" : `${formatSeconds(shortest)} to `;
  return [["Warm-up", `the first ${length}${formatSeconds(longest)} of each run are in no latency, mean or peak`]];
}

function failedRuns({ runs }: SweepResult): Markup | null {
  const failed = runs.filter(({ status }) => status === "failed");
  if (failed.length === 0) return null;
  const { shown, ...rest } = firstRows(failed, MOST_FAILED, "runs.csv");
  return markup`<h3>Runs that failed</h3>
    ${htmlTable({
      caption: "Runs that failed",
      columns: [
        { title: "Point", kind: "name" },
        { title: "Replication", kind: "number" },
        { title: "Seed", kind: "name" },
        { title: "Reason", kind: "prose" },
      ],
      rows: shown.map(({ point, replication, seed, reason }) => [String(point), replication, seed, reason]),
      ...rest,
    })}`;
}

function reachTable(result: SweepResult): Markup {
  const { shown, ...rest } = firstRows(headlineFigures(result), MOST_FIGURES, "points.csv");
  return htmlTable({
    caption: "How well each figure is known",
    columns: [
      { title: "Figure", kind: "name" },
      { title: "Widest ±, of the estimate", kind: "number" },
      { title: "Metric", kind: "text" },
    ],
    rows: shown.map(({ column, figure }) => [
      figureTitle(figure),
      reachOf(result, column),
      markup`<code>${figure.key}</code>`,
    ]),
    ...rest,
  });
}

function reachOf(result: SweepResult, column: number): string {
  const reach = widestReach(result, column);
  if (reach === 0) return "0";
  return Number.isFinite(reach) ? formatPercent(reach) : "not known";
}
