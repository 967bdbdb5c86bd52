// plimsoll sweep: many runs of one scenario, in workers, kept in a journal until they are all there.
//
//   load every point → (mistakes? stop) → take the directory → run what the journal does not have → print → write the report

import { DiagnosticSink } from "../../base/diagnostic.ts";

import { buildSweepResult } from "../../experiment/build-sweep-result.ts";
import { missedHeadlines } from "../../experiment/execution/precise-replications.ts";
import { RecordingFiles, type RecordedFiles } from "../../experiment/execution/recorded-files.ts";
import type { ExperimentRuns } from "../../experiment/execution/run-experiment.ts";
import { journalHeader } from "../../experiment/journal/journal-header.ts";
import type { SweepResult } from "../../experiment/sweep-result.ts";

import { formatExactCount } from "../../report/human-numbers.ts";
import { shellWord, visibleText } from "../../report/neutral-text.ts";
import { sweepOutcome } from "../../report/sweep/sweep-readings.ts";

import { readAskedSweep, type AskedSweep, type SweepWishes } from "../asked-sweep.ts";
import type { CommandPorts } from "../command-line.ts";
import {
  EXIT_BAD_INPUT,
  EXIT_INCOMPLETE,
  EXIT_INCONCLUSIVE,
  EXIT_INTERRUPTED,
  EXIT_PASSED,
  EXIT_THRESHOLD_FAILED,
} from "../exit-codes.ts";
import type { ExperimentDirectory } from "../experiment-machine.ts";
import { tellFailure } from "../failed-run.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { recordedInputs } from "../recorded-inputs.ts";
import { defaultDirectory, systemReason } from "../report-writing.ts";
import { runPoints } from "../run-points.ts";
import { openSweepDirectory } from "../sweep-directory.ts";
import { SWEEP_FORMATS } from "../sweep-formats.ts";
import { announceSweep, publishSweep } from "../sweep-publishing.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface SweepCommandOptions extends SweepWishes {
  readonly output: string;
  readonly out?: string;
  readonly restart?: true;
  readonly dryRun?: true;
  readonly quiet?: true;
  readonly allowNetwork?: true;
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
  try {
    return await ports.whileStoppable((signal) => runInDirectory(asked, files.recorded(), options, signal, ports));
  } catch (error) {
    const command = `plimsoll sweep ${shellWord(path)} --seed ${shellWord(asked.sweep.plan.seed)}`;
    return tellFailure(error, command, ports);
  }
}

async function runInDirectory(
  asked: AskedSweep,
  files: RecordedFiles,
  options: SweepCommandOptions,
  signal: AbortSignal,
  ports: CommandPorts,
): Promise<number> {
  const { design, plan } = asked.sweep;
  const place = options.out ?? defaultDirectory(`${plan.name}-sweep`);
  const header = journalHeader(design, plan.seed, recordedInputs(files));
  const mode = options.restart === true ? "begin-anew" : "go-on";
  const directory = await openSweepDirectory(place, header, mode, ports);
  if (directory === undefined) return EXIT_BAD_INPUT;
  try {
    const runs = await runAll(asked, files, directory, options, signal, ports);
    return runs === undefined ? EXIT_BAD_INPUT : await finish(asked, runs, place, options, ports);
  } finally {
    directory.close();
  }
}

/** Undefined if the journal cannot be written, which is told. */
async function runAll(
  asked: AskedSweep,
  files: RecordedFiles,
  { journal }: ExperimentDirectory,
  { quiet, allowNetwork }: SweepCommandOptions,
  signal: AbortSignal,
  ports: CommandPorts,
): Promise<ExperimentRuns | undefined> {
  const { terminal } = ports;
  if (journal.size > 0 && quiet !== true) {
    terminal.err(`${formatExactCount(journal.size)} runs are there from before; the sweep goes on from them\n`);
  }
  signal.addEventListener("abort", () => {
    terminal.err("\nstopping: runs that have begun are ended first; Ctrl-C again stops at once\n");
  });
  const { sweep, ...rest } = asked;
  const progress = quiet === true ? "silent" : "shown";
  const network = allowNetwork === true ? "allowed" : "refused";
  try {
    return await runPoints(
      { ...sweep, ...rest, replications: sweep.replications, files, network, progress },
      journal,
      signal,
      ports,
    );
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    terminal.err(
      `${terminal.paint("red", "error:")} the sweep was stopped, because a run could not be kept: ${reason}; the same command goes on from those that are\n`,
    );
    return undefined;
  }
}

async function finish(
  asked: AskedSweep,
  found: ExperimentRuns,
  place: string,
  options: SweepCommandOptions,
  ports: CommandPorts,
): Promise<number> {
  const { terminal } = ports;
  const { runs, complete } = found;
  if (!complete && runs.every((ofPoint) => ofPoint.length === 0)) {
    terminal.err("interrupted before the first run was finished; no report was written\n");
    return EXIT_INTERRUPTED;
  }
  const { sweep, replications, precision } = asked;
  const { plan, design, confidence, notes } = sweep;
  const { seed } = plan;
  const result = buildSweepResult({ plan: { ...plan, notes }, design, seed, confidence, replications }, found);
  terminal.out(SWEEP_FORMATS.find(({ name }) => name === options.output)?.render(result) ?? "");
  if (!(await publishSweep(place, result, ports))) return EXIT_BAD_INPUT;
  if (options.quiet !== true) announceSweep(place, ports);
  tellFailedRuns(result, ports);
  if (!complete) {
    terminal.err("interrupted: the report holds the runs that were finished, and the same command goes on from them\n");
    return EXIT_INTERRUPTED;
  }
  const missed = precision === null ? [] : missedHeadlines(precision, runs);
  if (missed.length > 0) {
    const points = new Set(missed.map(({ point }) => point)).size;
    const where = `${formatExactCount(points)} of ${formatExactCount(design.points.length)} points`;
    terminal.err(
      `${terminal.paint("yellow", "warning:")} the precision was not reached at ${where} (${replications})\n`,
    );
  }
  return exitCodeOf(result, missed.length);
}

/** A promise broken anywhere comes first, as for a single run. */
function exitCodeOf(result: SweepResult, imprecise: number): number {
  const outcome = sweepOutcome(result);
  if (outcome === "failed") return EXIT_THRESHOLD_FAILED;
  if (outcome === "incomplete") return EXIT_INCOMPLETE;
  return outcome === "inconclusive" || imprecise > 0 ? EXIT_INCONCLUSIVE : EXIT_PASSED;
}

/** Failed runs that are told one by one. */
const FAILURES_TOLD = 5;

function tellFailedRuns({ runs, points }: SweepResult, { terminal }: CommandPorts): void {
  const failed = runs.filter(({ status }) => status === "failed");
  for (const { point, replication, reason } of failed.slice(0, FAILURES_TOLD)) {
    const where = `${points[point]!.label}, replication ${replication}`;
    terminal.err(`${terminal.paint("red", "failed:")} ${visibleText(`${where}: ${reason}`)}\n`);
  }
  if (failed.length > FAILURES_TOLD)
    terminal.err(`… and ${formatExactCount(failed.length - FAILURES_TOLD)} more runs\n`);
}
