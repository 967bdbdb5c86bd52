// Runs the points of an experiment in workers and shows how far it is. For all commands with many runs.

import type { Point } from "../experiment/design/point.ts";
import type { Sweep } from "../experiment/read-sweep.ts";
import type { RecordedFiles } from "../experiment/execution/recorded-files.ts";
import { withFoundWarmUp, type FoundWarmUp } from "../experiment/execution/find-warm-up.ts";
import {
  runExperiment,
  type ExperimentRuns,
  type ReplicationRule,
  type RunJournal,
} from "../experiment/execution/run-experiment.ts";
import { twiceTried } from "../experiment/execution/twice-tried.ts";

import type { CommandPorts } from "./command-line.ts";
import { heapMebibytesFor } from "./run-pool.ts";
import { SweepProgress } from "./sweep-progress.ts";

/** What is run, how, and how much of it is told. */
export interface PointsToRun extends Pick<Sweep, "plan" | "design" | "replications"> {
  readonly scenarioPath: string;
  readonly files: RecordedFiles;
  readonly network: "allowed" | "refused";
  readonly rule: ReplicationRule;
  readonly workers: number;
  readonly progress: "shown" | "silent";
  /** Points whose pilot runs tell the warm-up, if it is to be found; absent: some of the whole design. */
  readonly pilots?: readonly Point[];
}

/** For experiments that are repeated from the beginning if they are broken off. */
export const NO_JOURNAL: RunJournal = Object.freeze({
  recall: () => undefined,
  keep: () => Promise.resolve(),
});

/** After the signal no run is begun; rejects if the journal cannot be written, or no worker can be started. */
export async function runPoints(
  asked: PointsToRun,
  journal: RunJournal,
  signal: AbortSignal,
  { terminal, nowMs, experiments }: Pick<CommandPorts, "terminal" | "nowMs" | "experiments">,
): Promise<ExperimentRuns> {
  const { design, plan, rule, workers } = asked;
  const pool = experiments.openPool({ ...asked, heapMebibytes: heapMebibytesFor(workers) });
  const progress = new SweepProgress(design, asked.replications, terminal, nowMs);
  const isShown = asked.progress === "shown";
  const stop = (): void => pool.stop();
  signal.addEventListener("abort", stop);
  const stopTicking = isShown ? experiments.everySecond(() => progress.tick()) : () => undefined;
  const executor = twiceTried(pool);
  const tell = (found: FoundWarmUp): void => {
    progress.clear();
    if (isShown || found.kind === "too-short") terminal.err(warmUpLine(found));
  };
  try {
    return await runExperiment(design, plan.seed, rule, {
      executor:
        plan.warmUp.kind === "auto"
          ? withFoundWarmUp(executor, { ...design, points: asked.pilots ?? design.points }, plan.seed, tell)
          : executor,
      journal,
      signal,
      onRecord: (record, wanted) => {
        const isRecalled = journal.recall(record.point, record.replication) !== undefined;
        if (isShown) progress.hear(record, wanted, isRecalled);
      },
    });
  } finally {
    signal.removeEventListener("abort", stop);
    stopTicking();
    progress.clear();
    await pool.close();
  }
}

function warmUpLine(found: FoundWarmUp): string {
  if (found.kind === "too-short") {
    return `warning: no warm-up was found (${found.series} had not settled by the middle of the run): nothing is left out; a longer horizon would help\n`;
  }
  const { milliseconds, pilots } = found;
  return `warm-up: every run leaves out its first ${milliseconds / 1000} s, by MSER-5 over ${pilots} pilot runs\n`;
}
