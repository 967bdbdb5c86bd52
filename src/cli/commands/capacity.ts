// plimsoll capacity: how many more of a pod fit, now and after losing any one node or zone, and what limits. Writes nothing.
//
//   load the scenario, its policies and the template → (mistakes? stop) → run each to its end → fill → lose, and fill again → print

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { zoneNameOf } from "../../model/topology.ts";

import type { Plan } from "../../scenario/plan.ts";

import { answerCapacity } from "../../experiment/capacity/answer-capacity.ts";
import type { CapacityPoint, CapacityResult, Loss, LossSummary } from "../../experiment/capacity/capacity-result.ts";
import { notesOf, readCapacity, type PlannedQuestion } from "../../experiment/capacity/read-capacity.ts";
import { RecordingFiles } from "../../experiment/execution/recorded-files.ts";

import { CAPACITY_FORMATS } from "../../report/capacity/capacity-formats.ts";
import { shellWord } from "../../report/neutral-text.ts";

import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_INCONCLUSIVE, EXIT_PASSED, EXIT_THRESHOLD_FAILED } from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { ProgressLine } from "../progress-line.ts";
import { checkSeed } from "../seed-option.ts";
import { textReader } from "../text-reader.ts";

/** What may be lost, by what the option says. */
const LOSSES: Readonly<Record<string, readonly Loss[]>> = Object.freeze({
  any: ["node", "zone"],
  node: ["node"],
  zone: ["zone"],
  none: [],
});

/** As commander gives them. */
export interface CapacityOptions {
  readonly output: string;
  readonly pod: string;
  readonly lose: string;
  readonly vary?: readonly string[];
  readonly atLeast?: string;
  readonly seed?: string;
  readonly quiet?: true;
  readonly allowNetwork?: true;
}

/** Answers for the scenario at `path` and gives the exit code. */
export function capacityCommand(path: string, options: CapacityOptions, ports: CommandPorts): number {
  const { terminal } = ports;
  const sink = new DiagnosticSink();
  const files = new RecordingFiles(ports.files);
  const atLeast = readAtLeast(options.atLeast, sink);
  checkSeed(options.seed, sink);
  const request = { template: options.pod, vary: options.vary ?? [], seed: options.seed ?? null };
  const questions = sink.hasErrors ? undefined : readCapacity(path, request, files, sink);
  if (questions === undefined) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.lose === "zone" && questions.some(({ plan }) => !hasZones(plan))) {
    printMistakes([NO_ZONES], textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(notesOf(questions), terminal);
  try {
    const result = answer(questions, options, ports);
    terminal.out(CAPACITY_FORMATS.find(({ name }) => name === options.output)?.render(result) ?? "");
    return atLeast === undefined ? EXIT_PASSED : exitCodeFor(result, atLeast, ports);
  } catch (error) {
    const [{ plan }] = questions as readonly [PlannedQuestion];
    const pod = shellWord(options.pod);
    const command = `plimsoll capacity ${shellWord(path)} --pod ${pod} --seed ${shellWord(plan.seed)}`;
    return tellFailure(error, command, ports);
  }
}

/** What was asked about must be there, or a pipeline would take nothing for enough. */
const NO_ZONES = Object.freeze({
  code: "wrong-value",
  severity: "error",
  message: "--lose zone: no node has a zone",
  expected: "nodes with the label topology.kubernetes.io/zone (zones of a node pool), or --lose node",
} as const);

function hasZones({ nodes }: Plan): boolean {
  return nodes.some(({ node }) => zoneNameOf(node.metadata.labels) !== "");
}

function readAtLeast(text: string | undefined, sink: DiagnosticSink): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const message = `--at-least: ${JSON.stringify(text)} is no number of pods`;
  sink.report({ code: "wrong-value", severity: "error", message, expected: "a whole number, such as 20" });
  return undefined;
}

function answer(
  questions: readonly PlannedQuestion[],
  { pod, lose, quiet }: CapacityOptions,
  { terminal, nowMs }: CommandPorts,
): CapacityResult {
  const line = new ProgressLine(terminal, nowMs);
  const onTrial = (policy: number, lost: Loss, done: number, trials: number): void => {
    if (quiet === true) return;
    const which = questions.length === 1 ? "" : `policy ${policy + 1} of ${questions.length}: `;
    line.show(() => `${which}${done} of ${trials} kinds of ${lost}s tried`);
  };
  try {
    return answerCapacity(questions, { asked: pod, losses: LOSSES[lose] ?? [], onTrial });
  } finally {
    line.clear();
  }
}

/** Under every policy, and after every loss that was asked about. */
function exitCodeFor({ points }: CapacityResult, atLeast: number, { terminal }: CommandPorts): number {
  const least = Math.min(...points.map(leastOf));
  if (least < atLeast) {
    terminal.err(`${terminal.paint("red", "failed:")} ${least} fit at worst, and at least ${atLeast} are asked for\n`);
    return EXIT_THRESHOLD_FAILED;
  }
  const isOpen = points.some(({ afterNode, afterZone }) => [afterNode, afterZone].some(isTriedInPart));
  if (!isOpen) return EXIT_PASSED;
  const open = `at least ${atLeast} fit after every loss that was tried, and not all were`;
  terminal.err(`${terminal.paint("yellow", "warning:")} ${open}\n`);
  return EXIT_INCONCLUSIVE;
}

function leastOf({ now, afterNode, afterZone }: CapacityPoint): number {
  return Math.min(now.more, afterNode?.worst.more ?? now.more, afterZone?.worst.more ?? now.more);
}

function isTriedInPart(summary: LossSummary | null): boolean {
  return summary !== null && summary.kindsTried < summary.kinds;
}
