// Why pods were refused: reasons with counts, then example pods with the words of their FailedScheduling event.

import type { RefusedPods, SimulationResult } from "../../simulation/result.ts";

import { formatExactCount } from "../human-numbers.ts";
import { cutMiddle } from "../neutral-text.ts";
import type { UnplacedGroup } from "../readings.ts";
import { attemptRange, preemptionSentence, unplacedByReasons } from "../readings.ts";
import type { ReportMaterial } from "../report-material.ts";

import { firstRows, htmlTable } from "./html-table.ts";
import type { Insert, Markup } from "./markup.ts";
import { markup } from "./markup.ts";
import type { PageSection } from "./page-section.ts";

export const FAILURES_SECTION: PageSection = { id: "failures", title: "Why pods were refused", body: failuresBody };

const MOST_REASONS = 50;
const MOST_EXAMPLES = 10;
const MOST_PODS_NAMED = 6;
const MOST_LETTERS = 2_000;

function failuresBody({ result }: ReportMaterial): Markup {
  if (result.failures.length === 0 && result.unplaced.length === 0)
    return markup`<p class="lede">No attempt to place a pod failed.</p>
      ${refusals(result)}`;
  const preempted = preemptionSentence(result);
  return markup`<p class="lede">
      Reasons are kube-scheduler's own. A pod that several plugins refuse counts under each of them.
    </p>
    ${preempted === undefined ? null : markup`<p>${preempted}</p>`} ${reasonTable(result)} ${examples(result)} ${refusals(result)}`;
}

/** Pods that were never created. */
function refusals({ refused }: SimulationResult): Insert {
  if (refused.length === 0) return null;
  return [markup`<h3>Pods that admission refused</h3>`, ...refused.map(refusal)];
}

function refusal({ plugin, pods, firstPod, firstMessage }: RefusedPods): Markup {
  const first = markup`<code>${cutMiddle(firstPod, MOST_LETTERS)}</code>`;
  return markup`<div class="example">
    <p>${formatExactCount(pods)} by ${plugin}, <span class="muted">first ${first}</span></p>
    <p class="message">${cutMiddle(firstMessage, MOST_LETTERS)}</p>
  </div>`;
}

function reasonTable({ failures }: SimulationResult): Markup | null {
  if (failures.length === 0) return null;
  const { shown, ...rest } = firstRows(failures, MOST_REASONS, "failures.csv");
  return htmlTable({
    caption: "Reasons for which pods were refused",
    columns: [
      { title: "Reason", kind: "text" },
      { title: "Plugin", kind: "name" },
      { title: "Pods pending at end", kind: "number" },
      { title: "Nodes, mean per pod", kind: "number" },
      { title: "Failed attempts", kind: "number" },
    ],
    rows: shown.map((failure) => [
      failure.reason,
      failure.plugin,
      formatExactCount(failure.pods),
      formatExactCount(Math.round(failure.nodes)),
      formatExactCount(failure.attempts),
    ]),
    ...rest,
  });
}

function examples({ unplaced }: SimulationResult): Insert {
  if (unplaced.length === 0) return null;
  return [
    markup`<h3>Examples of pods that wait</h3>`,
    ...unplacedByReasons(unplaced).slice(0, MOST_EXAMPLES).map(example),
  ];
}

function example({ pods }: UnplacedGroup): Markup {
  const named = pods.slice(0, MOST_PODS_NAMED).map((pod) => markup`<code>${cutMiddle(pod.pod, MOST_LETTERS)}</code>, `);
  const others = pods.length - named.length;
  const rest = others > 0 ? `and ${formatExactCount(others)} more with the same reasons, ` : "";
  return markup`<div class="example">
    <p>${named}${rest}<span class="muted">${attemptRange(pods)}</span></p>
    <p class="message">${cutMiddle(pods[0].message, MOST_LETTERS)}</p>
  </div>`;
}
