// The section of a page that says which setting keeps the SLO at the least cost: every setting, what each gains and costs against the
// current one, what the figures rest on, and the manifest to apply.

import type { Backtest, Interval } from "../../experiment/sweep-result.ts";

import { htmlTable } from "../html/html-table.ts";
import { markup, type Insert, type Markup } from "../html/markup.ts";
import type { PageSection } from "../html/page-section.ts";
import { formatPercent, NO_FIGURE } from "../human-numbers.ts";
import type { SweepMaterial } from "../sweep/sweep-material.ts";
import type { ColumnTable } from "../text/column-table.ts";

import { doubtsOf, groundsOf, reachText } from "./backtest-readings.ts";
import { againstTable, byCost, SETTING_COLUMNS } from "./backtest-table.ts";

export const BACKTEST_SECTION: PageSection<SweepMaterial> = {
  id: "backtest",
  title: "Settings of the autoscaler",
  body: ({ result }) => {
    const { backtest } = result;
    if (backtest === undefined) return markup`<p class="lede">No settings were tried.</p>`;
    const against = againstTable(backtest);
    const { point } = backtest.answer;
    const manifest = point === null ? undefined : backtest.settings[point]?.manifest;
    return markup`<p class="lede">Cheapest first. A star marks settings that no other beats in both cost and SLO misses; p95 and p99 are of requests that were answered, and after ± stands half of an interval of ${formatPercent(backtest.confidence)} confidence.</p>
      ${doubtsOf(result).map((doubt) => markup`<p class="callout">${sentence(doubt)}</p>`)}
      <div class="settings">${settingTable(backtest)}</div>
      ${against.rows.length === 0 ? null : tableOf("Against the current setting", against)}
      <h3>What the figures rest on</h3>
      <ul>${groundsOf(backtest, result.replications).map((text) => markup`<li>${sentence(text)}</li>`)}</ul>
      ${
        manifest === undefined
          ? null
          : markup`<h3>${backtest.answer.kind === "none" ? "The manifest of the setting that misses least" : "The manifest to apply"}</h3><pre>${manifest
              .split("\n")
              .map(
                (line) => markup`${line}
`,
              )}</pre>`
      }`;
  },
};

/** Each figure with its reach below it, so that those that decide can be seen at once. */
function settingTable(backtest: Backtest): Markup {
  const titles = SETTING_COLUMNS.map(({ title }) => ({ title: headingOf(title), kind: "number" as const }));
  return htmlTable({
    caption: "Settings",
    columns: [{ title: "Setting", kind: "text" }, { title: "Keeps", kind: "name" }, ...titles],
    rows: byCost(backtest).map((place) => {
      const setting = backtest.settings[place]!;
      return [
        nameCell(backtest, place),
        keepsCell(setting.keeps),
        ...SETTING_COLUMNS.map(({ figure, written }) => figureCell(setting.figures[figure], written)),
      ];
    }),
  });
}

function nameCell({ answer, settings }: Backtest, place: number): Markup {
  const { label, isOnFront } = settings[place]!;
  return markup`${label}${isOnFront ? "\u00a0★" : null}${
    answer.point === place ? markup`<small class="chosen">${CHOSEN[answer.kind]}</small>` : null
  }`;
}

const CHOSEN = Object.freeze({
  cheapest: "recommended",
  open: "as far as the seeds tell",
  none: "misses least",
} as const satisfies Readonly<Record<Backtest["answer"]["kind"], string>>);

const KEEPS = Object.freeze({
  yes: ["passed", "✓ yes"],
  no: ["failed", "✗ no"],
  open: ["incomplete", "? open"],
} as const satisfies Readonly<Record<Backtest["settings"][number]["keeps"], readonly [string, string]>>);

function keepsCell(keeps: Backtest["settings"][number]["keeps"]): Markup {
  const [look, words] = KEEPS[keeps];
  return markup`<span class="mark ${look}">${words}</span>`;
}

function figureCell(estimate: Interval | null, written: (value: number) => string): Insert {
  if (estimate === null) return NO_FIGURE;
  const reach = reachText(estimate, written);
  return markup`${written(estimate.estimate)}${reach === null ? null : markup`<small>${reach}</small>`}`;
}

function tableOf(caption: string, { columns, rows }: ColumnTable): Markup {
  return htmlTable({
    caption,
    columns: columns.map(({ title, align }) => ({
      title: headingOf(title),
      kind: align === "right" ? ("number" as const) : ("name" as const),
    })),
    rows,
  });
}

/** `p95`, `SLO misses`, `Over target`. */
function headingOf(title: string): string {
  return /^P\d/.test(title) ? title.toLowerCase() : sentenceCase(title).replace(/^Slo/, "SLO");
}

function sentenceCase(title: string): string {
  return title.charAt(0) + title.slice(1).toLowerCase();
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
