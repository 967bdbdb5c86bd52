// Reports appear whole or not at all, and every refusal is told.

import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { announceReport, defaultDirectory, writeReportTo } from "../../src/cli/report-writing.ts";

import { sampleResult } from "../report/sample-result.ts";
import { memoryReports, systemError, type Trouble } from "./memory-reports.ts";
import { recordingTerminal } from "./recording-terminal.ts";

const BESIDE = [{ path: "beside.txt", content: "more" }];

interface Written {
  readonly ending: string;
  readonly err: string;
  readonly events: readonly string[];
}

async function write(trouble?: Trouble): Promise<Written> {
  const reports = memoryReports(trouble);
  const terminal = recordingTerminal();
  const ending = await writeReportTo("out", sampleResult(), BESIDE, reports.portsWith(terminal));
  return { ending, err: terminal.errors(), events: reports.events };
}

describe("writing a report", () => {
  it("opens, writes every file, and publishes", async () => {
    const { ending, err, events } = await write();
    expect([ending, err]).toEqual(["written", ""]);
    expect(events[0]).toBe("open out");
    expect(events).toContain("write report.html");
    expect(events).toContain("write summary.json");
    expect(events).toContain("write beside.txt");
    expect(events.at(-1)).toBe("publish");
  });

  it.each([
    ["write report.html", "ENOSPC", "the disk is full"],
    ["publish", "EACCES", "there is no permission to write there"],
    ["publish", "ENOTDIR", "a part of the path is a file"],
    ["write summary.json", "EROFS", "the file system is read-only"],
    ["write summary.json", "EIO", "EIO: something, write"],
  ])("that fails at '%s' with %s discards what it wrote and says so", async (at, code, words) => {
    const { ending, err, events } = await write({ at, what: systemError(code) });
    expect([ending, events.at(-1)]).toEqual(["refused", "discard"]);
    expect(err).toBe(`error: no report was written to out: ${words}; nothing there has changed\n`);
  });

  it("that cannot even begin says so", async () => {
    const { ending, events } = await write({ at: "open out", what: systemError("EACCES") });
    expect([ending, events]).toEqual(["refused", ["open out"]]);
  });

  it.each(["write summary.json", "write report.html"])("that is interrupted at '%s' is not published", async (at) => {
    const { ending, err, events } = await write({ at, what: "interruption" });
    expect([ending, err, events.at(-1)]).toEqual(["interrupted", "interrupted; no report was written\n", "discard"]);
    expect(events).not.toContain("publish");
  });

  it("that fails by our own fault discards what it wrote and passes the fault on", async () => {
    await expect(write({ at: "write summary.json", what: new Error("ours") })).rejects.toThrow("ours");
  });
});

describe("the last lines of a run", () => {
  it("say where the report is, and how to open it", () => {
    const terminal = recordingTerminal();
    announceReport(join("reports", "a b"), terminal);
    const [where, how] = terminal.errors().split("\n");
    expect(where).toBe(`report    ${join("reports", "a b", "report.html")}`);
    expect(how).toMatch(/^open it {3}file:\/\/\/.*a%20b\/report\.html$/);
  });

  it("name reports/NAME if nobody says where", () => {
    expect(defaultDirectory("openb")).toBe(join("reports", "openb"));
  });
});
