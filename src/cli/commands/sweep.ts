// plimsoll sweep: many runs of one scenario, in workers, kept in a journal until they are all there.
//
//   load every point → (mistakes? stop) → take the directory → run what the journal does not have → print → write the report

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { RecordingFiles } from "../../experiment/execution/recorded-files.ts";
import type { SweepResult } from "../../experiment/sweep-result.ts";

import { sweepOutcome } from "../../report/sweep/sweep-readings.ts";
import { SWEEP_FORMATS } from "../../report/sweep/text/sweep-formats.ts";

import { readAskedSweep, type SweepWishes } from "../asked-sweep.ts";
import type { CommandPorts } from "../command-line.ts";
import { showOutlook } from "../dry-run.ts";
import {
  EXIT_BAD_INPUT,
  EXIT_INCOMPLETE,
  EXIT_INCONCLUSIVE,
  EXIT_PASSED,
  EXIT_THRESHOLD_FAILED,
} from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { runKept, type KeptOptions } from "../kept-experiment.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { repeatCommand } from "../repeat-command.ts";
import { defaultDirectory } from "../report-writing.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface SweepCommandOptions extends SweepWishes, KeptOptions {
  readonly output: string;
  readonly out?: string;
  readonly dryRun?: true;
}

/** Runs the sweep of the scenario at `path` and gives the exit code. */
export async function sweepCommand(path: string, options: SweepCommandOptions, ports: CommandPorts): Promise<number> {
  const { terminal, experiments } = ports;
  const sink = new DiagnosticSink();
  const files = new RecordingFiles(ports.files);
  const asked = readAskedSweep(path, options, files, experiments.parallelism, sink);
  if (asked === undefined) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(asked.sweep.notes, terminal);
  const command = repeatCommand("sweep", [path], options, asked.sweep.plan.seed);
  try {
    if (options.dryRun === true) return showOutlook(asked, files, options.output, ports);
    const place = options.out ?? defaultDirectory(`${asked.sweep.plan.name}-sweep`);
    const render = (result: SweepResult) =>
      SWEEP_FORMATS.find(({ name }) => name === options.output)?.render(result) ?? "";
    const kept = { ...asked, files: files.recorded(), place, command, render, exitCodeOf: sweepExitCode };
    return await ports.whileStoppable((signal) => runKept(kept, options, signal, ports));
  } catch (error) {
    return tellFailure(error, command, ports);
  }
}

/** A promise broken anywhere comes first, as for a single run. */
export function sweepExitCode(result: SweepResult, imprecise: number): number {
  const outcome = sweepOutcome(result);
  if (outcome === "failed") return EXIT_THRESHOLD_FAILED;
  if (outcome === "incomplete") return EXIT_INCOMPLETE;
  return outcome === "inconclusive" || imprecise > 0 ? EXIT_INCONCLUSIVE : EXIT_PASSED;
}
