// A chart on the page: caption, how to read it, and the drawing for desktops and paper, and for phones.

import type { DrawnChart } from "../charts/draw-charts.ts";
import { escapeMarkup } from "../neutral-text.ts";

import { markup, Markup } from "./markup.ts";

/** The figure of the chart called `name`, or nothing if the result had nothing to draw. */
export function chartFigure(charts: readonly DrawnChart[], name: string): Markup | null {
  const drawn = charts.find(({ chart }) => chart.name === name);
  if (drawn === undefined) return null;
  const { title, explanation } = drawn.chart;
  return markup`<figure class="chart">
    <figcaption>
      <h3>${title}</h3>
      <p>${explanation}</p>
    </figcaption>
    <div class="wide">${labelledSvg(drawn.wide, title)}</div>
    <div class="narrow">${labelledSvg(drawn.narrow, title)}</div>
  </figure>`;
}

/** The drawing as one image with a name; its parts are not read out one by one. */
function labelledSvg(svg: string, title: string): Markup {
  return new Markup(svg.replace("<svg ", () => `<svg role="img" aria-label="${escapeMarkup(title)}" `));
}
