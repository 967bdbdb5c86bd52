// An experiment whose runs are kept in a directory: what all commands with many runs have in common. Takes the directory, runs what its
// journal does not have, prints, writes the report, and says how it ended.

import type { Threshold } from "../metrics/threshold.ts";

import type { BacktestTerms } from "../experiment/backtest/backtest-result.ts";
import { buildSweepResult } from "../experiment/build-sweep-result.ts";
import type { Design, Point } from "../experiment/design/point.ts";
import { missedHeadlines } from "../experiment/execution/precise-replications.ts";
import type { RecordedFiles } from "../experiment/execution/recorded-files.ts";
import type { ExperimentRuns } from "../experiment/execution/run-experiment.ts";
import { journalHeader } from "../experiment/journal/journal-header.ts";
import type { Line, SweepResult } from "../experiment/sweep-result.ts";

import { backtestMarkdown } from "../report/backtest/backtest-formats.ts";
import { promisesOfSweep } from "../report/ci/promise.ts";
import { comparisonMarkdown } from "../report/comparison/comparison-markdown.ts";
import { formatExactCount } from "../report/human-numbers.ts";
import { lineMarkdown } from "../report/line/line-formats.ts";
import { visibleText } from "../report/neutral-text.ts";
import { SWEEP_MARKDOWN } from "../report/sweep/text/markdown-format.ts";

import type { AskedSweep } from "./asked-sweep.ts";
import { writeCiFiles, type CiOptions } from "./ci-files.ts";
import type { CommandPorts } from "./command-line.ts";
import { EXIT_BAD_INPUT, EXIT_INTERRUPTED } from "./exit-codes.ts";
import type { ExperimentDirectory } from "./experiment-machine.ts";
import { recordedInputs } from "./recorded-inputs.ts";
import { systemReason } from "./report-writing.ts";
import { runPoints } from "./run-points.ts";
import { WorkersLost } from "./run-pool.ts";
import { openSweepDirectory } from "./sweep-directory.ts";
import { announceSweep, publishSweep } from "./sweep-publishing.ts";

/** What is run, where its runs are kept, and what is made of them. */
export interface KeptExperiment extends AskedSweep {
  readonly files: RecordedFiles;
  readonly place: string;
  /** What repeats it. */
  readonly command: string;
  /** See AskedSweep of build-sweep-result.ts. */
  readonly thresholdsOf?: ((point: Point) => readonly Threshold[]) | undefined;
  readonly indifference?: number;
  /** What settings of an autoscaler are tried for. */
  readonly backtest?: BacktestTerms;
  /** What of the runs is reported, if it is not all of them. */
  readonly reported?: (runs: ExperimentRuns) => ReportedRuns;
  /** See PointsToRun. */
  readonly pilots?: readonly Point[];
  readonly render: (result: SweepResult) => string;
  /** `imprecise`: figures whose precision was asked for and not reached. */
  readonly exitCodeOf: (result: SweepResult, imprecise: number) => number;
}

/** The points that are reported, and what they were run for. */
export interface ReportedRuns {
  readonly design: Design;
  readonly found: ExperimentRuns;
  readonly line: Line;
}

/** As commander gives them. */
export interface KeptOptions extends CiOptions {
  readonly restart?: true;
  readonly quiet?: true;
  readonly allowNetwork?: true;
}

/** Gives the exit code. @throws our own faults. */
export async function runKept(
  asked: KeptExperiment,
  options: KeptOptions,
  signal: AbortSignal,
  ports: CommandPorts,
): Promise<number> {
  const { place, files } = asked;
  const { design, plan } = asked.sweep;
  const header = journalHeader(design, plan.seed, recordedInputs(files));
  const mode = options.restart === true ? "begin-anew" : "go-on";
  const directory = await openSweepDirectory(place, header, mode, ports);
  if (directory === undefined) return EXIT_BAD_INPUT;
  try {
    const runs = await runAll(asked, directory, options, signal, ports);
    return runs === undefined ? EXIT_BAD_INPUT : await finish(asked, runs, options, ports);
  } finally {
    directory.close();
  }
}

