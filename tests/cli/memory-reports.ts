// For tests: a place for reports and scenarios that is none, and that can refuse them or be interrupted.

import type { CommandPorts } from "../../src/cli/command-line.ts";
import type { ReportPorts } from "../../src/cli/report-writing.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

import { memoryExperiments } from "./memory-experiments.ts";

/** The ports of commands that write. */
export type WritingPorts = ReportPorts &
  Pick<CommandPorts, "openScenarioDirectory" | "environment" | "networkOver" | "experiments" | "whileStoppable">;

export interface MemoryReports {
  readonly portsWith: (terminal: Terminal) => WritingPorts;
  /** What was written, by path; also what was discarded then. */
  readonly written: Readonly<Record<string, string>>;
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
  const written: Record<string, string> = {};
  const openReport: ReportPorts["openReport"] = async (directory) => {
    await happen(`open ${directory}`);
    return {
      write: (path, content) => {
        written[`${directory}/${path}`] =
          typeof content === "string" ? content : Buffer.from(content).toString("latin1");
        return happen(`write ${path}`);
      },
      publish: () => happen("publish"),
      discard: () => happen("discard"),
    };
  };
  const portsWith = (terminal: Terminal): WritingPorts => ({
    terminal,
    openReport,
    writeFile: (path, content) => {
      written[path] = content;
      return happen(`write ${path}`);
    },
    openScenarioDirectory: (directory, mode) => openReport(mode === "fresh" ? directory : `${directory} (${mode})`),
    environment: {},
    networkOver: (files) => files,
    experiments: memoryExperiments(),
    whileStoppable: (work) => work(controller.signal),
    whileInterruptible: (work) => work(controller.signal),
  });
  return { portsWith, events, written };
}

/** An error as Node's file system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something, write`), { code, syscall: "write" });
}
