// The charts of a sweep, each with its data beside it. As many as a page under a megabyte has room for; all are files too.

import { escapeMarkup } from "../../neutral-text.ts";
import { htmlTable } from "../../html/html-table.ts";
import { markup, Markup } from "../../html/markup.ts";
import type { PageSection } from "../../html/page-section.ts";
import type { CsvCell } from "../../csv/csv-text.ts";
import { formatExactCount, NO_FIGURE } from "../../human-numbers.ts";

import type { DrawnKind, DrawnSweepChart } from "../charts/draw-sweep-charts.ts";
import type { SweepMaterial } from "../sweep-material.ts";

export const CHARTS_SECTION: PageSection<SweepMaterial> = { id: "charts", title: "Charts", body: chartsBody };

/** Letters that all drawings may take. */
const MOST_LETTERS = 300_000;
/** Rows of data that stand below a chart. */
const MOST_ROWS = 24;

function chartsBody({ kinds }: SweepMaterial): Markup {
  const shown = chartsInRoom(kinds);
  const left = kinds.flatMap(({ charts }) => charts).filter((chart) => !shown.has(chart));
  const without = kinds.filter(({ reason }) => reason !== null);
  return markup`<p class="lede">Click a mark to pick its point; where several points share a mark, click again for the next.</p>
    ${kinds.filter(({ charts }) => charts.some((chart) => shown.has(chart))).map((kind) => kindMarkup(kind, shown))}
    ${left.length === 0 ? null : markup`<p class="left-out">Not on this page for want of room, but files beside it: ${left.map(({ chart }) => `${chart.name}.svg`).join(", ")}.</p>`}
    ${without.map(({ title, reason }) => markup`<p class="left-out">Not drawn: ${title.toLowerCase()}, because ${reason}.</p>`)}`;
}

/** The first charts of each kind in turn, until the room is used up. */
function chartsInRoom(kinds: readonly DrawnKind[]): ReadonlySet<DrawnSweepChart> {
  const shown = new Set<DrawnSweepChart>();
  let letters = 0;
  const longest = kinds.reduce((most, { charts }) => Math.max(most, charts.length), 0);
  for (let place = 0; place < longest; place += 1) {
    for (const { charts } of kinds) {
      const chart = charts[place];
      if (chart === undefined) continue;
      letters += figureMarkup(chart).text.length;
      if (letters > MOST_LETTERS) return shown;
      shown.add(chart);
    }
  }
  return shown;
}

function kindMarkup({ title, charts }: DrawnKind, shown: ReadonlySet<DrawnSweepChart>): Markup {
  return markup`<h3>${title}</h3>
    <div class="many">${charts.filter((chart) => shown.has(chart)).map(figureMarkup)}</div>`;
}

function figureMarkup(drawn: DrawnSweepChart): Markup {
  const { title, explanation } = drawn.chart;
  const named = `<svg role="img" aria-label="${escapeMarkup(title)}" `;
  return markup`<figure class="chart">
    <figcaption>
      <h3>${title}</h3>
      <p>${explanation}</p>
    </figcaption>
    ${new Markup(drawn.page.replace("<svg ", () => named))} ${dataBeside(drawn)}
  </figure>`;
}

function dataBeside({ chart: { name, title, data } }: DrawnSweepChart): Markup {
  if (data.rows.length > MOST_ROWS) return markup`<p class="left-out">Data: ${name}.csv</p>`;
  return markup`<details>
    <summary>Data</summary>
    ${htmlTable({
      caption: `Data of the chart ${title}`,
      columns: data.header.map((column, place) => ({ title: column, kind: place === 0 ? "name" : "number" }) as const),
      rows: data.rows.map((row) => row.map(cellText)),
    })}
  </details>`;
}

function cellText(cell: CsvCell): string {
  if (typeof cell === "number") return Number.isInteger(cell) ? formatExactCount(cell) : shortNumber(cell);
  return cell === null ? NO_FIGURE : String(cell);
}

/** Five digits that matter. */
function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : NO_FIGURE;
}
