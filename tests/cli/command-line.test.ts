// Arguments to commands and exit codes.

import { describe, expect, it } from "vitest";

import { PLIMSOLL_VERSION } from "../../src/base/version.ts";

import { runCommandLine } from "../../src/cli/command-line.ts";

import { MemoryFiles, POD, scenario } from "../scenario/memory-files.ts";
import { memoryReports } from "./memory-reports.ts";
import { recordingTerminal } from "./recording-terminal.ts";

const FILES = new MemoryFiles({
  "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n"),
  "a.yaml": POD,
  "wrong.yaml": scenario("  horizn: 1h\n"),
});

async function call(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = recordingTerminal();
  const code = await runCommandLine(args, {
    ...memoryReports().portsWith(terminal),
    files: FILES,
    nowMs: () => 0,
    showStacks: false,
  });
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe("the command line", () => {
  it("prints its version and its help as data", async () => {
    expect(await call("--version")).toEqual({ code: 0, out: `${PLIMSOLL_VERSION}\n`, err: "" });
    const help = await call("--help");
    expect([help.code, help.err]).toEqual([0, ""]);
    expect(help.out).toContain("plimsoll run scenarios/first-steps.yaml");
    expect(help.out).toContain("Exit codes:");
    expect((await call("run", "--help")).out).toContain("--no-report");
  });

  it.each([
    [[], "Usage: plimsoll"],
    [["rum"], "Did you mean run?"],
    [["run"], "missing required argument 'scenario'"],
    [["run", "s.yaml", "more"], "too many arguments"],
    [["run", "s.yaml", "--sead", "1"], "Did you mean --seed?"],
    [["run", "s.yaml", "-o", "xml"], "Allowed choices are table, wide, json, yaml, csv, markdown"],
    [["run", "s.yaml", "--seed"], "argument missing"],
    [["schema", "x"], "too many arguments"],
  ])("%j is wrong usage", async (args, message) => {
    const { code, out, err } = await call(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("runs the command that it names", async () => {
    expect((await call("run", "s.yaml", "--no-report")).code).toBe(0);
    expect((await call("run", "wrong.yaml")).code).toBe(2);
    expect((await call("schema")).code).toBe(0);
  });
});
