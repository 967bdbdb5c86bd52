// The last sections of a printed result: why pods wait, example pods, counts, and how far to trust it.

import type { SimulationResult } from "../../simulation/result.ts";

import { formatExactCount, formatSeconds } from "../human-numbers.ts";
import type { UnplacedGroup } from "../readings.ts";
import {
  attemptRange,
  endingOf,
  ONE_RUN_SENTENCE,
  preemptionSentence,
  reproduceCommand,
  unplacedByReasons,
} from "../readings.ts";

import type { Column } from "./column-table.ts";
import { layOut, wrap } from "./column-table.ts";
import type { TextExtent } from "./text-extent.ts";

const REASON_COLUMNS: readonly Column[] = [
  { title: "PENDING", align: "right" },
  { title: "ATTEMPTS", align: "right" },
  { title: "NODES", align: "right" },
  { title: "PLUGIN", align: "left", most: 32 },
  { title: "REASON", align: "left" },
];

export function reasonLines(result: SimulationResult, extent: TextExtent): string[] {
  if (result.failures.length === 0) return [];
  const shown = result.failures.slice(0, extent.reasons);
  const rows = shown.map((failure) => [
    formatExactCount(failure.pods),
    formatExactCount(failure.attempts),
    formatExactCount(Math.round(failure.nodes)),
    failure.plugin,
    failure.reason,
  ]);
  const title = `WHY PODS WERE REFUSED${shownOf(shown.length, result.failures.length)}`;
  const preempted = preemptionSentence(result);
  return [
    title,
    ...layOut({ columns: REASON_COLUMNS, rows }, extent.width),
    ...(preempted === undefined ? [] : wrap(preempted, extent.width)),
  ];
}

export function unplacedLines(result: SimulationResult, extent: TextExtent): string[] {
  if (result.unplaced.length === 0) return [];
  const groups = unplacedByReasons(result.unplaced).slice(0, extent.examples);
  const examples = groups.flatMap((group) => [
    ...wrap(`${groupTitle(group, extent)}, ${attemptRange(group.pods)}:`, extent.width),
    ...wrap(group.pods[0].message, extent.width - 2).map((line) => `  ${line}`),
  ]);
  return [`UNPLACED PODS${shownOf(result.unplaced.length, result.pods.pending)}`, ...examples];
}

const REFUSAL_COLUMNS: readonly Column[] = [
  { title: "PODS", align: "right" },
  { title: "PLUGIN", align: "left", most: 32 },
  { title: "FIRST AT", align: "right" },
  { title: "FIRST POD", align: "left" },
];

/** Pods that were never created, and what was said of the first one. */
export function refusalLines({ refused }: SimulationResult, extent: TextExtent): string[] {
  if (refused.length === 0) return [];
  const rows = refused.map(({ pods, plugin, firstAtSeconds, firstPod }) => [
    formatExactCount(pods),
    plugin,
    formatSeconds(firstAtSeconds),
    firstPod,
  ]);
  const words = refused.flatMap(({ firstMessage }) => wrap(firstMessage, extent.width - 2).map((line) => `  ${line}`));
  return ["PODS THAT ADMISSION REFUSED", ...layOut({ columns: REFUSAL_COLUMNS, rows }, extent.width), ...words];
}

function groupTitle(group: UnplacedGroup, extent: TextExtent): string {
  const shown = group.pods.slice(0, extent.podsNamed).map((pod) => pod.pod);
  const others = group.pods.length - shown.length;
  return shown.join(", ") + (others > 0 ? ` and ${formatExactCount(others)} alike` : "");
}

function shownOf(shown: number, all: number): string {
  return shown < all ? ` (${formatExactCount(shown)} of ${formatExactCount(all)})` : "";
}

/** Counts of pods and attempts, identity of the run, and how to repeat it. */
export function trustLines(result: SimulationResult, extent: TextExtent): string[] {
  const { pods, attempts, run } = result;
  const count = formatExactCount;
  const created =
    `${count(pods.created)} created, ${count(pods.placed)} placed, ${count(pods.running)} running, ` +
    `${count(pods.succeeded)} succeeded, ${count(pods.failed)} failed, ${count(pods.pending)} pending, ` +
    `${count(pods.gated)} gated, ${count(pods.preexisting)} bound before${fateOfEarlier(pods)}` +
    (pods.refused > 0 ? `, ${count(pods.refused)} refused by admission` : "") +
    (pods.preempted > 0 ? `, ${count(pods.preempted)} preempted` : "") +
    deletedText(pods);
  const tries =
    `${count(attempts.scheduled)} scheduled, ${count(attempts.unschedulable)} unschedulable, ` +
    `${count(attempts.error)} errors`;
  const identity =
    `ended at ${formatSeconds(run.endSeconds)} (${endingOf(result)}), ${count(run.events)} events, seed ${result.seed}, ` +
    `fingerprint ${run.fingerprint}, Kubernetes ${result.kubernetes}, plimsoll ${result.plimsoll}`;
  return [
    ...labelled("pods", created, extent),
    ...labelled("attempts", tries, extent),
    ...labelled("run", identity, extent),
    ...noteCount(result, extent),
    ...labelled("trust", ONE_RUN_SENTENCE, extent),
    ...labelled("repeat", reproduceCommand(result), extent),
  ];
}

function deletedText({ deleted = 0, deletedUnplaced = 0 }: SimulationResult["pods"]): string {
  if (deleted === 0) return "";
  const unplaced = deletedUnplaced === 0 ? "" : ` (${formatExactCount(deletedUnplaced)} without ever having a node)`;
  return `, ${formatExactCount(deleted)} deleted${unplaced}`;
}

/** What became of pods that were bound before; nothing if they still stand or succeeded. */
function fateOfEarlier({ preexistingFailed = 0, preexistingDeleted = 0 }: SimulationResult["pods"]): string {
  const parts = [
    ...(preexistingFailed > 0 ? [`${formatExactCount(preexistingFailed)} failed`] : []),
    ...(preexistingDeleted > 0 ? [`${formatExactCount(preexistingDeleted)} deleted`] : []),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function noteCount(result: SimulationResult, extent: TextExtent): string[] {
  const notes = result.notes.length;
  return notes === 0
    ? []
    : labelled("notes", `${formatExactCount(notes)} on what was not simulated or ignored`, extent);
}

const LABEL_WIDTH = 10;

function labelled(label: string, text: string, extent: TextExtent): string[] {
  return wrap(text, extent.width - LABEL_WIDTH).map(
    (line, index) => (index === 0 ? label.padEnd(LABEL_WIDTH) : " ".repeat(LABEL_WIDTH)) + line,
  );
}
