// A CSV file as columns by name, each cell able to say where it stands. Knows nothing of what the columns mean.

import { CsvError, parse } from "csv-parse/sync";

import { suggestionFor, type DiagnosticSink, type SourcePosition } from "../../base/diagnostic.ts";

import type { SourceText } from "./source-text.ts";

/** Columns a format knows; those that a file may leave out are optional. */
export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly bytes: number; readonly lines: number };
}

/** The data rows of one file. */
export class CsvTable {
  readonly #source: SourceText;
  readonly #sink: DiagnosticSink;
  readonly #rows: readonly CsvRow[];
  readonly #columnByName: ReadonlyMap<string, number>;
  /** In the order of the header. */
  readonly columns: readonly string[];

  constructor(source: SourceText, sink: DiagnosticSink, header: readonly string[], rows: readonly CsvRow[]) {
    this.#source = source;
    this.#sink = sink;
    this.#rows = rows;
    this.columns = header;
    this.#columnByName = new Map(header.map((name, index) => [name, index]));
  }

  get rows(): number {
    return this.#rows.length;
  }

  has(column: string): boolean {
    return this.#columnByName.has(column);
  }

  /** The cell's text; empty where the file has no such column. */
  text(row: number, column: string): string {
    const index = this.#columnByName.get(column);
    return index === undefined ? "" : this.#rows[row]!.record[index]!;
  }

  /** The cell as a whole number from 0 to `max`; a mistake is told and gives undefined. */
  wholeNumber(row: number, column: string, max: number): number | undefined {
    const text = this.text(row, column);
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number <= max) return number;
    this.report(row, column, {
      code: Number.isNaN(number) ? "wrong-type" : "out-of-range",
      message: `${column}: ${JSON.stringify(text)} is not a whole number from 0 to ${max}`,
      expected: `a whole number from 0 to ${max}`,
    });
    return undefined;
  }

  /** Tells of a mistake in a cell. */
  report(
    row: number,
    column: string,
    problem: { readonly code: string; readonly message: string; readonly expected: string },
  ): void {
    this.#sink.report({ severity: "error", position: this.positionOf(row, column), path: column, ...problem });
  }

  /** The cell's place; exact as long as no cell of its line is quoted. */
  positionOf(row: number, column: string): SourcePosition {
    const { record, info } = this.#rows[row]!;
    const before = record.slice(0, this.#columnByName.get(column) ?? 0);
    const width = before.reduce((sum, cell) => sum + cell.length + 1, 0);
    return { file: this.#source.path, line: info.lines, column: width + 1 };
  }
}

/** The table, or undefined if its header or its quoting is wrong; all that is wrong is told. */
export function readCsvTable(source: SourceText, columns: CsvColumns, sink: DiagnosticSink): CsvTable | undefined {
  const rows = parseRows(source, sink);
  if (rows === undefined) return undefined;
  const [first, ...data] = rows;
  if (first === undefined) {
    const expected = `a header line ${columns.required.join(",")}`;
    sink.report({ code: "empty-file", severity: "error", message: `${source.path} is empty`, expected });
    return undefined;
  }
  const header = first.record;
  if (!checkHeader(source, header, columns, sink)) return undefined;
  const even = data.filter((row) => checkWidth(source, row, header.length, sink));
  return new CsvTable(source, sink, header, even);
}

function parseRows(source: SourceText, sink: DiagnosticSink): readonly CsvRow[] | undefined {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    return parse(source.text, options) as unknown[] as readonly CsvRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    const position = { file: source.path, line, column: 1 };
    sink.report({ code: "csv-syntax", severity: "error", message: `not valid CSV: ${error.message}`, position });
    return undefined;
  }
}

function checkHeader(
  source: SourceText,
  header: readonly string[],
  columns: CsvColumns,
  sink: DiagnosticSink,
): boolean {
  const position = { file: source.path, line: 1, column: 1 };
  const missing = columns.required.filter((name) => !header.includes(name));
  for (const name of missing) {
    const message = `the file has no column ${name}`;
    const expected = `the columns ${columns.required.join(", ")}`;
    sink.report({
      code: "missing-column",
      severity: "error",
      message,
      position,
      expected,
      ...suggestionFor(name, header),
    });
  }
  const doubled = header.filter((name, index) => header.indexOf(name) !== index);
  for (const name of doubled) {
    sink.report({ code: "duplicate-name", severity: "error", message: `the column ${name} is there twice`, position });
  }
  return missing.length === 0 && doubled.length === 0;
}

function checkWidth(source: SourceText, row: CsvRow, width: number, sink: DiagnosticSink): boolean {
  if (row.record.length === width) return true;
  sink.report({
    code: "ragged-row",
    severity: "error",
    message: `the line has ${row.record.length} cells`,
    position: { file: source.path, line: row.info.lines, column: 1 },
    expected: `${width} cells, as in the header`,
  });
  return false;
}
