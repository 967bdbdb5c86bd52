// Tables in Markdown, as GitHub draws them.

import { formatExactCount } from "../human-numbers.ts";

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
