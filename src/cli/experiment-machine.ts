// What experiments reach of the machine: its processors, a directory to work in, and seconds that pass. A port, so that commands can
// be tested without threads and disks.

import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";

import { beginJournal, openJournal, type Journal } from "../experiment/journal/journal.ts";
import type { JournalHeader } from "../experiment/journal/journal-header.ts";

import { lockDirectory, type DirectoryLock } from "./directory-lock.ts";
import { JournalFile } from "./journal-file.ts";
import { removeLeftovers } from "./leftover-files.ts";
import { makeDirectory } from "./make-directory.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import { openRunPool, type PoolTerms, type RunPool } from "./run-pool.ts";

export const JOURNAL_FILE = ".plimsoll-journal";

/** `go-on`: with the journal that is there, if there is one. `begin-anew`: whatever is there. */
export type JournalMode = "go-on" | "begin-anew";

/** A directory in which nobody else works now. */
export interface ExperimentDirectory {
  readonly journal: Journal;
  close(): void;
}

/** Why an experiment cannot use a directory. */
export type DirectoryAnswer =
  | { readonly kind: "ready"; readonly directory: ExperimentDirectory }
  | { readonly kind: "held"; readonly holder: ProcessIdentity }
  | { readonly kind: "of-another"; readonly changes: readonly string[] }
  | { readonly kind: "damaged"; readonly line: number };

export interface ExperimentMachine {
  /** Threads that run at the same time without waiting for one another. */
  readonly parallelism: number;
  readonly openPool: (terms: PoolTerms) => RunPool;
  /** Makes the directory if need be; rejects with what the system says. */
  readonly openDirectory: (path: string, header: JournalHeader, mode: JournalMode) => Promise<DirectoryAnswer>;
  /** Calls every second until the answer is called. */
  readonly everySecond: (action: () => void) => () => void;
}

/** `nowMs` is a clock in milliseconds. */
export function thisMachine(nowMs: () => number): ExperimentMachine {
  return {
    parallelism: availableParallelism(),
    openPool: openRunPool,
    openDirectory: (path, header, mode) => openDirectory(path, header, mode, nowMs),
    everySecond: (action) => {
      const timer = setInterval(action, 1_000);
      return () => clearInterval(timer);
    },
  };
}

async function openDirectory(
  path: string,
  header: JournalHeader,
  mode: JournalMode,
  nowMs: () => number,
): Promise<DirectoryAnswer> {
  await makeDirectory(resolve(path));
  const attempt = lockDirectory(path);
  if (attempt.kind === "held") return attempt;
  const opened = await withLock(path, header, mode, nowMs, attempt.lock);
  if (opened.kind !== "ready") attempt.lock.release();
  return opened;
}

async function withLock(
  path: string,
  header: JournalHeader,
  mode: JournalMode,
  nowMs: () => number,
  lock: DirectoryLock,
): Promise<DirectoryAnswer> {
  let file: JournalFile | undefined;
  try {
    await removeLeftovers(path);
    file = new JournalFile(join(path, JOURNAL_FILE), nowMs);
    const opened =
      mode === "go-on" ? openJournal(file, header) : { kind: "opened" as const, journal: beginJournal(file, header) };
    if (opened.kind === "opened") return { kind: "ready", directory: directoryOf(opened.journal, file, lock) };
    file.close();
    return opened;
  } catch (error) {
    file?.close();
    lock.release();
    throw error;
  }
}

function directoryOf(journal: Journal, file: JournalFile, lock: DirectoryLock): ExperimentDirectory {
  return {
    journal,
    close: () => {
      try {
        file.close();
      } finally {
        lock.release();
      }
    },
  };
}
