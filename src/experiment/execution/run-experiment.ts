// Runs all points of a design as often as a rule asks, through whatever executes runs. What comes out does not depend on how
// many runs go on at once, nor on the order in which they end: the rule sees whole rounds, ordered by point and replication.

import { invariant } from "../../base/invariant.ts";

import type { Design, Point } from "../design/point.ts";

import { replicationSeed, type RunRecord, type RunTask } from "./run-record.ts";

/** Makes runs: in this thread, or in others. */
export interface RunExecutor {
  /** How many runs go on at once; twice as many are handed over, so that none has to wait for the next. */
  readonly width: number;
  /** The run's record, a failed one included; undefined if it was not begun, as no further run is; rejects only if the experiment is to end. */
  run(task: RunTask): Promise<RunRecord | undefined>;
}

/** Where finished runs are kept, so that a later start of the same experiment need not repeat them. */
export interface RunJournal {
  recall(point: number, replication: number): RunRecord | undefined;
  keep(record: RunRecord): Promise<void>;
}

/** How often each point is run. */
export interface ReplicationRule {
  /**
   * Replications wanted of each point in all, given those made: one list a point, complete from replication 0 up. Asked again
   * after each round, until it wants no more than there are.
   */
  wanted(runs: RunTable): readonly number[];
}

/** The records of each point, by point and replication. */
export type RunTable = readonly (readonly RunRecord[])[];

export interface ExperimentPorts {
  readonly executor: RunExecutor;
  readonly journal: RunJournal;
  /** Hears of every record, those recalled included, in the order in which they come. */
  readonly onRecord?: (record: RunRecord, wantedInAll: number) => void;
  /** Aborted when no further run is to be begun; those that go on are still waited for. */
  readonly signal?: AbortSignal;
}

export interface ExperimentRuns {
  readonly runs: RunTable;
  /** False if the signal ended it early: points then hold as many replications as were finished without a gap. */
  readonly complete: boolean;
}

/** Runs the design of an experiment with a seed. */
export async function runExperiment(
  design: Design,
  seed: string,
  rule: ReplicationRule,
  ports: ExperimentPorts,
): Promise<ExperimentRuns> {
  const runs: RunRecord[][] = design.points.map(() => []);
  for (;;) {
    const wanted = rule.wanted(runs);
    invariant(wanted.length === runs.length, "a rule asks for every point");
    const tasks = design.points.flatMap((point) => tasksOf(point, runs[point.index]!.length, wanted, seed));
    if (tasks.length === 0) return { runs, complete: true };
    const inAll = wanted.reduce((sum, count, index) => sum + Math.max(count, runs[index]!.length), 0);
    const records = await runRound(tasks, inAll, ports);
    for (const [index, task] of tasks.entries()) {
      const record = records[index];
      const ofPoint = runs[task.point.index]!;
      if (record !== undefined && ofPoint.length === task.replication) ofPoint.push(record);
    }
    if (records.includes(undefined)) return { runs, complete: false };
  }
}

function tasksOf(point: Point, made: number, wanted: readonly number[], seed: string): readonly RunTask[] {
  const more = Math.max(0, wanted[point.index]! - made);
  return Array.from({ length: more }, (_, index) => {
    const replication = made + index;
    return {
      point,
      replication,
      seed: replicationSeed(seed, replication),
      detail: replication === 0 ? "short" : "none",
    };
  });
}

/** The records of the tasks, in their order; undefined for those that were not begun. */
async function runRound(
  tasks: readonly RunTask[],
  inAll: number,
  { executor, journal, onRecord, signal }: ExperimentPorts,
): Promise<readonly (RunRecord | undefined)[]> {
  const records: (RunRecord | undefined)[] = tasks.map(() => undefined);
  let next = 0;
  const goesOn = (): boolean => next < tasks.length && signal?.aborted !== true;
  const work = async (): Promise<void> => {
    while (goesOn()) {
      const at = next++;
      const task = tasks[at]!;
      const known = journal.recall(task.point.index, task.replication);
      const record = known ?? (await executor.run(task));
      if (record === undefined) return;
      if (known === undefined) await journal.keep(record);
      records[at] = record;
      onRecord?.(record, inAll);
    }
  };
  await Promise.all(Array.from({ length: Math.min(tasks.length, 2 * executor.width) }, work));
  return records;
}
