// How far to trust the figures: one run, its identity, its inputs, its coefficients, and what was left out.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import { endingOf, noteSentence, ONE_RUN_SENTENCE, placeOf } from "../readings.ts";
import type { ReportMaterial } from "../report-material.ts";

import { firstRows, htmlTable } from "./html-table.ts";
import type { Markup } from "./markup.ts";
import { breakable, markup } from "./markup.ts";
import type { PageSection } from "./page-section.ts";

export const TRUST_SECTION: PageSection = {
  id: "trust",
  title: "How far to trust it",
  body: ({ result }: ReportMaterial) =>
    markup`<p class="callout">${ONE_RUN_SENTENCE}</p>
      <dl class="facts">
        ${facts(result).map(
          ([label, fact]) =>
            markup`<div>
              <dt>${label}</dt>
              <dd>${fact}</dd>
            </div>`,
        )}
      </dl>
      <h3>What was not simulated, or ignored</h3>
      ${noteTable(result)}
      <h3>Inputs</h3>
      ${inputTable(result)}
      <h3>Coefficients and where they come from</h3>
      ${coefficientTable(result)}`,
};

const MOST_NOTES = 200;
const MOST_INPUTS = 100;
const MOST_COEFFICIENTS = 300;

function facts(result: SimulationResult): (readonly [label: string, fact: string])[] {
  const { run, pods, attempts } = result;
  const count = formatExactCount;
  return [
    ["plimsoll", result.plimsoll],
    ["Kubernetes imitated", result.kubernetes],
    ["Seed", result.seed],
    ["Fingerprint of all events", run.fingerprint],
    ["Events", count(run.events)],
    ["Run ended", `${formatSeconds(run.endSeconds)}: ${endingOf(result)}`],
    ["Pods created", `${count(pods.created)}, beside ${count(pods.preexisting)} bound before the run`],
    ...(pods.refused > 0 ? ([["Pods refused by admission", count(pods.refused)]] as const) : []),
    ["Pods at the end", podStates(pods)],
    [
      "Scheduling attempts",
      `${count(attempts.scheduled)} scheduled, ${count(attempts.unschedulable)} unschedulable, ${count(attempts.error)} errors`,
    ],
  ];
}

const STATES = ["running", "pending", "gated", "succeeded", "failed", "preempted"] as const;

/** States that no pod is in are left out. */
function podStates(pods: SimulationResult["pods"]): string {
  const states = STATES.filter((state) => pods[state] > 0).map((state) => `${formatExactCount(pods[state])} ${state}`);
  return states.length === 0 ? "none" : states.join(", ");
}

function noteTable({ notes }: SimulationResult): Markup {
  if (notes.length === 0) return markup`<p class="lede">Everything in the input was simulated.</p>`;
  const { shown, ...rest } = firstRows(notes, MOST_NOTES, "notes.csv");
  return htmlTable({
    caption: "What was not simulated, ignored or warned about",
    columns: [
      { title: "What", kind: "prose" },
      { title: "How", kind: "name" },
      { title: "Where", kind: "text" },
    ],
    rows: shown.map((note) => [
      noteSentence(note),
      note.severity.replaceAll("-", " "),
      markup`<code>${breakable([placeOf(note), note.path ?? ""].filter((part) => part !== "").join(" "))}</code>`,
    ]),
    ...rest,
  });
}

function inputTable({ scenario }: SimulationResult): Markup {
  if (scenario.inputs.length === 0)
    return markup`<p class="lede">No file was read: the scenario came from a program.</p>`;
  const { shown, ...rest } = firstRows(scenario.inputs, MOST_INPUTS, "summary.json");
  return htmlTable({
    caption: "Files that were read",
    columns: [
      { title: "File", kind: "text" },
      { title: "SHA-256", kind: "name" },
    ],
    rows: shown.map((input) => [breakable(input.path), markup`<code>${input.sha256}</code>`]),
    ...rest,
  });
}

function coefficientTable({ coefficients }: SimulationResult): Markup {
  if (coefficients.length === 0) return markup`<p class="lede">This run used no coefficient.</p>`;
  const { shown, ...rest } = firstRows(coefficients, MOST_COEFFICIENTS, "coefficients.csv");
  return htmlTable({
    caption: "Coefficients of the latency and cost models",
    columns: [
      { title: "Coefficient", kind: "name" },
      { title: "Value", kind: "number" },
      { title: "Unit", kind: "name" },
      { title: "Source", kind: "prose" },
    ],
    rows: shown.map(({ name, value, unit, source }) => [
      markup`<code>${name}</code>`,
      formatExactCount(value),
      unit,
      source,
    ]),
    ...rest,
  });
}
