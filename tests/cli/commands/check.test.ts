// plimsoll check: what is printed, and which exit code comes out.

import { describe, expect, it } from "vitest";

import type { FileReader } from "../../../src/scenario/file-reader.ts";

import { checkCommand, type CheckOptions } from "../../../src/cli/commands/check.ts";

import { MemoryFiles, POD } from "../../scenario/memory-files.ts";
import { memoryReports } from "../memory-reports.ts";
import { recordingTerminal } from "../recording-terminal.ts";

const WRONG = POD.replace("cpu: 1", "cpu: one");
const ODD = POD.replace("cpu: 1", "memory: 5");

function check(files: FileReader, options: Partial<CheckOptions> = {}) {
  const terminal = recordingTerminal();
  const ports = { ...memoryReports().portsWith(terminal), files, nowMs: () => 0, showStacks: false };
  const code = checkCommand(["a.yaml"], { output: "text", ...options }, ports);
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe("plimsoll check", () => {
  it("is content with files that are right", () => {
    expect(check(new MemoryFiles({ "a.yaml": POD }))).toEqual({
      code: 0,
      out: "1 file, 1 object judged (Pod 1): 0 mistakes, 0 warnings\n",
      err: "",
    });
  });

  it("prints mistakes on standard output and ends with 2", () => {
    const { code, out, err } = check(new MemoryFiles({ "a.yaml": WRONG }));
    expect([code, err]).toEqual([2, ""]);
    expect(out).toMatch(/^a\.yaml:4:\d+: error: Pod in version "v1" cannot be handled as a Pod: /);
    expect(out).toContain("^^^");
    expect(out).toMatch(/\n1 file, 1 object judged \(Pod 1\): 1 mistake, 0 warnings\n$/);
  });

  it("takes warnings for mistakes where it is told to", () => {
    const files = new MemoryFiles({ "a.yaml": ODD });
    expect(check(files).code).toBe(0);
    const strict = check(files, { warningsAsErrors: true });
    expect(strict.code).toBe(2);
    expect(strict.out).toContain("error: memory: 5 is less than one kibibyte");
  });

  it("prints mistakes only where it is to be quiet", () => {
    expect(check(new MemoryFiles({ "a.yaml": ODD }), { quiet: true })).toEqual({ code: 0, out: "", err: "" });
  });

  it("ends with 1 and the command to repeat it if plimsoll itself fails", () => {
    const broken: FileReader = {
      read: () => {
        throw new Error("broken on purpose");
      },
      loadModule: () => ({ kind: "broken", detail: "it is no module" }),
      list: () => undefined,
    };
    const { code, err } = check(broken);
    expect(code).toBe(1);
    expect(err).toContain("plimsoll check a.yaml");
  });
});
