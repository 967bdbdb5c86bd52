// Files for pipelines.

import { describe, expect, it } from "vitest";

import { writeCiFiles } from "../../src/cli/ci-files.ts";
import { promisesOfRun } from "../../src/report/ci/promise.ts";

import { sampleResult } from "../report/sample-result.ts";
import { memoryReports, systemError, type Trouble } from "./memory-reports.ts";
import { recordingTerminal } from "./recording-terminal.ts";

async function write(options: { junit?: string; summary?: string }, trouble?: Trouble) {
  const reports = memoryReports(trouble);
  const terminal = recordingTerminal();
  const isWritten = await writeCiFiles(
    options,
    () => promisesOfRun(sampleResult()),
    () => "# summary\n",
    reports.portsWith(terminal),
  );
  return { isWritten, written: reports.written, err: terminal.errors() };
}

describe("files for pipelines", () => {
  it("are none unless they are asked for", async () => {
    expect(await write({})).toEqual({ isWritten: true, written: {}, err: "" });
  });

  it("are JUnit XML and Markdown", async () => {
    const { isWritten, written } = await write({ junit: "out.xml", summary: "out.md" });
    expect(isWritten).toBe(true);
    expect(written["out.xml"]).toMatch(/^<\?xml/);
    expect(written["out.md"]).toBe("# summary\n");
  });

  it("that cannot be written are told with the reason", async () => {
    const { isWritten, err } = await write({ junit: "out.xml" }, { at: "write out.xml", what: systemError("EACCES") });
    expect([isWritten, err]).toEqual([
      false,
      "error: out.xml was not written: there is no permission to write there\n",
    ]);
  });

  it("pass on faults of our own", async () => {
    const fault = new Error("ours");
    await expect(write({ junit: "out.xml" }, { at: "write out.xml", what: fault })).rejects.toBe(fault);
  });
});
