// plimsoll diff: which pods two runs place differently, and which plugin made the difference. Writes nothing.

import { DiagnosticSink, type Diagnostic } from "../../base/diagnostic.ts";

import { InputFiles } from "../../scenario/input-files.ts";
import type { Plan } from "../../scenario/plan.ts";
import { reachOf } from "../../scenario/read-extenders.ts";
import { loadSchedulerFile } from "../../scenario/read-scheduler.ts";

import { compareRuns } from "../../simulation/explain/compare-runs.ts";

import { renderComparison } from "../../report/explain/explanation-formats.ts";
import { shellWord } from "../../report/neutral-text.ts";

import { loadAskedScenario } from "../asked-scenario.ts";
import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_PASSED } from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface DiffOptions {
  readonly output: string;
  readonly scheduler?: string;
  readonly seed?: string;
  readonly quiet?: true;
  readonly allowNetwork?: true;
}

/** Pods that the text looks into. */
const MOST_IN_TEXT = 20;

/** Compares two scenarios or runs, or one under two scheduler configurations, and gives the exit code. */
export function diffCommand(
  firstPath: string,
  secondPath: string | undefined,
  options: DiffOptions,
  ports: CommandPorts,
): number {
  const { terminal, files } = ports;
  const sink = new DiagnosticSink();
  const plans = loadPlans(firstPath, secondPath, options, ports, sink);
  if (plans === undefined || sink.hasErrors) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(distinct(sink.all), terminal);
  try {
    const isJson = options.output === "json";
    const comparison = compareRuns(plans.first, plans.second, isJson ? Number.POSITIVE_INFINITY : MOST_IN_TEXT);
    terminal.out(renderComparison(comparison, options.output));
    return EXIT_PASSED;
  } catch (error) {
    const command = `plimsoll diff ${shellWord(firstPath)} ${shellWord(secondPath ?? "")}`;
    return tellFailure(error, command, ports);
  }
}

function loadPlans(
  firstPath: string,
  secondPath: string | undefined,
  { scheduler, seed }: DiffOptions,
  { files }: CommandPorts,
  sink: DiagnosticSink,
): { readonly first: Plan; readonly second: Plan } | undefined {
  if (secondPath === undefined && scheduler === undefined) {
    sink.report(NOTHING_TO_COMPARE);
    return undefined;
  }
  const first = loadAskedScenario(firstPath, seed, files, sink);
  const second = secondPath === undefined ? first : loadAskedScenario(secondPath, seed, files, sink);
  if (first === undefined || second === undefined) return undefined;
  if (scheduler === undefined) return { first, second };
  // Modules in the place of extenders are the scenario's for its own configuration.
  const brought = {
    plugins: second.ownPlugins,
    areAllPlugins: true,
    reach: reachOf(new Map(), new InputFiles(scheduler, files, sink)),
  };
  const loaded = loadSchedulerFile(scheduler, second.kubernetes, brought, files, sink);
  if (loaded === undefined) return undefined;
  const inputs = [...second.inputs, ...loaded.inputs];
  // The rule for ties is the scenario's: no configuration file can name one.
  const { ties } = second.scheduler;
  const configuration = { ...loaded.configuration, ...(ties === undefined ? {} : { ties }) };
  return { first, second: { ...second, scheduler: configuration, inputs } };
}

const NOTHING_TO_COMPARE: Diagnostic = Object.freeze({
  code: "wrong-value",
  severity: "error",
  message: "there is one scenario, and nothing to compare it with",
  expected: "a second scenario or run, or --scheduler with a KubeSchedulerConfiguration",
});

/** Both scenarios may say the same of the same file. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
