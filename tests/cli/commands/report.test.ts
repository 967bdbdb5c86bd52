// plimsoll report: files made again from a report's own data.

import { describe, expect, it } from "vitest";

import { reportCommand, type ReportOptions } from "../../../src/cli/commands/report.ts";
import { reportFiles } from "../../../src/report/write-report.ts";
import { sweepFiles } from "../../../src/report/sweep/write-sweep-report.ts";

import { emptyResult } from "../../report/empty-result.ts";
import { singleRunSweep } from "../../report/sweep/made-sweep.ts";
import { MemoryFiles } from "../../scenario/memory-files.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

async function remake(files: Readonly<Record<string, string>>, options: ReportOptions = {}) {
  const terminal = recordingTerminal();
  const reports = memoryReports();
  const ports = { ...reports.portsWith(terminal), files: new MemoryFiles(files) };
  const code = await reportCommand("out", options, ports);
  return { code, err: terminal.errors(), written: reports.written, events: reports.events };
}

function inDirectory(directory: string, files: readonly { path: string; content: string | Uint8Array }[]) {
  return Object.fromEntries(
    files.map(({ path, content }) => [
      `${directory}/${path}`,
      typeof content === "string" ? content : Buffer.from(content).toString("latin1"),
    ]),
  );
}

describe("plimsoll report", () => {
  it("makes all files of a run again with the same bytes, and keeps what lay beside them", async () => {
    const before = { ...inDirectory("out", await reportFiles(emptyResult())), "out/states.txt": "kept" };
    const { code, err, written, events } = await remake(before);
    expect(code).toBe(0);
    expect(written).toEqual(before);
    expect(events.at(-1)).toBe("publish");
    expect(err).toContain("report.html");
  });

  it("makes all files of a sweep again with the same bytes, elsewhere if it is told to", async () => {
    const files = await sweepFiles(singleRunSweep());
    const data = files.find(({ path }) => path === "sweep.json")!.content as string;
    const { code, err, written } = await remake({ "out/sweep.json": data }, { out: "new", quiet: true });
    expect([code, err]).toEqual([0, ""]);
    expect(written).toEqual(inDirectory("new", files));
  });

  it.each([
    [{}, "error: out holds no report; expected the directory of a report, with a sweep.json or summary.json in it\n"],
    [{ "out/sweep.json": "{}" }, "error: out/sweep.json is not used: it holds no SweepResult\n"],
    [{ "out/summary.json": "{" }, "error: out/summary.json is not used: it is no JSON\n"],
  ])("writes nothing where there is no report, and says why", async (files, words) => {
    const { code, err, events } = await remake(files);
    expect([code, err, events]).toEqual([2, words, []]);
  });
});
