// The section of a page that says which setting keeps the SLO at the least cost: every setting, what each gains and costs against the
// current one, what the figures rest on, and the manifest to apply.

import { htmlTable } from "../html/html-table.ts";
import { markup, type Markup } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import type { SweepMaterial } from "../sweep/sweep-material.ts";
import type { ColumnTable } from "../text/column-table.ts";

import { groundsOf } from "./backtest-readings.ts";
import { againstTable, backtestTable } from "./backtest-table.ts";

export const BACKTEST_SECTION: PageSection<SweepMaterial> = {
  id: "backtest",
  title: "Settings of the autoscaler",
  body: ({ result }) => {
    const { backtest } = result;
    if (backtest === undefined) return markup`<p class="lede">No settings were tried.</p>`;
    const against = againstTable(backtest);
    const { point } = backtest.answer;
    const manifest = point === null ? undefined : backtest.settings[point]?.manifest;
    return markup`<p class="lede">Cheapest first. The recommended setting has a &gt; before it; a star marks those that no other beats in both cost and SLO misses.</p>
      ${tableOf("Settings", backtestTable(backtest))}
      ${against.rows.length === 0 ? null : tableOf("Against the current setting", against)}
      <h3>What the figures rest on</h3>
      <ul>${groundsOf(backtest, result.replications).map((text) => markup`<li>${sentence(text)}</li>`)}</ul>
      ${
        manifest === undefined
          ? null
          : markup`<h3>The manifest to apply</h3><pre>${manifest.split("\n").map(
              (line) => markup`${line}
`,
            )}</pre>`
      }`;
  },
};

function tableOf(caption: string, { columns, rows }: ColumnTable): Markup {
  return htmlTable({
    caption,
    columns: columns.map(({ title, align }) => ({
      title: /^(?:P95|P99|SLO MISSES)$/.test(title) ? title.replace("MISSES", "misses") : sentenceCase(title),
      kind: align === "right" ? ("number" as const) : ("name" as const),
    })),
    rows,
  });
}

function sentenceCase(title: string): string {
  return title.charAt(0) + title.slice(1).toLowerCase();
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
