// The first section: the verdict in one sentence, the figures that a reader asks for first, the thresholds.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatAmount, formatExactCount, formatPercent, formatSeconds, NO_FIGURE } from "../human-numbers.ts";
import type { ReportMaterial } from "../report-material.ts";
import { clusterGroup, ratioOf, resourceNames, shortResourceName, thresholdTally } from "../readings.ts";

import { firstRows, htmlTable } from "./html-table.ts";
import { breakable, markup, Markup } from "./markup.ts";

/** Unlike the others, this section draws its own heading, inside the coloured box. */
export function verdictSection({ result }: ReportMaterial): Markup {
  const { outcome, sentence } = result.verdict;
  return markup`<section id="verdict" class="first" aria-labelledby="verdict-heading">
    ${verdictBox(outcome, outcome, sentence)}
    <dl class="tiles">${runTiles(result).map(tileMarkup)}</dl>
    <h3>Thresholds: ${thresholdTally(result.thresholds)}</h3>
    ${thresholdTable(result)}
  </section>`;
}

/** A box with the verdict's word and sentence; `outcome` is its look. */
export function verdictBox(outcome: SimulationResult["verdict"]["outcome"], word: string, sentence: string): Markup {
  return markup`<div class="verdict ${outcome}">
      ${ICONS[outcome]}
      <div>
        <h2 id="verdict-heading">${word}</h2>
        <p>${sentence}</p>
      </div>
    </div>`;
}

const ICONS: Readonly<Record<SimulationResult["verdict"]["outcome"], Markup>> = {
  passed: icon('<circle cx="12" cy="12" r="10"/><path d="M7.5 12.5l3 3 6-6.5"/>'),
  failed: icon('<circle cx="12" cy="12" r="10"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>'),
  incomplete: icon('<circle cx="12" cy="12" r="10"/><path d="M12 7v6M12 16.5v.1"/>'),
};

function icon(shapes: string): Markup {
  return new Markup(`<svg width="40" height="40" viewBox="0 0 24 24" aria-hidden="true">${shapes}</svg>`);
}

/** A figure that stands out: what it is called, the figure, and what stands beside it. */
export interface Tile {
  readonly label: string;
  readonly figure: string;
  readonly beside: string;
}

/** A figure in a box. */
export function tileMarkup(tile: Tile): Markup {
  return markup`<div>
    <dt>${tile.label}</dt>
    <dd>${tile.figure}<small>${tile.beside}</small></dd>
  </div>`;
}

/** Enough of a result for its tiles. */
export type TiledResult = Pick<SimulationResult, "pods" | "run" | "latency" | "utilisation" | "nodes">;

/** The figures of one run that people look for first. */
export function runTiles(result: TiledResult): readonly Tile[] {
  const { pods, run } = result;
  const { deleted = 0, deletedUnplaced = 0 } = pods;
  const onNodes = pods.created - pods.pending - pods.gated - pods.preempted - deletedUnplaced;
  const gone = deleted - deletedUnplaced;
  return [
    {
      label: "Pods placed",
      figure: formatExactCount(onNodes),
      beside:
        `of ${formatExactCount(pods.created)} (${formatPercent(ratioOf(onNodes, pods.created))})` +
        (gone === 0 ? "" : `, ${formatExactCount(gone)} deleted later`),
    },
    {
      label: "Pods waiting",
      figure: formatExactCount(pods.pending),
      beside: pods.gated > 0 ? `and ${formatExactCount(pods.gated)} gated` : "for a node, at the end",
    },
    ...latencyTile(result),
    ...fullestTile(result),
    { label: "Nodes", figure: formatExactCount(result.nodes), beside: groupCounts(result) },
    {
      label: "Simulated time",
      figure: formatSeconds(run.endSeconds),
      beside: `${formatExactCount(run.events)} events`,
    },
  ];
}

function latencyTile({ latency }: TiledResult): Tile[] {
  const total = latency.find(({ stage }) => stage === "total");
  if (total === undefined || total.seconds.count === 0) return [];
  return [
    {
      label: "Time to start, p99",
      figure: formatSeconds(total.seconds.p99),
      beside: `half within ${formatSeconds(total.seconds.p50)}`,
    },
  ];
}

function fullestTile(result: TiledResult): Tile[] {
  const uses = (clusterGroup(result)?.resources ?? []).filter((use) => use.allocatable > 0);
  const [fullest] = uses
    .map((use) => ({ name: use.resource, ratio: ratioOf(use.requestedAtEnd, use.allocatable) }))
    .toSorted((left, right) => right.ratio - left.ratio);
  if (fullest === undefined) return [];
  const name = shortResourceName(fullest.name, resourceNames(result));
  return [{ label: "Fullest resource", figure: formatPercent(fullest.ratio), beside: `of ${name} requested` }];
}

function groupCounts({ utilisation }: TiledResult): string {
  const count = (dimension: string): number => utilisation.filter((group) => group.dimension === dimension).length;
  const counted = [
    [count("pool"), "pool"],
    [count("zone"), "zone"],
  ] as const;
  return counted
    .filter(([number]) => number > 0)
    .map(([number, noun]) => `${number} ${noun}${number === 1 ? "" : "s"}`)
    .join(", ");
}

const MOST_THRESHOLDS = 100;

function thresholdTable({ thresholds }: SimulationResult): Markup {
  if (thresholds.length === 0) return markup`<p class="lede">The scenario sets no threshold.</p>`;
  const { shown, ...rest } = firstRows(thresholds, MOST_THRESHOLDS, "thresholds.csv");
  return htmlTable({
    caption: "Thresholds",
    columns: [
      { title: "Threshold", kind: "text" },
      { title: "Result", kind: "name" },
      { title: "Observed", kind: "number" },
      { title: "Limit", kind: "number" },
      { title: "Observed of limit", kind: "number" },
    ],
    rows: shown.map((outcome) => [
      markup`<code>${breakable(outcome.threshold)}</code>`,
      outcome.passed
        ? markup`<span class="mark passed">✓ held</span>`
        : markup`<span class="mark failed">✗ broken</span>`,
      outcome.observed === null ? NO_FIGURE : formatAmount(outcome.observed, outcome.unit),
      formatAmount(outcome.limit, outcome.unit),
      outcome.observed === null ? NO_FIGURE : formatPercent(ratioOf(outcome.observed, outcome.limit)),
    ]),
    ...rest,
  });
}
