// plimsoll line: the largest load, the fewest nodes or the cheapest mix of nodes at which all thresholds hold, and what breaks first.
//
//   load the ends → (mistakes? stop) → run where the line may be, closer and closer → print the answer → write the report

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { RecordingFiles } from "../../experiment/execution/recorded-files.ts";
import { findLine } from "../../experiment/line/find-line.ts";
import type { SweepResult } from "../../experiment/sweep-result.ts";

import { LINE_FORMATS } from "../../report/line/line-formats.ts";

import { readAskedLine, type LineWishes } from "../asked-line.ts";
import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_INCONCLUSIVE, EXIT_PASSED } from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { runKept, type KeptOptions } from "../kept-experiment.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { repeatCommand } from "../repeat-command.ts";
import { defaultDirectory } from "../report-writing.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface LineOptions extends LineWishes, KeptOptions {
  readonly output: string;
  readonly out?: string;
}

/** Searches the scenario at `path` and gives the exit code. */
export async function lineCommand(path: string, options: LineOptions, ports: CommandPorts): Promise<number> {
  const { terminal, experiments } = ports;
  const sink = new DiagnosticSink();
  const files = new RecordingFiles(ports.files);
  const asked = readAskedLine(path, options, files, experiments.parallelism, sink);
  if (asked === undefined) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(asked.sweep.notes, terminal);
  const { question } = asked;
  const format = LINE_FORMATS.find(({ name }) => name === options.output);
  const command = repeatCommand("line", [path, ...question.asked], networkOf(options), asked.sweep.plan.seed);
  const kept = {
    ...asked,
    command,
    files: files.recorded(),
    place: options.out ?? defaultDirectory(`${asked.sweep.plan.name}-line`),
    pilots: question.pilots,
    reported: (runs: Parameters<typeof findLine>[1]) => findLine(question, runs),
    render: (result: SweepResult) => format?.render(result) ?? "",
    exitCodeOf: lineExitCode,
  };
  try {
    return await ports.whileStoppable((signal) => runKept(kept, options, signal, ports));
  } catch (error) {
    return tellFailure(error, command, ports);
  }
}

/** What `asked` does not have. */
function networkOf({ allowNetwork }: LineOptions): Pick<LineOptions, "allowNetwork"> {
  return allowNetwork === undefined ? {} : { allowNetwork };
}

/** That all holds, or nothing, is an answer too. */
export function lineExitCode({ line }: Pick<SweepResult, "line">): number {
  const kind = line?.answer.kind;
  return kind === "wide" || kind === "contradicted" ? EXIT_INCONCLUSIVE : EXIT_PASSED;
}
