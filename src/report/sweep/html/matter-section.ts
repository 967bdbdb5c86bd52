// What matters: how far each factor moves each figure, strongest first, and whether chance can explain it.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import { htmlTable } from "../../html/html-table.ts";
import { markup, type Markup } from "../../html/markup.ts";
import type { PageSection } from "../../html/page-section.ts";
import { cutMiddle } from "../../neutral-text.ts";

import { estimateText, factorTitle, figureAmount, figureTitle } from "../figure-titles.ts";
import type { SweepMaterial } from "../sweep-material.ts";
import { factorEffects, headlineFigures, varyingFigures, type FactorEffect } from "../sweep-readings.ts";

export const MATTER_SECTION: PageSection<SweepMaterial> = { id: "matters", title: "What matters", body: matterBody };

const MOST_EFFECTS = 40;
const MOST_LETTERS = 40;

function matterBody({ result }: SweepMaterial): Markup {
  const effects = factorEffects(result).filter(({ distance }) => distance > 0);
  return markup`${effects.length === 0 ? markup`<p class="lede">${whyNoEffects(result)}</p>` : effectTable(result, effects)}
    ${sameEverywhere(result)}`;
}

function whyNoEffects({ design, points }: SweepResult): string {
  if (points.length < 2) return "There is one point only, so nothing can be told of factors.";
  return design.factors.every(({ levels }) => levels.length > 1)
    ? "Every point has levels of its own: the charts show the points one by one."
    : "No factor makes a difference to any headline figure.";
}

function effectTable(result: SweepResult, effects: readonly FactorEffect[]): Markup {
  const names = result.design.factors.map(({ name }) => name);
  const level = (factor: number, at: number): string =>
    cutMiddle(result.design.factors[factor]!.levels[at] ?? "", MOST_LETTERS);
  return markup`<p class="lede">
      How far the means of a factor's levels lie apart, over all points that have them; of each figure the strongest factor first.
      A factor that is not named for a figure does not move it. An effect is clear if the intervals of its lowest and highest mean do not touch.
    </p>
    ${htmlTable({
      caption: "Effects of factors on figures",
      columns: [
        { title: "Figure", kind: "name" },
        { title: "Factor", kind: "name" },
        { title: "Moves it by", kind: "number" },
        { title: "Lowest", kind: "number" },
        { title: "at", kind: "name" },
        { title: "Highest", kind: "number" },
        { title: "at", kind: "name" },
        { title: "Effect", kind: "name" },
      ],
      rows: effects
        .slice(0, MOST_EFFECTS)
        .map(({ factor, figure: { figure }, lowest, highest, distance, isClear }) => [
          figureTitle(figure),
          cutMiddle(factorTitle(names[factor]!, names), MOST_LETTERS),
          figureAmount(distance, figure.unit),
          estimateText(lowest.estimate, figure.unit),
          level(factor, lowest.level),
          estimateText(highest.estimate, figure.unit),
          level(factor, highest.level),
          isClear ? "clear" : "not told from chance",
        ]),
      ...(effects.length > MOST_EFFECTS ? { leftOut: `${effects.length - MOST_EFFECTS} more in effects.csv` } : {}),
    })}`;
}

/** Figures that no factor moves are a finding too. */
function sameEverywhere(result: SweepResult): Markup | null {
  const varying = new Set(varyingFigures(result).map(({ column }) => column));
  const same = headlineFigures(result).filter(({ column }) => !varying.has(column));
  if (same.length === 0 || result.points.length < 2) return null;
  return markup`<p class="left-out">The same at every point: ${same.map(({ figure }) => figureTitle(figure)).join(", ")}.</p>`;
}
