// Tables in the manner of kubectl: columns by spaces, no borders, titles in capitals, nothing after the last letter.
// Only the last column wraps; a name too long for its column loses its middle.

import { cutMiddle, visibleText } from "../neutral-text.ts";

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  /** Letters that the column has at most; cells beyond lose their middle. */
  readonly most?: number;
}

/** A table that is not laid out yet; each row has one cell a column. */
export interface ColumnTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

const GAP = "  ";
const LEAST_WRAP_WIDTH = 20;

/** The lines of a table no wider than `width`, as far as the last column alone can see to that. */
export function layOut(table: ColumnTable, width: number): string[] {
  const widths = columnWidths(table);
  const titles = table.columns.map((column) => column.title);
  return [titles, ...table.rows].flatMap((row) => rowLines(table.columns, row, widths, width));
}

/** Letters that the table takes if nothing wraps. */
export function naturalWidth(table: ColumnTable): number {
  return sum(columnWidths(table)) + GAP.length * (table.columns.length - 1);
}

function columnWidths(table: ColumnTable): number[] {
  return table.columns.map((column, index) =>
    Math.max(
      letters(cellText(column, column.title)),
      ...table.rows.map((row) => letters(cellText(column, row[index]))),
    ),
  );
}

function rowLines(
  columns: readonly Column[],
  row: readonly string[],
  widths: readonly number[],
  width: number,
): string[] {
  const last = columns.length - 1;
  const indent = sum(widths.slice(0, last)) + GAP.length * last;
  const lead = columns.slice(0, last).map((column, index) => pad(cellText(column, row[index]), widths[index]!, column));
  const room = Math.max(LEAST_WRAP_WIDTH, width - indent);
  const final = columns[last]!;
  const [first = "", ...rest] = wrap(cellText(final, row[last]), room);
  const firstCell = final.align === "right" ? pad(first, widths[last]!, final) : first;
  return [[...lead, firstCell].join(GAP).trimEnd(), ...rest.map((line) => " ".repeat(indent) + line)];
}

function cellText(column: Column, cell: string | undefined): string {
  return cutMiddle(visibleText(cell ?? ""), column.most ?? Number.POSITIVE_INFINITY);
}

function pad(text: string, width: number, column: Column): string {
  const blank = " ".repeat(Math.max(0, width - letters(text)));
  return column.align === "left" ? text + blank : blank + text;
}

/** Lines of at most `width` letters, broken at spaces; a longer word is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of visibleText(text).split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (letters(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = piecesOf(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return [...lines, line];
}

function piecesOf(word: string, width: number): string[] {
  const all = Array.from(word);
  if (all.length <= width) return [word];
  return Array.from({ length: Math.ceil(all.length / width) }, (_, index) =>
    all.slice(index * width, (index + 1) * width).join(""),
  );
}

function letters(text: string): number {
  return Array.from(text).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
