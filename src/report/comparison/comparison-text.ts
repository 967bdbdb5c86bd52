// A comparison for people at a terminal: the answer, the figures of all alternatives, and the differences from the first one.

import type { Comparison, SweepResult } from "../../experiment/sweep-result.ts";

import { estimateText, figureTitle } from "../sweep/figure-titles.ts";
import { estimateAt, headlineFigures } from "../sweep/sweep-readings.ts";
import { layOut, type ColumnTable } from "../text/column-table.ts";

import {
  alternativeName,
  answerSentence,
  confidenceSentence,
  differenceText,
  judgedFigures,
  pairsWithFirst,
  grounds,
  verdictText,
} from "./comparison-readings.ts";

/** Letters of a line; alternatives have names of any length. */
const WIDTH = 160;
const NAME_LETTERS = 60;

/** The text of a result that was made to be compared; ends with a line feed. */
export function comparisonText(result: SweepResult): string {
  const { comparison } = result;
  if (comparison === null) return "there is nothing to compare: an alternative was not run\n";
  const sentence = answerSentence(result, comparison);
  const sections = [
    [
      `ANSWER  ${sentence}`,
      ...grounds(result, comparison).map((ground) => `        - ${ground}`),
      `        ${confidenceSentence(comparison)}`,
    ],
    layOut(figuresTable(result), WIDTH),
    layOut(differencesTable(result, comparison), WIDTH),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** More alternatives are rows: their columns would not stand side by side. */
const MOST_COLUMNS = 5;

/** Figures as rows and alternatives as columns, or the other way round where there are many alternatives. */
export function figuresTable(result: SweepResult): ColumnTable {
  return result.points.length > MOST_COLUMNS ? alternativesByRow(result) : alternativesByColumn(result);
}

function alternativesByColumn(result: SweepResult): ColumnTable {
  return {
    columns: [
      { title: "FIGURE", align: "left" },
      ...result.points.map(({ index }) => ({
        title: alternativeName(result, index),
        align: "right" as const,
        most: NAME_LETTERS,
      })),
    ],
    rows: headlineFigures(result).map(({ column, figure }) => [
      figureTitle(figure),
      ...result.points.map((point) => estimateText(estimateAt(point, column), figure.unit)),
    ]),
  };
}

function alternativesByRow(result: SweepResult): ColumnTable {
  const figures = headlineFigures(result);
  return {
    columns: [
      { title: "ALTERNATIVE", align: "left", most: NAME_LETTERS },
      ...figures.map(({ figure }) => ({ title: figureTitle(figure), align: "right" as const })),
    ],
    rows: result.points.map((point) => [
      alternativeName(result, point.index),
      ...figures.map(({ column, figure }) => estimateText(estimateAt(point, column), figure.unit)),
    ]),
  };
}

/** A row for each judged figure of each alternative, against the first one. */
export function differencesTable(result: SweepResult, comparison: Comparison): ColumnTable {
  const first = alternativeName(result, comparison.pairs[0]!.first);
  return {
    columns: [
      { title: `AGAINST ${first}`, align: "left", most: NAME_LETTERS },
      { title: "FIGURE", align: "left" },
      { title: "DIFFERENCE", align: "right" },
      { title: "VERDICT", align: "left" },
    ],
    rows: pairsWithFirst(comparison).flatMap((pair) =>
      judgedFigures(comparison, pair).map(({ column, judgement }) => {
        const figure = result.figures[column]!;
        return [
          alternativeName(result, pair.second),
          figureTitle(figure),
          differenceText(judgement, figure.unit),
          verdictText(judgement),
        ];
      }),
    ),
  };
}
