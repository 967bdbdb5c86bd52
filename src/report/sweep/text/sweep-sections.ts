// The sections of a printed sweep: verdict, all points, thresholds, what matters, how far to trust it.

import type { SweepPoint, SweepResult } from "../../../experiment/sweep-result.ts";

import { formatExactCount } from "../../human-numbers.ts";
import { layOut, naturalWidth, wrap, type Column, type ColumnTable } from "../../text/column-table.ts";

import { estimateText, factorTitle, figureAmount, figureTitle } from "../figure-titles.ts";
import {
  factorEffects,
  headlineFigures,
  sweepOutcome,
  sweepSentence,
  trustSentence,
  type PlacedFigure,
} from "../sweep-readings.ts";

/** How much of a sweep a table shows. The formats `table` and `wide` differ in these values only. */
export interface SweepExtent {
  /** Letters a line. */
  readonly width: number;
  readonly points: number;
  readonly effects: number;
  /** Letters that a level or a name may take in a column. */
  readonly nameLetters: number;
}

export const TABLE_SWEEP_EXTENT: SweepExtent = { width: 100, points: 40, effects: 12, nameLetters: 24 };

export const WIDE_SWEEP_EXTENT: SweepExtent = {
  width: Number.POSITIVE_INFINITY,
  points: Number.POSITIVE_INFINITY,
  effects: Number.POSITIVE_INFINITY,
  nameLetters: Number.POSITIVE_INFINITY,
};

/** The verdict's word and the sweep's name on one line, then the sentence. */
export function verdictLines(result: SweepResult, { width }: SweepExtent): string[] {
  const head = `${sweepOutcome(result).toUpperCase()}  ${result.scenario.name}`;
  return [...wrap(head, width), ...wrap(sweepSentence(result), width)];
}

const RESULTS: Readonly<Record<SweepPoint["outcome"], string>> = Object.freeze({
  passed: "pass",
  failed: "FAIL",
  inconclusive: "open",
  incomplete: "part",
});

/** One row a point; figures that do not fit beside one another follow in a table of their own. */
export function pointLines(result: SweepResult, extent: SweepExtent): string[] {
  const shown = result.points.slice(0, extent.points);
  const left = result.points.length - shown.length;
  const blocks = figureBlocks(result, shown, extent).map((table) => layOut(table, extent.width));
  const title = `POINTS (${result.replications})`;
  const rest = left > 0 ? [`(${formatExactCount(left)} more points: -o wide, -o csv, or the report)`] : [];
  return [...wrap(title, extent.width), ...blocks.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines])), ...rest];
}

/** Tables no wider than a line: the first has the factors too. */
function figureBlocks(result: SweepResult, points: readonly SweepPoint[], extent: SweepExtent): readonly ColumnTable[] {
  const blocks: ColumnTable[] = [];
  let block = levelTable(result, points, extent);
  let hasFigure = false;
  for (const placed of headlineFigures(result)) {
    const longer = withFigure(block, placed, points);
    if (hasFigure && naturalWidth(longer) > extent.width) {
      blocks.push(block);
      block = withFigure(numberTable(points), placed, points);
    } else block = longer;
    hasFigure = true;
  }
  return [...blocks, block];
}

const POINT_COLUMN: Column = { title: "POINT", align: "right" };

function numberTable(points: readonly SweepPoint[]): ColumnTable {
  return { columns: [POINT_COLUMN], rows: points.map(({ index }) => [String(index)]) };
}

function levelTable({ design }: SweepResult, points: readonly SweepPoint[], { nameLetters }: SweepExtent): ColumnTable {
  const { factors } = design;
  const names = factors.map(({ name }) => name);
  return {
    columns: [
      POINT_COLUMN,
      ...factors.map(({ name, isNumeric }): Column => ({
        title: factorTitle(name, names).toUpperCase(),
        align: isNumeric ? "right" : "left",
        most: nameLetters,
      })),
      { title: "RESULT", align: "left" },
    ],
    rows: points.map(({ index, outcome }) => [
      String(index),
      ...factors.map(({ levels }, factor) => levels[design.points[index]!.levels[factor]!] ?? ""),
      RESULTS[outcome],
    ]),
  };
}

