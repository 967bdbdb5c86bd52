// For tests: a place for reports that is none, and that can refuse them or be interrupted.

import type { ReportPorts } from "../../src/cli/report-writing.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface MemoryReports {
  readonly portsWith: (terminal: Terminal) => ReportPorts;
  /** What happened, in order: `open out`, `write a.csv`, `publish`, `discard`. */
  readonly events: readonly string[];
}

/** What goes wrong at the event of that name: an error, or Ctrl-C. */
export interface Trouble {
  readonly at: string;
  readonly what: Error | "interruption";
}

export function memoryReports(trouble?: Trouble): MemoryReports {
  const events: string[] = [];
  const controller = new AbortController();
  const happen = (event: string): Promise<void> => {
    events.push(event);
    if (event !== trouble?.at) return Promise.resolve();
    if (trouble.what !== "interruption") return Promise.reject(trouble.what);
    controller.abort();
    return Promise.resolve();
  };
  const openReport: ReportPorts["openReport"] = async (directory) => {
    await happen(`open ${directory}`);
    return {
      write: (path) => happen(`write ${path}`),
      publish: () => happen("publish"),
      discard: () => happen("discard"),
    };
  };
  const portsWith = (terminal: Terminal): ReportPorts => ({
    terminal,
    openReport,
    whileInterruptible: (work) => work(controller.signal),
  });
  return { portsWith, events };
}

/** An error as Node's file system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something, write`), { code, syscall: "write" });
}
