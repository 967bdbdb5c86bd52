// Writes the report of a run, says where it is, or says what could not be written. Vega is loaded only here.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { SimulationResult } from "../simulation/result.ts";

import { visibleText } from "../report/neutral-text.ts";
import type { ReportFile } from "../report/report-writers.ts";
import type { ReportDirectory } from "../report/write-report.ts";

import type { Terminal } from "./terminal.ts";

/** A report that nobody sees before it is whole. */
export interface PendingReport extends ReportDirectory {
  /** Puts it in its place, instead of an older one. */
  publish(): Promise<void>;
  /** Leaves no trace of it. */
  discard(): Promise<void>;
}

/** What writing a report needs of the world. */
export interface ReportPorts {
  readonly terminal: Terminal;
  /** Begins a report that is to appear at `directory`. */
  readonly openReport: (directory: string) => Promise<PendingReport>;
  /** Writes one file, whole or not at all, in place of an older one. */
  readonly writeFile: (path: string, content: string) => Promise<void>;
  /** Does the work while Ctrl-C aborts the signal that it is given, instead of ending the process. */
  readonly whileInterruptible: <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;
}

export type ReportEnding = "written" | "refused" | "interrupted";

/** Where reports go if nobody says so. */
export function defaultDirectory(scenarioName: string): string {
  return join("reports", scenarioName);
}

/** Writes the report and the files `beside` it to `directory`, whole or not at all; a refusal of the system is told, our own faults are thrown. */
export function writeReportTo(
  directory: string,
  result: SimulationResult,
  beside: readonly ReportFile[],
  ports: ReportPorts,
): Promise<ReportEnding> {
  const write = async (target: ReportDirectory): Promise<void> => {
    const { writeReport } = await import("../report/write-report.ts");
    await writeReport(result, target);
    for (const { path, content } of beside) await target.write(path, content);
  };
  return publishReport(directory, write, ports);
}

/** The same for whatever `write` writes. */
export function publishReport(
  directory: string,
  write: (target: ReportDirectory) => Promise<unknown>,
  ports: ReportPorts,
): Promise<ReportEnding> {
  return ports.whileInterruptible(async (signal) => {
    let pending: PendingReport | undefined;
    try {
      pending = await ports.openReport(directory);
      await write(untilAborted(pending, signal));
      signal.throwIfAborted();
      await pending.publish();
      return "written";
    } catch (error) {
      await pending?.discard();
      return endingOf(error, directory, signal, ports.terminal);
    }
  });
}

/** A directory that takes no further file once the signal is aborted. */
function untilAborted(target: ReportDirectory, signal: AbortSignal): ReportDirectory {
  return {
    write: async (path, content) => {
      signal.throwIfAborted();
      await target.write(path, content);
    },
  };
}

function endingOf(error: unknown, directory: string, signal: AbortSignal, terminal: Terminal): ReportEnding {
  if (signal.aborted) {
    terminal.err("interrupted; no report was written\n");
    return "interrupted";
  }
  const reason = systemReason(error);
  if (reason === undefined) throw error;
  terminal.err(
    `${terminal.paint("red", "error:")} no report was written to ${visibleText(directory)}: ${reason}; nothing there has changed\n`,
  );
  return "refused";
}

/** Why the system refused to write, in words; undefined if it was not the system. */
export function systemReason(error: unknown): string | undefined {
  return isSystemError(error) ? (REASONS[error.code] ?? visibleText(error.message)) : undefined;
}

const REASONS: Readonly<Record<string, string>> = Object.freeze({
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EACCES: "there is no permission to write there",
  EPERM: "there is no permission to write there",
  EROFS: "the file system is read-only",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "a part of the path is a file",
  ENAMETOOLONG: "the path is too long",
  ELOOP: "the path is a link that leads to itself",
});

interface SystemError extends Error {
  readonly code: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}

/** The last lines of a run: where the report is, and how to open it. */
export function announceReport(directory: string, terminal: Terminal): void {
  const page = join(directory, "report.html");
  terminal.err(`report    ${visibleText(page)}\nopen it   ${pathToFileURL(page).href}\n`);
}