function withFigure({ columns, rows }: ColumnTable, placed: PlacedFigure, points: readonly SweepPoint[]): ColumnTable {
  const { column, figure } = placed;
  return {
    columns: [...columns, { title: figureTitle(figure).toUpperCase(), align: "right" }],
    rows: rows.map((row, place) => [...row, estimateText(points[place]!.estimates[column] ?? null, figure.unit)]),
  };
}

const THRESHOLD_COLUMNS: readonly Column[] = [
  { title: "HOLDS", align: "right" },
  { title: "BROKEN", align: "right" },
  { title: "OPEN", align: "right" },
  { title: "LIMIT", align: "right" },
  { title: "THRESHOLD", align: "left" },
];

/** One row a threshold: at how many points it holds. */
export function thresholdLines({ points }: SweepResult, { width }: SweepExtent): string[] {
  const [first] = points;
  if (first === undefined || first.thresholds.length === 0) return ["THRESHOLDS (none set)"];
  const rows = first.thresholds.map(({ threshold, limit, unit }, index) => {
    const outcomes = points.map(({ thresholds }) => thresholds[index]?.outcome);
    const count = (wanted: string): string => formatExactCount(outcomes.filter((outcome) => outcome === wanted).length);
    return [count("passed"), count("failed"), count("inconclusive"), figureAmount(limit, unit), threshold];
  });
  return ["THRESHOLDS (points at which each holds)", ...layOut({ columns: THRESHOLD_COLUMNS, rows }, width)];
}

const EFFECT_COLUMNS: readonly Column[] = [
  { title: "FIGURE", align: "left" },
  { title: "FACTOR", align: "left", most: 24 },
  { title: "MOVES IT BY", align: "right" },
  { title: "FROM", align: "right" },
  { title: "AT", align: "left", most: 18 },
  { title: "TO", align: "right" },
  { title: "AT", align: "left", most: 18 },
];

/** The strongest effects of factors that are more than chance. */
export function effectLines(result: SweepResult, { width, effects: most }: SweepExtent): string[] {
  const clear = factorEffects(result).filter(({ isClear }) => isClear);
  if (clear.length === 0) return [];
  const { factors } = result.design;
  const names = factors.map(({ name }) => name);
  const level = (factor: number, at: number): string => factors[factor]!.levels[at] ?? "";
  const rows = clear
    .slice(0, most)
    .map(({ factor, figure: { figure }, lowest, highest, distance }) => [
      figureTitle(figure),
      factorTitle(names[factor]!, names),
      figureAmount(distance, figure.unit),
      figureAmount(lowest.estimate.estimate, figure.unit),
      level(factor, lowest.level),
      figureAmount(highest.estimate.estimate, figure.unit),
      level(factor, highest.level),
    ]);
  const left = clear.length - rows.length;
  const rest = left > 0 ? [`(${formatExactCount(left)} more effects: -o wide, or the report)`] : [];
  return [
    "WHAT MATTERS (means over all points with a level)",
    ...layOut({ columns: EFFECT_COLUMNS, rows }, width),
    ...rest,
  ];
}

const LABEL_WIDTH = 10;

/** What the figures rest on, and how to repeat them. */
export function trustLines(result: SweepResult, { width }: SweepExtent): string[] {
  const { plimsoll, kubernetes, seed, runs, notes } = result;
  const identity = `${formatExactCount(runs.length)} ${runs.length === 1 ? "run" : "runs"}, seed ${seed}, Kubernetes ${kubernetes}, plimsoll ${plimsoll}`;
  const labelled = (label: string, text: string): string[] =>
    wrap(text, width - LABEL_WIDTH).map((line, at) => (at === 0 ? label : "").padEnd(LABEL_WIDTH) + line);
  return [
    ...labelled("runs", identity),
    ...(notes.length === 0
      ? []
      : labelled("notes", `${formatExactCount(notes.length)} on what was not simulated or ignored`)),
    ...labelled("trust", trustSentence(result)),
    ...labelled("repeat", result.command),
  ];
}