/** Undefined if the journal cannot be written, or no worker can be started, which is told. */
async function runAll(
  asked: KeptExperiment,
  { journal }: ExperimentDirectory,
  { quiet, allowNetwork }: KeptOptions,
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
  const { sweep, scenarioPath, files, rule, workers, pilots } = asked;
  const progress = quiet === true ? "silent" : "shown";
  const network = allowNetwork === true ? "allowed" : "refused";
  try {
    const given = pilots === undefined ? {} : { pilots };
    const points = { ...sweep, ...given, scenarioPath, files, rule, workers, network, progress } as const;
    return await runPoints(points, journal, signal, ports);
  } catch (error) {
    const reason = error instanceof WorkersLost ? error.message : systemReason(error);
    if (reason === undefined) throw error;
    const kept = "the same command goes on from the runs that are kept";
    terminal.err(`${terminal.paint("red", "error:")} the sweep was stopped: ${reason}; ${kept}\n`);
    return undefined;
  }
}

async function finish(
  asked: KeptExperiment,
  found: ExperimentRuns,
  options: KeptOptions,
  ports: CommandPorts,
): Promise<number> {
  const { terminal } = ports;
  const { runs, complete } = found;
  if (!complete && runs.every((ofPoint) => ofPoint.length === 0)) {
    terminal.err("interrupted before the first run was finished; no report was written\n");
    return EXIT_INTERRUPTED;
  }
  const { precision, place, replications } = asked;
  const result = resultOf(asked, found);
  terminal.out(asked.render(result));
  if (!(await publishSweep(place, result, ports))) return EXIT_BAD_INPUT;
  if (options.quiet !== true) announceSweep(place, ports);
  if (!(await writeSweepCiFiles(result, options, ports))) return EXIT_BAD_INPUT;
  tellFailedRuns(result, ports);
  if (!complete) {
    terminal.err("interrupted: the report holds the runs that were finished, and the same command goes on from them\n");
    return EXIT_INTERRUPTED;
  }
  const missed = precision === null ? [] : missedHeadlines(precision, runs);
  if (missed.length > 0) {
    const points = new Set(missed.map(({ point }) => point)).size;
    const where = `${formatExactCount(points)} of ${formatExactCount(result.points.length)} points`;
    terminal.err(
      `${terminal.paint("yellow", "warning:")} the precision was not reached at ${where} (${replications})\n`,
    );
  }
  return asked.exitCodeOf(result, missed.length);
}

function resultOf(asked: KeptExperiment, found: ExperimentRuns): SweepResult {
  const { sweep, replications, command, thresholdsOf, indifference, backtest } = asked;
  const { plan, confidence, notes } = sweep;
  const { design, found: reported, ...line } = asked.reported?.(found) ?? { design: sweep.design, found };
  const terms = { plan: { ...plan, notes }, design, seed: plan.seed, confidence, replications, command, ...line };
  return buildSweepResult(
    {
      ...terms,
      ...(thresholdsOf === undefined ? {} : { thresholdsOf }),
      ...(indifference === undefined ? {} : { indifference }),
      ...(backtest === undefined ? {} : { backtest }),
    },
    reported,
  );
}

function writeSweepCiFiles(result: SweepResult, options: CiOptions, ports: CommandPorts): Promise<boolean> {
  return writeCiFiles(
    options,
    () => promisesOfSweep(result),
    () => summaryOf(result),
    ports,
  );
}

function summaryOf(result: SweepResult): string {
  if (result.backtest !== undefined) return backtestMarkdown(result);
  if (result.line !== null) return lineMarkdown(result);
  return result.comparison === null ? SWEEP_MARKDOWN.render(result) : comparisonMarkdown(result);
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
