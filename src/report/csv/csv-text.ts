// CSV text by csv-stringify: units in the header, numbers bare, no cell that a spreadsheet would run as a formula.

import { stringify } from "csv-stringify/sync";

import { visibleText } from "../neutral-text.ts";

/** What a cell holds; null is an empty cell. */
export type CsvCell = string | number | boolean | null;

/** A table: `header` has one name a column (snake case, unit last), each row as many cells. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/**
 * RFC 4180 text with a header line, lines ended by a line feed. Text that starts like a formula gets a leading
 * apostrophe; control characters are written out (`\u001b`), so that no cell spans two lines. A number that is
 * not finite leaves its cell empty.
 */
export function csvText(table: CsvTable): string {
  const records = [table.header, ...table.rows].map((row) => row.map(safeCell));
  return stringify(records, {
    escape_formulas: true,
    record_delimiter: "\n",
    cast: { boolean: (value) => String(value) },
  });
}

function safeCell(cell: CsvCell): CsvCell {
  if (typeof cell === "string") return visibleText(cell);
  return typeof cell === "number" && !Number.isFinite(cell) ? null : cell;
}
