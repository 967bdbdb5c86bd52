// All CSV files of a sweep, in the order in which the report lists them. Tidy: one figure a row, factors as columns, units named.

import type { Design, SweepResult } from "../../../experiment/sweep-result.ts";

import type { CsvCell, CsvTable } from "../../csv/csv-text.ts";
import { coefficientTable, noteTable } from "../../csv/outcome-files.ts";
import { labelText } from "../../readings.ts";

import { figuresThatFit } from "./figures-that-fit.ts";

export interface SweepCsvFile {
  /** Kebab-case; the file is `NAME.csv`. */
  readonly name: string;
  /** One phrase for the report's list of files. */
  readonly holds: string;
  table(result: SweepResult): CsvTable;
}

/** Rows of one file at most; beyond them it has the headline figures only, and Parquet has all. */
const MOST_ROWS = 300_000;

const FIGURE_HEADER = ["metric", "labels", "figure", "unit"] as const;

/** The levels of a point, one cell a factor. */
export function levelCells({ factors, points }: Design, point: number): CsvCell[] {
  const levels = points[point]?.levels ?? [];
  return factors.map(({ levels: texts, isNumeric }, factor) => {
    const text = texts[levels[factor] ?? -1] ?? null;
    const number = Number(text);
    return isNumeric && text !== null && Number.isFinite(number) ? number : text;
  });
}

/** Names of the factors as columns, none of which is called like a column of the table. */
export function factorHeader({ factors }: Design): string[] {
  return factors.map(({ name }) => `factor ${name}`);
}

function figureCells({ metric, labels, figure, unit }: SweepResult["figures"][number]): CsvCell[] {
  return [metric, labelText(labels), figure, unit];
}

export const POINTS_FILE: SweepCsvFile = {
  name: "points",
  holds: "each figure of each point: estimate, confidence interval, number of replications",
  table: (result) => {
    const { design, points } = result;
    const kept = figuresThatFit(result, points.length, MOST_ROWS);
    return {
      header: [
        "point",
        ...factorHeader(design),
        "outcome",
        ...FIGURE_HEADER,
        "estimate",
        "low",
        "high",
        "confidence",
        "method",
        "replications",
      ],
      rows: points.flatMap(({ index, outcome, estimates }) => {
        const levels = levelCells(design, index);
        return kept.map(({ column, figure }) => {
          const found = estimates[column] ?? null;
          const own =
            found === null
              ? [null, null, null, null, null, 0]
              : [found.estimate, found.low, found.high, found.confidence, found.method, found.count];
          return [index, ...levels, outcome, ...figureCells(figure), ...own];
        });
      }),
    };
  },
};

const RUNS_FILE: SweepCsvFile = {
  name: "runs",
  holds: "each figure of each run, with its point, replication and seed; runs that failed with the reason",
  table: (result) => {
    const { design, runs } = result;
    const kept = figuresThatFit(result, runs.length, MOST_ROWS);
    return {
      header: [
        "point",
        ...factorHeader(design),
        "replication",
        "seed",
        "status",
        "reason",
        "fingerprint",
        "outcome",
        ...FIGURE_HEADER,
        "value",
      ],
      rows: runs.flatMap(({ point, replication, seed, status, reason, fingerprint, outcome, values }) => {
        const run = [point, ...levelCells(design, point), replication, seed, status, reason, fingerprint, outcome];
        if (status === "failed") return [[...run, null, null, null, null, null]];
        return kept.map(({ column, figure }) => [...run, ...figureCells(figure), values[column] ?? null]);
      }),
    };
  },
};

const THRESHOLDS_FILE: SweepCsvFile = {
  name: "thresholds",
  holds: "each threshold at each point: whether it holds, the interval of what was observed, the limit",
  table: ({ design, points }) => ({
    header: [
      "point",
      ...factorHeader(design),
      "threshold",
      "outcome",
      "unit",
      "observed",
      "low",
      "high",
      "limit",
      "kept_ratio",
    ],
    rows: points.flatMap(({ index, thresholds }) =>
      thresholds.map(({ threshold, outcome, unit, observed, limit, keptShare }) => [
        index,
        ...levelCells(design, index),
        threshold,
        outcome,
        unit,
        observed?.estimate ?? null,
        observed?.low ?? null,
        observed?.high ?? null,
        limit,
        keptShare,
      ]),
    ),
  }),
};

const EFFECTS_FILE: SweepCsvFile = {
  name: "effects",
  holds: "means over all points that share a level of one factor, or of two, with confidence intervals",
  table: ({ design, levelGroups, figures }) => ({
    header: [
      "factor",
      "level",
      "second_factor",
      "second_level",
      "points",
      ...FIGURE_HEADER,
      "estimate",
      "low",
      "high",
      "replications",
    ],
    rows: levelGroups.flatMap(({ levels, points, estimates }) => {
      const named = [0, 1].flatMap((place) => {
        const own = levels[place];
        const factor = own === undefined ? undefined : design.factors[own.factor];
        return factor === undefined ? [null, null] : [factor.name, factor.levels[own!.level] ?? null];
      });
      return figures.flatMap((figure, column) => {
        const found = estimates[column] ?? null;
        if (found === null) return [];
        return [[...named, points, ...figureCells(figure), found.estimate, found.low, found.high, found.count]];
      });
    }),
  }),
};

const COEFFICIENTS_FILE: SweepCsvFile = {
  name: "coefficients",
  holds: "every coefficient of the latency and cost models, with its source",
  table: ({ coefficients }) => coefficientTable(coefficients),
};

const NOTES_FILE: SweepCsvFile = {
  name: "notes",
  holds: "what in the input was not simulated, ignored or warned about, with its place",
  table: ({ notes }) => noteTable(notes),
};

export const SWEEP_CSV_FILES: readonly SweepCsvFile[] = Object.freeze([
  POINTS_FILE,
  RUNS_FILE,
  THRESHOLDS_FILE,
  EFFECTS_FILE,
  COEFFICIENTS_FILE,
  NOTES_FILE,
]);
