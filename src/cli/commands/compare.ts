// plimsoll compare: which alternative is the better, and how sure that is. The alternatives meet the same chance, run by run.
//
//   load every alternative → (mistakes? stop) → run each as often → judge paired differences → print the answer → write the report

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { RecordingFiles } from "../../experiment/execution/recorded-files.ts";
import type { SweepResult } from "../../experiment/sweep-result.ts";

import { COMPARISON_FORMATS } from "../../report/comparison/comparison-formats.ts";

import { readAskedComparison, type ComparisonWishes } from "../asked-comparison.ts";
import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_THRESHOLD_FAILED } from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { runKept, type KeptOptions } from "../kept-experiment.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { repeatCommand } from "../repeat-command.ts";
import { defaultDirectory } from "../report-writing.ts";
import { textReader } from "../text-reader.ts";

import { sweepExitCode } from "./sweep.ts";

/** As commander gives them. */
export interface CompareOptions extends ComparisonWishes, KeptOptions {
  readonly output: string;
  readonly out?: string;
  readonly failOnWorse?: true;
}

/** Compares the scenarios at the paths, or the points of one, and gives the exit code. */
export async function compareCommand(
  paths: readonly string[],
  options: CompareOptions,
  ports: CommandPorts,
): Promise<number> {
  const { terminal, experiments } = ports;
  const sink = new DiagnosticSink();
  const files = new RecordingFiles(ports.files);
  const asked = readAskedComparison(paths, options, files, experiments.parallelism, sink);
  if (asked === undefined) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(asked.sweep.notes, terminal);
  const format = COMPARISON_FORMATS.find(({ name }) => name === options.output);
  const command = repeatCommand("compare", paths, options, asked.sweep.plan.seed);
  const kept = {
    ...asked,
    command,
    files: files.recorded(),
    place: options.out ?? defaultDirectory(`${asked.sweep.plan.name}-compare`),
    render: (result: SweepResult) => format?.render(result) ?? "",
    exitCodeOf: (result: SweepResult, imprecise: number) =>
      options.failOnWorse === true && isAnyWorse(result) ? EXIT_THRESHOLD_FAILED : sweepExitCode(result, imprecise),
  };
  try {
    return await ports.whileStoppable((signal) => runKept(kept, options, signal, ports));
  } catch (error) {
    return tellFailure(error, command, ports);
  }
}

/** Whether an alternative is worse than the first in anything. */
function isAnyWorse({ comparison }: SweepResult): boolean {
  const first = comparison?.pairs[0]?.first;
  const against = comparison?.pairs.filter((pair) => pair.first === first) ?? [];
  return against.some(({ judgements }) => judgements.some(({ verdict }) => verdict.kind === "worse"));
}
