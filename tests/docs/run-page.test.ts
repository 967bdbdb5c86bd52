// The shell behind the manual's test: what one command leaves, the next one finds; what is untrue is told.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

import { commandsOf } from "./console-blocks.ts";
import { removeCopy, runCommands, untruths } from "./run-page.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-shell-"));
afterAll(() => {
  removeCopy(folder);
});

function attempts(...lines: readonly string[]): ReturnType<typeof runCommands> {
  return runCommands(commandsOf("page.md", ["```console", ...lines, "```"].join("\n")), folder);
}

describe("runCommands", () => {
  it("keeps the folder, the files and the exit code from one command to the next", () => {
    const seen = attempts(
      "$ mkdir -p a && cd a",
      "$ cat > b <<'END'",
      "> some text",
      "> END",
      "$ (exit 7)",
      "$ echo $?",
      "$ cat b",
    );
    expect(seen.map(({ exitCode }) => exitCode)).toEqual([0, 0, 7, 0, 0]);
    expect(seen.map(({ output }) => output.trim())).toEqual(["", "", "", "7", "some text"]);
  });

  it("hears standard error too, and offers no standard input", () => {
    expect(attempts("$ echo oh >&2; cat").map(({ output }) => output.trim())).toEqual(["oh"]);
  });
});

describe("untruths", () => {
  it("is silent about what the page says truly", () => {
    expect(untruths(attempts("$ echo hello world", "hello …", "$ (exit 2)", "$ echo $?", "2"))).toEqual([]);
  });

  it.each([
    ["a failure that the page does not mention", ["$ (exit 2)"], "ended with 2"],
    ["another answer", ["$ echo good", "bad"], "did not answer: bad"],
    ["another exit code", ["$ (exit 2)", "$ echo $?", "3"], "did not answer: 3"],
    ["a command that ends the shell", ["$ exit 0"], "ended with -1"],
  ])("tells of %s", (_, lines, what) => {
    expect(untruths(attempts(...lines)).join("\n")).toContain(what);
  });
});
