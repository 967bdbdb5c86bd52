// `-o markdown`: a sweep in at most 60 lines for a pull request. All names stand in code spans, so that none can draw, link or mention
// anybody.

import type { SweepPoint, SweepResult } from "../../../experiment/sweep-result.ts";

import { formatExactCount } from "../../human-numbers.ts";
import { cutMiddle, markdownCode, markdownText } from "../../neutral-text.ts";
import { markdownTable } from "../../text/markdown-table.ts";

import { estimateText, factorTitle, figureAmount, figureTitle } from "../figure-titles.ts";
import { factorEffects, headlineFigures, sweepOutcome, sweepSentence, trustSentence } from "../sweep-readings.ts";
import type { SweepFormat } from "./sweep-format.ts";

const MOST_POINTS = 20;
const MOST_FIGURES = 5;
const MOST_FACTORS = 4;
const MOST_THRESHOLDS = 6;
const MOST_EFFECTS = 6;
const MOST_LETTERS = 32;

export const SWEEP_MARKDOWN: SweepFormat = {
  name: "markdown",
  render: (result) => {
    const sections = [headline, thresholds, points, effects, trust];
    const texts = sections.map((section) => section(result)).filter((lines) => lines.length > 0);
    return `${texts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
  },
};

const SIGNS: Readonly<Record<SweepPoint["outcome"], string>> = Object.freeze({
  passed: "✅",
  failed: "❌",
  inconclusive: "❔",
  incomplete: "⚠️",
});

function headline(result: SweepResult): readonly string[] {
  const outcome = sweepOutcome(result);
  return [
    `### ${SIGNS[outcome]} plimsoll sweep: ${markdownCode(result.scenario.name)} ${outcome}`,
    "",
    `${markdownText(sweepSentence(result))}.`,
  ];
}

function thresholds({ points: all }: SweepResult): readonly string[] {
  const [first] = all;
  if (first === undefined || first.thresholds.length === 0) return [];
  const rows = first.thresholds.slice(0, MOST_THRESHOLDS).map(({ threshold, limit, unit }, index) => {
    const count = (wanted: string): string =>
      formatExactCount(all.filter(({ thresholds: own }) => own[index]?.outcome === wanted).length);
    return [
      markdownCode(threshold),
      figureAmount(limit, unit),
      count("passed"),
      count("failed"),
      count("inconclusive"),
    ];
  });
  return markdownTable(
    ["Threshold", "Limit", "Points that keep it", "that break it", "too near to tell"],
    ":--|--:|--:|--:|--:",
    rows,
    first.thresholds.length,
  );
}

function points(result: SweepResult): readonly string[] {
  const { factors, points: designed } = result.design;
  const shownFactors = factors.slice(0, MOST_FACTORS);
  const figures = headlineFigures(result).slice(0, MOST_FIGURES);
  const names = factors.map(({ name }) => name);
  const titles = [
    "",
    "Point",
    ...shownFactors.map(({ name }) => markdownCode(cutMiddle(factorTitle(name, names), MOST_LETTERS))),
    ...figures.map(({ figure }) => markdownText(figureTitle(figure))),
  ];
  const rows = result.points
    .slice(0, MOST_POINTS)
    .map(({ index, outcome, estimates }) => [
      SIGNS[outcome],
      String(index),
      ...shownFactors.map(({ levels }, factor) =>
        markdownCode(cutMiddle(levels[designed[index]!.levels[factor]!] ?? "", MOST_LETTERS)),
      ),
      ...figures.map(({ column, figure }) => estimateText(estimates[column] ?? null, figure.unit)),
    ]);
  const marks = titles.map((_, at) => (at === 0 ? ":-:" : "--:")).join("|");
  return markdownTable(titles, marks, rows, result.points.length);
}

function effects(result: SweepResult): readonly string[] {
  const clear = factorEffects(result).filter(({ isClear }) => isClear);
  if (clear.length === 0) return [];
  const { factors } = result.design;
  const names = factors.map(({ name }) => name);
  const rows = clear
    .slice(0, MOST_EFFECTS)
    .map(({ factor, figure: { figure }, lowest, highest, distance }) => [
      markdownText(figureTitle(figure)),
      markdownCode(cutMiddle(factorTitle(names[factor]!, names), MOST_LETTERS)),
      figureAmount(distance, figure.unit),
      markdownCode(cutMiddle(factors[factor]!.levels[lowest.level] ?? "", MOST_LETTERS)),
      markdownCode(cutMiddle(factors[factor]!.levels[highest.level] ?? "", MOST_LETTERS)),
    ]);
  return markdownTable(
    ["What matters", "Factor", "Moves it by", "Lowest at", "Highest at"],
    ":--|:--|--:|:--|:--",
    rows,
    clear.length,
  );
}

function trust(result: SweepResult): readonly string[] {
  const { seed, kubernetes, plimsoll, notes, runs } = result;
  return [
    "<details><summary>How far to trust it, how to repeat it</summary>",
    "",
    `${markdownText(trustSentence(result))} ${formatExactCount(runs.length)} runs, seed ${markdownCode(seed)}, ` +
      `Kubernetes ${markdownText(kubernetes)}, plimsoll ${markdownText(plimsoll)}. ` +
      `${formatExactCount(notes.length)} notes on what was not simulated or ignored.`,
    "",
    markdownCode(result.command),
    "",
    "</details>",
  ];
}
