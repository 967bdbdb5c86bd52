// plimsoll hpa: which setting of an autoscaler keeps the SLO at the least cost, by a recorded load replayed against each.
//
//   read manifests and series → a scenario for each setting → (mistakes? stop) → run each with the same seeds → print → write the report

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { MadeFiles } from "../../experiment/backtest/made-files.ts";
import { RecordingFiles } from "../../experiment/execution/recorded-files.ts";
import type { SweepResult } from "../../experiment/sweep-result.ts";

import { BACKTEST_FORMATS } from "../../report/backtest/backtest-formats.ts";

import { readAskedBacktest, repeatBacktest, type BacktestWishes } from "../asked-backtest.ts";
import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_INCONCLUSIVE, EXIT_PASSED } from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { runKept, type KeptOptions } from "../kept-experiment.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { defaultDirectory } from "../report-writing.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface HpaOptions extends BacktestWishes, KeptOptions {
  readonly output: string;
  readonly out?: string;
  readonly printManifest?: true;
}

/** Tries the settings and gives the exit code. */
export async function hpaCommand(options: HpaOptions, ports: CommandPorts): Promise<number> {
  const { terminal, experiments } = ports;
  const sink = new DiagnosticSink();
  const made = new MadeFiles(ports.files);
  const files = new RecordingFiles(made);
  const asked = readAskedBacktest(options, { reader: files, made }, experiments.parallelism, sink);
  if (asked === undefined) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  if (options.quiet !== true) printNotes(asked.sweep.notes, terminal);
  const format = BACKTEST_FORMATS.find(({ name }) => name === options.output);
  const command = repeatBacktest(options, asked.sweep.plan.seed);
  const kept = {
    ...asked,
    command,
    files: files.recorded(),
    place: options.out ?? defaultDirectory(asked.sweep.plan.name),
    render: (result: SweepResult) =>
      options.printManifest === true ? recommendedManifest(result) : (format?.render(result) ?? ""),
    exitCodeOf: backtestExitCode,
  };
  try {
    return await ports.whileStoppable((signal) => runKept(kept, options, signal, ports));
  } catch (error) {
    return tellFailure(error, command, ports);
  }
}

/** Empty where no setting was run, or none is recommended: what is printed is likely to be applied. */
function recommendedManifest({ backtest }: SweepResult): string {
  const { kind = "none", point = null } = backtest?.answer ?? {};
  return kind === "none" || point === null ? "" : (backtest?.settings[point]?.manifest ?? "");
}

/** That nothing keeps the promise is an answer too. */
export function backtestExitCode({ backtest }: Pick<SweepResult, "backtest">): number {
  return backtest?.answer.kind === "open" ? EXIT_INCONCLUSIVE : EXIT_PASSED;
}
