// The directory of a sweep, taken for this process, with the journal that it goes on with; or why it cannot be had, told.

import { join } from "node:path";

import type { JournalHeader } from "../experiment/journal/journal-header.ts";

import { formatExactCount } from "../report/human-numbers.ts";
import { visibleText } from "../report/neutral-text.ts";

import type { CommandPorts } from "./command-line.ts";
import { LOCK_FILE } from "./directory-lock.ts";
import {
  JOURNAL_FILE,
  type DirectoryAnswer,
  type ExperimentDirectory,
  type JournalMode,
} from "./experiment-machine.ts";
import { systemReason } from "./report-writing.ts";

/** Undefined if it cannot be had, which is told; that is the user's to mend. */
export async function openSweepDirectory(
  path: string,
  header: JournalHeader,
  mode: JournalMode,
  { terminal, experiments }: Pick<CommandPorts, "terminal" | "experiments">,
): Promise<ExperimentDirectory | undefined> {
  const refuse = (lines: readonly string[]): undefined => {
    terminal.err(`${terminal.paint("red", "error:")} ${lines.map(visibleText).join("\n  ")}\n`);
  };
  try {
    const answer = await experiments.openDirectory(path, header, mode);
    return answer.kind === "ready" ? answer.directory : refuse(refusal(answer, path));
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    return refuse([`the sweep cannot be kept in ${path}: ${reason}; nothing was run`]);
  }
}

function refusal(answer: Exclude<DirectoryAnswer, { kind: "ready" }>, path: string): readonly string[] {
  switch (answer.kind) {
    case "held": {
      const { pid, host } = answer.holder;
      return [
        `another sweep works in ${path}: process ${pid} on ${host}`,
        `wait for it, or choose another place with --out; if that process is gone for certain, remove ${join(path, LOCK_FILE)}`,
      ];
    }
    case "of-another":
      return [
        `the runs in ${path} are those of another sweep:`,
        ...answer.changes.map((change) => `- ${change}`),
        "--restart gives them up and begins anew; --out NAME keeps them and works elsewhere",
      ];
    case "damaged":
      return [
        `${join(path, JOURNAL_FILE)} was altered: line ${formatExactCount(answer.line)} is not as it was written`,
        "--restart gives its runs up and begins anew; --out NAME works elsewhere",
      ];
  }
}
