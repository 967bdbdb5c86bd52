// plimsoll why: why a pod is where it is, or nowhere, on standard output. Runs the scenario and writes nothing.

import { DiagnosticSink, type Diagnostic } from "../../base/diagnostic.ts";
import { moment, type SimTime } from "../../base/time.ts";

import { DURATION_EXAMPLES, nearestDuration, parseDuration } from "../../environment/duration-text.ts";

import type { Plan } from "../../scenario/plan.ts";

import { readAskedPod, type AskedPod } from "../../simulation/explain/asked-pod.ts";
import { explainPod, type ExplanationWishes, type PodExplanation } from "../../simulation/explain/explain-pod.ts";

import { renderExplanation } from "../../report/explain/explanation-formats.ts";
import { shellWord } from "../../report/neutral-text.ts";

import { loadAskedRun, type AskedScenario } from "../asked-scenario.ts";
import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_PASSED } from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface WhyOptions {
  readonly output: string;
  readonly at?: string;
  readonly node?: string;
  readonly namespace?: string;
  readonly seed?: string;
  readonly top: string;
  readonly quiet?: true;
  readonly allowNetwork?: true;
}

/** Explains the pod in the scenario (or run) at `path` and gives the exit code. */
export function whyCommand(pod: string, path: string, options: WhyOptions, ports: CommandPorts): number {
  const { terminal, files } = ports;
  const sink = new DiagnosticSink();
  const asked = readAskedPod(pod, options.namespace);
  if (asked === undefined) sink.report(noPod(pod));
  const wishes = readWishes(options, sink);
  const loaded = loadAskedRun(path, options.seed, files, sink);
  if (loaded === undefined || asked === undefined || wishes === undefined || sink.hasErrors) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(sink.all, terminal);
  try {
    return answer(loaded, asked, wishes, options, ports);
  } catch (error) {
    const command = `plimsoll why ${shellWord(pod)} ${shellWord(path)} --seed ${shellWord(loaded.plan.seed)}`;
    return tellFailure(error, command, ports);
  }
}

function answer(
  { plan, saved }: AskedScenario,
  asked: AskedPod,
  wishes: ExplanationWishes,
  { output }: WhyOptions,
  { terminal, files }: CommandPorts,
): number {
  const found = explainPod(plan, asked, wishes, saved);
  if (found.kind !== "explained") {
    printMistakes([unanswerable(found, asked, wishes, plan)], textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  terminal.out(renderExplanation(found.explanation, output));
  return EXIT_PASSED;
}

function unanswerable(
  found: Exclude<PodExplanation, { kind: "explained" }>,
  { kind, namespace, name }: AskedPod,
  { node }: ExplanationWishes,
  { notes, controlled }: Plan,
): Diagnostic {
  const base = { code: "unknown-name", severity: "error" } as const;
  if (found.kind === "ambiguous") {
    const message = `there is a ${kind} ${name} in several namespaces: ${found.namespaces.join(", ")}`;
    return { ...base, code: "ambiguous-name", message, expected: "its namespace: NAMESPACE/NAME, or --namespace" };
  }
  const key = namespace === undefined ? name : `${namespace}/${name}`;
  const message =
    found.kind === "unknown-node"
      ? `there is no node ${node} in the scenario`
      : `there is no ${kind} ${key} in the scenario`;
  // Such a pod is in the files, and nobody could ask why it is where it is.
  const leftOut = found.kind === "unknown-pod" && notes.some(({ code }) => code === "unknown-node");
  // What controllers create has no name before the run.
  const isMade = found.kind === "unknown-pod" && controlled !== undefined;
  const expected = leftOut ? { expected: LEFT_OUT } : isMade ? { expected: MADE } : {};
  return { ...base, message, ...expected, ...(found.nearest === undefined ? {} : { suggestion: found.nearest }) };
}

const LEFT_OUT = "a pod that is not bound to a node that the scenario does not have: those are left out";

const MADE =
  "a pod that stands in the files: why cannot look yet at what controllers create; with spec.controllers: expanded it can";

function noPod(text: string): Diagnostic {
  return {
    code: "wrong-value",
    severity: "error",
    message: `${JSON.stringify(text)} names no pod`,
    expected: "pod/NAME, NAMESPACE/NAME, or a workload such as deployment/NAME",
  };
}

const MOST_NODES_LISTED = 1_000;

function readWishes({ at, node, top }: WhyOptions, sink: DiagnosticSink): ExplanationWishes | undefined {
  const atUs = at === undefined ? undefined : readMoment(at, sink);
  const most = /^\d+$/.test(top) ? Number(top) : Number.NaN;
  if (!(most >= 1 && most <= MOST_NODES_LISTED)) {
    const message = `--top: ${JSON.stringify(top)} is no number of nodes`;
    sink.report({ code: "wrong-value", severity: "error", message, expected: `1 to ${MOST_NODES_LISTED}` });
  }
  return sink.hasErrors ? undefined : { atUs, node, top: most };
}

function readMoment(text: string, sink: DiagnosticSink): SimTime | undefined {
  const since = parseDuration(text);
  if (since !== undefined) return moment(since);
  const nearest = nearestDuration(text);
  sink.report({
    code: "wrong-value",
    severity: "error",
    message: `--at: ${JSON.stringify(text)} is no duration`,
    expected: DURATION_EXAMPLES,
    ...(nearest === undefined ? {} : { suggestion: nearest }),
  });
  return undefined;
}
