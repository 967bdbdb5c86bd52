// Directories that a sweep cannot have, in words.

import { describe, expect, it } from "vitest";

import { ONE_POINT } from "../../src/experiment/design/point.ts";
import { journalHeader } from "../../src/experiment/journal/journal-header.ts";

import type { DirectoryAnswer, ExperimentMachine } from "../../src/cli/experiment-machine.ts";
import { openSweepDirectory } from "../../src/cli/sweep-directory.ts";

import { memoryExperiments } from "./memory-experiments.ts";
import { systemError } from "./memory-reports.ts";
import { recordingTerminal } from "./recording-terminal.ts";

async function open(answer: () => Promise<DirectoryAnswer>): Promise<string> {
  const terminal = recordingTerminal();
  const experiments: ExperimentMachine = { ...memoryExperiments(), openDirectory: answer };
  const header = journalHeader(ONE_POINT, "1", []);
  const opened = await openSweepDirectory("place", header, "go-on", { terminal, experiments });
  return opened === undefined ? terminal.errors() : "opened";
}

describe("the directory of a sweep", () => {
  it("is named with whoever works there", async () => {
    const held = await open(() => Promise.resolve({ kind: "held", holder: { pid: 12, host: "there", began: "" } }));
    expect(held).toContain("error: another sweep works in place: process 12 on there\n  wait for it");
    expect(held).toContain("remove place/.plimsoll-lock.json\n");
  });

  it("is named with each thing that has changed", async () => {
    const changed = await open(() =>
      Promise.resolve({ kind: "of-another", changes: ["this has changed", "and that"] }),
    );
    expect(changed).toContain("the runs in place are those of another sweep:\n  - this has changed\n  - and that\n");
    expect(changed).toContain("--restart gives them up");
  });

  it("is named with the line that was altered", async () => {
    const damaged = await open(() => Promise.resolve({ kind: "damaged", line: 1234 }));
    expect(damaged).toContain("place/.plimsoll-journal was altered: line 1,234 is not as it was written");
  });

  it("is named with what the system says; what it does not say is our fault", async () => {
    expect(await open(() => Promise.reject(systemError("EROFS")))).toBe(
      "error: the sweep cannot be kept in place: the file system is read-only; nothing was run\n",
    );
    await expect(open(() => Promise.reject(new Error("ours")))).rejects.toThrow("ours");
  });
});
