// The section of a page that says which alternative is the better: figures side by side, and each difference from the first.

import type { Comparison, SweepResult } from "../../experiment/sweep-result.ts";

import { htmlTable } from "../html/html-table.ts";
import { markup, type Markup } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import type { SweepMaterial } from "../sweep/sweep-material.ts";
import type { ColumnTable } from "../text/column-table.ts";

import { confidenceSentence, grounds } from "./comparison-readings.ts";
import { differencesTable, figuresTable } from "./comparison-text.ts";

export const COMPARISON_SECTION: PageSection<SweepMaterial> = {
  id: "comparison",
  title: "Comparison",
  body: ({ result }) => comparisonBody(result),
};

function comparisonBody(result: SweepResult): Markup {
  const { comparison } = result;
  if (comparison === null) return markup`<p class="lede">Nothing was compared.</p>`;
  const items = grounds(result, comparison).map((ground) => markup`<li>${ground}</li>`);
  return markup`${items.length === 0 ? null : markup`<ul>${items}</ul>`}
    <p class="lede">${sentence(confidenceSentence(comparison))}</p>
    ${tableOf("Figures of all alternatives", figuresTable(result))}
    <h3>Differences from the first</h3>
    ${differences(result, comparison)}`;
}

function differences(result: SweepResult, comparison: Comparison): Markup {
  return tableOf("Differences from the first alternative", differencesTable(result, comparison));
}

/** Titles of our own stand in capitals at a terminal; names of alternatives are the user's, and stay as they are. */
const CAPITALS = /^(?:FIGURE$|DIFFERENCE$|VERDICT$|AGAINST )/;

function tableOf(caption: string, { columns, rows }: ColumnTable): Markup {
  return htmlTable({
    caption,
    columns: columns.map(({ title, align }) => ({
      title: title.replace(CAPITALS, (word) => sentence(word.toLowerCase())),
      kind: align === "right" ? ("number" as const) : ("name" as const),
    })),
    rows,
  });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
