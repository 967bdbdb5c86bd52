// Lines with cells set beneath one another, as kubectl prints them: two spaces between columns, and a column is as wide as
// its widest cell in consecutive lines that have it.
// Imitates Go's text/tabwriter as kubectl's describe and get set it up.

const PADDING = 2;

/** One line's cells; the last one ends the line and gives its column no width. */
export type ColumnLine = readonly string[];

/** The lines as text. */
export function alignedLines(lines: readonly ColumnLine[]): readonly string[] {
  const widths = lines.map((cells) => cells.slice(0, -1).map(() => 0));
  for (const [row, cells] of lines.entries()) {
    for (let column = 0; column < cells.length - 1; column += 1) {
      if (!hasColumn(lines[row - 1], column)) widenBlock(lines, widths, row, column);
    }
  }
  return lines.map((cells, row) => cells.map((cell, column) => padded(cell, widths[row]?.[column] ?? 0)).join(""));
}

function hasColumn(cells: ColumnLine | undefined, column: number): boolean {
  return cells !== undefined && column < cells.length - 1;
}

/** Gives the column its width in all lines from `first` on that have it without a break. */
function widenBlock(lines: readonly ColumnLine[], widths: readonly number[][], first: number, column: number): void {
  let end = first;
  let width = 0;
  while (hasColumn(lines[end], column)) {
    width = Math.max(width, lengthOf(lines[end]![column]!) + PADDING);
    end += 1;
  }
  for (let row = first; row < end; row += 1) widths[row]![column] = width;
}

function padded(cell: string, width: number): string {
  return cell + " ".repeat(Math.max(0, width - lengthOf(cell)));
}

/** In characters, whatever room they take on a screen. */
function lengthOf(cell: string): number {
  return Array.from(cell).length;
}
