// The section of a page that says where the line is: how it was judged, and each value that was run.

import { htmlTable } from "../html/html-table.ts";
import { markup, type Markup } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import type { SweepMaterial } from "../sweep/sweep-material.ts";

import { assumedSentence, judgedSentence } from "./line-readings.ts";
import { lineTable } from "./line-table.ts";

export const LINE_SECTION: PageSection<SweepMaterial> = {
  id: "line",
  title: "The line",
  body: ({ result }) => {
    const { line } = result;
    if (line === null) return markup`<p class="lede">Nothing was searched.</p>`;
    const { columns, rows } = lineTable(result, line);
    return markup`<p class="lede">${sentence(judgedSentence(result, line))}</p>
      <p class="lede">${sentence(assumedSentence(line))}</p>
      ${table(columns, rows)}`;
  },
};

function table(
  columns: readonly { readonly title: string; readonly align: "left" | "right" }[],
  rows: readonly (readonly string[])[],
): Markup {
  return htmlTable({
    caption: "Values that were run",
    columns: columns.map(({ title, align }) => ({
      title: title === title.toUpperCase() ? title.charAt(0) + title.slice(1).toLowerCase() : title,
      kind: align === "right" ? ("number" as const) : ("name" as const),
    })),
    rows,
  });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
