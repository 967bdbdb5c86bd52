// plimsoll rehearse: what becomes of a cluster that loses nodes: does everything come back, how soon, and what is short if not.
// Writes nothing.
//
//   load the scenario with its controllers → (mistakes? stop) → run it, and again for each loss → print

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { RecordingFiles } from "../../experiment/execution/recorded-files.ts";
import { readRehearsal, type RehearsalRequest } from "../../experiment/rehearsal/read-rehearsal.ts";
import type { RehearsalResult } from "../../experiment/rehearsal/rehearsal-result.ts";
import { rehearse, type Rehearsal } from "../../experiment/rehearsal/rehearse.ts";

import { shellWord } from "../../report/neutral-text.ts";
import { REHEARSAL_FORMATS } from "../../report/rehearsal/rehearsal-formats.ts";

import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_INCOMPLETE, EXIT_PASSED, EXIT_THRESHOLD_FAILED } from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { ProgressLine } from "../progress-line.ts";
import { checkSeed } from "../seed-option.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface RehearseOptions extends RehearsalRequest {
  readonly output: string;
  readonly quiet?: true;
  readonly allowNetwork?: true;
}

/** Rehearses for the scenario at `path` and gives the exit code. */
export function rehearseCommand(path: string, options: RehearseOptions, ports: CommandPorts): number {
  const { terminal } = ports;
  const sink = new DiagnosticSink();
  const files = new RecordingFiles(ports.files);
  checkSeed(options.seed, sink);
  const rehearsal = readRehearsal(path, options, files, sink);
  if (rehearsal === undefined || sink.hasErrors) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(rehearsal.plan.notes, terminal);
  try {
    const result = withProgress(rehearsal, options, ports);
    terminal.out(REHEARSAL_FORMATS.find(({ name }) => name === options.output)?.render(result) ?? "");
    if (result.givenUp.length > 0) return EXIT_INCOMPLETE;
    return isSurvived(result) ? EXIT_PASSED : EXIT_THRESHOLD_FAILED;
  } catch (error) {
    const command = `plimsoll rehearse ${shellWord(path)} --seed ${shellWord(rehearsal.plan.seed)}`;
    return tellFailure(error, command, ports);
  }
}

function withProgress(rehearsal: Rehearsal, { quiet }: RehearseOptions, ports: CommandPorts): RehearsalResult {
  const line = new ProgressLine(ports.terminal, ports.nowMs);
  try {
    return rehearse(rehearsal, (loss) => {
      if (quiet !== true) line.show(() => (loss === undefined ? "without a loss" : `without ${loss}`));
    });
  } finally {
    line.clear();
  }
}

/** Everything comes back, and no workload fell below what its budget asks for. */
function isSurvived({ losses }: RehearsalResult): boolean {
  return losses.every(
    ({ comesBack, workloads }) => comesBack && workloads.every(({ belowMinimumSeconds }) => belowMinimumSeconds === 0),
  );
}
