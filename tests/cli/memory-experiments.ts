// For tests: a machine for experiments that is none. Runs are made in this thread, and directories are journals in memory.

import { RunMaker } from "../../src/experiment/execution/make-run.ts";
import { ReplayedFiles } from "../../src/experiment/execution/recorded-files.ts";
import type { RunTask } from "../../src/experiment/execution/run-record.ts";
import type { RunAttempt } from "../../src/experiment/execution/twice-tried.ts";
import { beginJournal, openJournal } from "../../src/experiment/journal/journal.ts";

import type { DirectoryAnswer, ExperimentMachine } from "../../src/cli/experiment-machine.ts";

import { MemoryStore } from "../experiment/journal/memory-store.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";

/** What a test may change, and look at. */
export interface MemoryMachine extends ExperimentMachine {
  /** Journals by directory. */
  readonly stores: Map<string, MemoryStore>;
  /** Directories that were taken and not yet given back. */
  readonly taken: Set<string>;
  /** Attempts that were made, `point/replication` in order. */
  readonly attempts: readonly string[];
}

/** `meddle` is asked before each attempt, and may answer in its place. */
export function memoryExperiments(
  meddle: (task: RunTask, number: number) => RunAttempt | undefined = () => undefined,
): MemoryMachine {
  const stores = new Map<string, MemoryStore>();
  const taken = new Set<string>();
  const attempts: string[] = [];
  const openDirectory: ExperimentMachine["openDirectory"] = (path, header, mode) => {
    if (taken.has(path)) return Promise.resolve({ kind: "held", holder: { pid: 7, host: "here", began: "" } });
    const store = stores.get(path) ?? new MemoryStore();
    stores.set(path, store);
    const opened =
      mode === "go-on" ? openJournal(store, header) : { kind: "opened" as const, journal: beginJournal(store, header) };
    if (opened.kind !== "opened") return Promise.resolve<DirectoryAnswer>(opened);
    taken.add(path);
    return Promise.resolve({
      kind: "ready",
      directory: { journal: opened.journal, close: () => void taken.delete(path) },
    });
  };
  return {
    stores,
    taken,
    attempts,
    parallelism: 2,
    openPool: ({ scenarioPath, files, workers }) => {
      const maker = new RunMaker(scenarioPath, new ReplayedFiles(files, new MemoryFiles({})));
      return {
        width: workers,
        attempt: (task) => {
          attempts.push(`${task.point.index}/${task.replication}`);
          return Promise.resolve(meddle(task, attempts.length) ?? { kind: "made", record: maker.make(task) });
        },
        stop: () => undefined,
        close: () => Promise.resolve(),
      };
    },
    openDirectory,
    everySecond: () => () => undefined,
  };
}
