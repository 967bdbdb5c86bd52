// The first section of a sweep's page: how the points came out, in a box, with the figures that stand out.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

import { mostRuns, recommendation } from "../../backtest/backtest-readings.ts";
import { backtestTiles } from "../../backtest/backtest-tiles.ts";
import { alternativeName, answerSentence } from "../../comparison/comparison-readings.ts";
import { formatExactCount } from "../../human-numbers.ts";
import { markup, type Markup } from "../../html/markup.ts";
import { lineSentence } from "../../line/line-readings.ts";
import { tileMarkup, verdictBox, type Tile } from "../../html/verdict-section.ts";

import { figureAmount, figureTitle } from "../figure-titles.ts";
import type { SweepMaterial } from "../sweep-material.ts";
import { bestPoint, headlineFigures, sweepOutcome, sweepSentence, type SweepOutcome } from "../sweep-readings.ts";

const LOOKS = Object.freeze({
  passed: "passed",
  failed: "failed",
  inconclusive: "incomplete",
  incomplete: "incomplete",
} as const satisfies Readonly<Record<SweepOutcome, string>>);

const MOST_BEST = 4;

/** Unlike the others, this section draws its own heading, inside the coloured box. */
export function sweepVerdictSection({ result }: SweepMaterial): Markup {
  const outcome = sweepOutcome(result);
  return markup`<section id="verdict" class="first" aria-labelledby="verdict-heading">
    ${verdictBox(LOOKS[outcome], outcome, sentenceOf(result))}
    <dl class="tiles">${tilesOf(result).map(tileMarkup)}</dl>
  </section>`;
}

/** Of a comparison the answer, which it was made for. */
function sentenceOf(result: SweepResult): string {
  const { comparison, line, backtest, points } = result;
  if (backtest !== undefined) return `${capital(recommendation(backtest, mostRuns(points)))}.`;
  if (line !== null) return `${lineSentence(result, line)}.`;
  if (comparison === null) return sweepSentence(result);
  const answer = answerSentence(result, comparison);
  // The name of an alternative is written as the user writes it.
  const isOurs = !["winner", "leader", "tie"].includes(comparison.answer.kind);
  return `${isOurs ? capital(answer) : answer}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function tilesOf(result: SweepResult): readonly Tile[] {
  const { backtest } = result;
  return backtest === undefined ? [...countTiles(result), ...bestTiles(result)] : backtestTiles(result, backtest);
}

function countTiles({ points, runs, design }: SweepResult): readonly Tile[] {
  const failed = runs.filter(({ status }) => status === "failed").length;
  const factors = design.factors.length;
  return [
    {
      label: "Points",
      figure: formatExactCount(points.length),
      beside: factors === 0 ? "the scenario as it is" : `of ${factors} ${factors === 1 ? "factor" : "factors"}`,
    },
    {
      label: "Runs",
      figure: formatExactCount(runs.length),
      beside: failed === 0 ? "all finished" : `${formatExactCount(failed)} failed`,
    },
  ];
}

/** The best points, if there is a choice. */
function bestTiles(result: SweepResult): readonly Tile[] {
  if (result.points.length < 2) return [];
  const isSomePassing = result.points.some(({ outcome }) => outcome === "passed");
  const among =
    isSomePassing && result.points.some(({ outcome }) => outcome !== "passed") ? "Best that passes" : "Best";
  return headlineFigures(result)
    .flatMap((placed): Tile[] => {
      const best = bestPoint(result, placed);
      if (best === undefined) return [];
      const { estimate } = best.estimates[placed.column]!;
      const { figure } = placed;
      return [
        {
          label: `${among}: ${figureTitle(figure)}`,
          figure: figureAmount(estimate, figure.unit),
          beside: `at ${result.comparison === null ? `point ${best.index}` : alternativeName(result, best.index)}`,
        },
      ];
    })
    .slice(0, MOST_BEST);
}
