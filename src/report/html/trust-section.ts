// How far to trust the figures: one run, its identity, its inputs, its coefficients, and what was left out.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import { loadIn, wayText } from "../load/load-readings.ts";
import { endingOf, ONE_RUN_SENTENCE } from "../readings.ts";
import type { ReportMaterial } from "../report-material.ts";

import { coefficientTable, inputTable, noteTable } from "./input-tables.ts";
import { markup } from "./markup.ts";
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
      ${noteTable(result.notes, MOST_NOTES)}
      <h3>Inputs</h3>
      ${inputTable(result.scenario.inputs, MOST_INPUTS, "summary.json")}
      <h3>Coefficients and where they come from</h3>
      ${coefficientTable(result.coefficients, MOST_COEFFICIENTS)}`,
};

const MOST_NOTES = 200;
const MOST_INPUTS = 100;
const MOST_COEFFICIENTS = 300;

function facts(result: SimulationResult): (readonly [label: string, fact: string])[] {
  const { run, pods, attempts } = result;
  const load = loadIn(result);
  const count = formatExactCount;
  return [
    ["plimsoll", result.plimsoll],
    ["Kubernetes imitated", result.kubernetes],
    ["Seed", result.seed],
    ["Fingerprint of all events", run.fingerprint],
    ["Events", count(run.events)],
    ["Run ended", `${formatSeconds(run.endSeconds)}: ${endingOf(result)}`],
    ...(run.warmUp === undefined ? [] : [["Warm-up", warmUpText(run.warmUp)] as const]),
    ...(load === undefined ? [] : [["Requests", `worked out ${wayText(load)}`] as const]),
    ["Pods created", `${count(pods.created)}, beside ${count(pods.preexisting)} bound before the run`],
    ...(pods.refused > 0 ? ([["Pods refused by admission", count(pods.refused)]] as const) : []),
    ["Pods at the end", podStates(pods)],
    [
      "Scheduling attempts",
      `${count(attempts.scheduled)} scheduled, ${count(attempts.unschedulable)} unschedulable, ${count(attempts.error)} errors`,
    ],
  ];
}

function warmUpText({ seconds, podsLeftOut }: NonNullable<SimulationResult["run"]["warmUp"]>): string {
  return `the first ${formatSeconds(seconds)} and the ${formatExactCount(podsLeftOut)} pods created then are in no latency, mean, peak or sum over time`;
}

const STATES = ["running", "pending", "gated", "succeeded", "failed", "preempted", "deleted"] as const;

/** States that no pod is in are left out. */
function podStates(pods: SimulationResult["pods"]): string {
  const states = STATES.filter((state) => (pods[state] ?? 0) > 0).map(
    (state) => `${formatExactCount(pods[state] ?? 0)} ${state}`,
  );
  return states.length === 0 ? "none" : states.join(", ");
}
