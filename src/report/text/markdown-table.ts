// Tables in Markdown, as GitHub draws them.

import { formatExactCount } from "../human-numbers.ts";
import { markdownCode, markdownText } from "../neutral-text.ts";

import type { ColumnTable } from "./column-table.ts";

/** A table whose last line says how many of `all` rows are missing. */
export function markdownTable(
  titles: readonly string[],
  marks: string,
  rows: readonly (readonly string[])[],
  all: number,
): string[] {
  const missing = all - rows.length;
  const rest = missing > 0 ? ["", `… and ${formatExactCount(missing)} more`] : [];
  return [`| ${titles.join(" | ")} |`, `|${marks}|`, ...rows.map((cells) => `| ${cells.join(" | ")} |`), ...rest];
}

/** A table of columns whose first one holds names: they stand in code spans, so that none can draw, link or mention anybody. */
export function namedRowsTable({ columns, rows }: ColumnTable): string[] {
  const titles = columns.map(({ title }) => markdownText(title));
  const marks = columns.map(({ align }) => (align === "right" ? "--:" : ":--")).join("|");
  const cells = rows.map(([first = "", ...rest]) => [markdownCode(first), ...rest.map(markdownText)]);
  return markdownTable(titles, marks, cells, rows.length);
}
