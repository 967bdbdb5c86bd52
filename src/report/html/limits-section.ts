// What limits the cluster, in the result's own sentences, beside the queue that shows when it began to bite.

import { shortResourceName } from "../readings.ts";
import type { ReportMaterial } from "../report-material.ts";

import { chartFigure } from "./chart-figure.ts";
import type { Markup } from "./markup.ts";
import { markup } from "./markup.ts";
import type { PageSection } from "./page-section.ts";

export const LIMITS_SECTION: PageSection = { id: "limits", title: "What limits you", body: limitsBody };

const MOST_LIMITS = 20;

function limitsBody({ result, charts }: ReportMaterial): Markup {
  const names = result.limits.map((limit) => limit.resource);
  const items = result.limits
    .slice(0, MOST_LIMITS)
    .map(
      ({ resource, sentence }) => markup`<li><strong>${shortResourceName(resource, names)}</strong>${sentence}</li>`,
    );
  const list =
    items.length === 0
      ? markup`<p class="lede">Nothing that was measured limits the cluster under this load.</p>`
      : markup`<ol class="limits">
          ${items}
        </ol>`;
  return markup`<p class="lede">Most limiting first.</p>
    <div class="pair">
      <div>${list}</div>
      ${chartFigure(charts, "pending-over-time")}
    </div>`;
}
