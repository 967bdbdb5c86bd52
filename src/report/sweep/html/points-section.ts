// All points in a table: their levels, how they came out, their figures with half-widths; then the run of the point that is picked.

import type { SweepPoint, SweepResult } from "../../../experiment/sweep-result.ts";

import { firstRows, htmlTable, type HtmlColumn } from "../../html/html-table.ts";
import { markup, Markup, type Insert } from "../../html/markup.ts";
import type { PageSection } from "../../html/page-section.ts";
import { cutMiddle } from "../../neutral-text.ts";

import { estimateText, factorTitle, figureTitle } from "../figure-titles.ts";
import type { SweepMaterial } from "../sweep-material.ts";
import { headlineFigures, trustSentence } from "../sweep-readings.ts";
import { missingRuns, pageData } from "./page-data.ts";

export const POINTS_SECTION: PageSection<SweepMaterial> = { id: "points", title: "All points", body: pointsBody };
export const PICKED_SECTION: PageSection<SweepMaterial> = { id: "picked", title: "The picked point", body: pickedBody };

/** Room that rows of the table may take on the page, in cells. */
const MOST_CELLS = 1_800;
const MOST_FACTORS = 8;
const MOST_FIGURES = 9;
const MOST_LETTERS = 40;

function pointsBody({ result }: SweepMaterial): Markup {
  return markup`<p class="lede">${trustSentence(result)}</p>
    <div class="points">${pointTable(result)}</div>`;
}

function pointTable(result: SweepResult): Markup {
  const { factors } = result.design;
  const names = factors.map(({ name }) => name);
  const shownFactors = factors.slice(0, MOST_FACTORS);
  const figures = headlineFigures(result).slice(0, MOST_FIGURES);
  const rowsInRoom = Math.floor(MOST_CELLS / (2 + shownFactors.length + figures.length));
  const { shown, ...rest } = firstRows(result.points, rowsInRoom, "points.csv");
  const columns: readonly HtmlColumn[] = [
    { title: "Point", kind: "name" },
    ...shownFactors.map(({ name, isNumeric }): HtmlColumn => ({
      title: cutMiddle(factorTitle(name, names), MOST_LETTERS),
      kind: isNumeric ? "number" : "name",
    })),
    { title: "Result", kind: "name" },
    ...figures.map(({ figure }): HtmlColumn => ({ title: figureTitle(figure), kind: "number" })),
  ];
  return htmlTable({
    caption: "All points with their figures",
    columns,
    rowIds: shown.map(({ index }) => `point-${index}`),
    rows: shown.map((point) => [
      markup`<a href="#point-${point.index}">${point.index}</a>`,
      ...shownFactors.map((factor, place) => levelCell(result, point, factor.levels, place)),
      outcomeMark(point.outcome),
      ...figures.map(({ column, figure }) => estimateText(point.estimates[column] ?? null, figure.unit)),
    ]),
    ...rest,
  });
}

function levelCell({ design }: SweepResult, { index }: SweepPoint, levels: readonly string[], place: number): Insert {
  return cutMiddle(levels[design.points[index]!.levels[place]!] ?? "", MOST_LETTERS);
}

const SIGNS: Readonly<Record<SweepPoint["outcome"], string>> = Object.freeze({
  passed: "✓",
  failed: "✗",
  inconclusive: "?",
  incomplete: "…",
});

/** The outcome with a sign, so that it can be told without colours. */
export function outcomeMark(outcome: SweepPoint["outcome"]): Markup {
  return markup`<span class="mark ${outcome}">${SIGNS[outcome]} ${outcome}</span>`;
}

function pickedBody({ result }: SweepMaterial): Markup {
  const data = pageData(result);
  const missing = missingRuns(result, data);
  return markup`<div id="picked-run" tabindex="-1">
      <p class="lede">With JavaScript, a point that is picked shows its run here. All else on this page works without.</p>
    </div>
    ${missing === undefined ? null : markup`<p class="left-out">${missing}</p>`}
    ${new Markup(`<script type="application/json" id="sweep-data">${data.json}</script>`)}
    <div id="pick-bar" role="region" aria-label="The picked point" hidden="">
      <p id="pick-words" aria-live="polite"></p>
      <button type="button" id="pick-before">Previous</button>
      <button type="button" id="pick-after">Next</button>
      <button type="button" id="pick-show">Show its run</button>
      <button type="button" id="pick-none">Clear</button>
    </div>`;
}
