// The runs of a sweep as Parquet, for notebooks and DuckDB: the same rows as runs.csv, all figures, with types. The same result gives
// the same bytes. Source: Apache Parquet format; written by hyparquet-writer with Snappy.

import { parquetWriteBuffer } from "hyparquet-writer";

import { PLIMSOLL_VERSION } from "../../base/version.ts";

import type { SweepResult, SweepRun } from "../../experiment/sweep-result.ts";

import { visibleText } from "../neutral-text.ts";
import { labelText } from "../readings.ts";

import { figuresThatFit } from "./csv/figures-that-fit.ts";
import { factorHeader, levelCells } from "./csv/sweep-csv-files.ts";
import type { PlacedFigure } from "./sweep-readings.ts";

/** Rows at most; beyond them the file has the headline figures only. */
const MOST_ROWS = 4_000_000;

type ParquetType = "STRING" | "DOUBLE" | "INT32";

/** The file's bytes: one row a figure of a run; a run that failed has one row without figure. */
export function sweepParquet(result: SweepResult): Uint8Array {
  const rows = rowsOf(result);
  const column = (name: string, type: ParquetType, of: (row: FigureRow) => string | number | null) => ({
    name,
    type,
    data: rows.map((row) => parquetValue(of(row), type)),
  });
  const figure = (of: (placed: PlacedFigure) => string) => (row: FigureRow) =>
    row.placed === null ? null : of(row.placed);
  const { design } = result;
  const levels = design.points.map((_, point) => levelCells(design, point));
  const columnData = [
    column("point", "INT32", ({ run }) => run.point),
    ...factorHeader(design).map((name, factor) => {
      const type = design.factors[factor]!.isNumeric ? "DOUBLE" : "STRING";
      return column(name, type, ({ run }) => levels[run.point]?.[factor] as string | number | null);
    }),
    column("replication", "INT32", ({ run }) => run.replication),
    column("seed", "STRING", ({ run }) => run.seed),
    column("status", "STRING", ({ run }) => run.status),
    column("reason", "STRING", ({ run }) => run.reason),
    column("fingerprint", "STRING", ({ run }) => run.fingerprint),
    column("outcome", "STRING", ({ run }) => run.outcome),
    column(
      "metric",
      "STRING",
      figure(({ figure: { metric } }) => metric),
    ),
    column(
      "labels",
      "STRING",
      figure(({ figure: { labels } }) => labelText(labels)),
    ),
    column(
      "figure",
      "STRING",
      figure(({ figure: { figure: name } }) => name),
    ),
    column(
      "unit",
      "STRING",
      figure(({ figure: { unit } }) => unit),
    ),
    column("value", "DOUBLE", ({ run, placed }) => (placed === null ? null : (run.values[placed.column] ?? null))),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: `plimsoll ${PLIMSOLL_VERSION}` }));
}

/** One row: a run, and one of its figures unless it failed. */
interface FigureRow {
  readonly run: SweepRun;
  readonly placed: PlacedFigure | null;
}

function rowsOf(result: SweepResult): readonly FigureRow[] {
  const kept = figuresThatFit(result, result.runs.length, MOST_ROWS);
  return result.runs.flatMap((run): FigureRow[] =>
    run.status === "failed" ? [{ run, placed: null }] : kept.map((placed) => ({ run, placed })),
  );
}

function parquetValue(value: string | number | null | undefined, type: ParquetType): string | number | null {
  if (value === null || value === undefined) return null;
  if (type === "STRING") return visibleText(String(value));
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
