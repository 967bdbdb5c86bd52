// Diagnostics as text: mistakes with their lines, notes in one line each, nothing that commands the terminal.

import { describe, expect, it } from "vitest";

import type { Diagnostic } from "../../src/base/diagnostic.ts";

import { printMistakes, printNotes } from "../../src/cli/print-diagnostics.ts";
import { recordingTerminal } from "./recording-terminal.ts";

const MISTAKE = {
  code: "unknown-field",
  severity: "error",
  message: 'spec has no field "horizn"',
  position: { file: "s.yaml", line: 2, column: 3 },
  path: "spec.horizn",
  expected: "one of seed, horizon",
  suggestion: "horizon",
} as const;

describe("mistakes", () => {
  it("show place, line, path, what was expected, and the nearest name", () => {
    const terminal = recordingTerminal();
    printMistakes([MISTAKE], () => "spec:\n  horizn: 24h\n", terminal);
    expect(terminal.errors()).toBe(
      `s.yaml:2:3: error: spec has no field "horizn" [unknown-field]
  2 |   horizn: 24h
    |   ^^^^^^
  at spec.horizn
  expected: one of seed, horizon
  did you mean horizon?

1 mistake; nothing was run and nothing was written
`,
    );
    expect(terminal.output()).toBe("");
  });

  it("without a place or a file show what they have", () => {
    const terminal = recordingTerminal();
    const bare = { code: "c", severity: "error", message: "m" } as const;
    printMistakes([bare, { ...bare, position: MISTAKE.position }], () => undefined, terminal);
    expect(terminal.errors()).toContain("error: m [c]\n\ns.yaml:2:3: error: m [c]\n\n2 mistakes");
  });

  it("stand in the order of the files, from top to bottom", () => {
    const terminal = recordingTerminal();
    const at = (file: string, line: number, column: number): Diagnostic => ({
      ...MISTAKE,
      message: `mistake ${file} ${line} ${column}`,
      position: { file, line, column },
    });
    printMistakes([at("b", 9, 1), at("a", 1, 1), at("b", 2, 5), at("b", 2, 3)], () => undefined, terminal);
    expect(terminal.errors().match(/^\w:\d+:\d+/gm)).toEqual(["b:2:3", "b:2:5", "b:9:1", "a:1:1"]);
  });

  it("beyond a hundred are counted", () => {
    const terminal = recordingTerminal();
    printMistakes(
      Array.from({ length: 7_000 }, (_, index) => ({ ...MISTAKE, message: `mistake ${index}` })),
      () => undefined,
      terminal,
    );
    expect(terminal.errors().match(/error:/g)).toHaveLength(100);
    expect(terminal.errors()).toContain("… and 6900 more mistakes");
    expect(terminal.errors()).toContain("7000 mistakes; nothing was run");
  });

  it("that are one in many objects are shown three times, with the places of the others", () => {
    const terminal = recordingTerminal();
    const nodes = Array.from({ length: 200 }, (_, index): Diagnostic => ({
      code: "unsupported-value",
      severity: "error",
      message: `The Node "n-${index}" is invalid: spec.taints[${index % 2}].effect: Unsupported value: "No"`,
      position: { file: "nodes.yaml", line: 10 * index + 1, column: 1 },
      path: `spec.taints[${index % 2}].effect`,
    }));
    printMistakes([...nodes, MISTAKE], () => undefined, terminal);
    expect(terminal.errors().match(/error: The Node "n-\d"/g)).toHaveLength(3);
    expect(terminal.errors()).toContain(
      "  at spec.taints[0].effect\n\n… and 197 more like it: nodes.yaml:31, nodes.yaml:41, nodes.yaml:51, nodes.yaml:61, " +
        "nodes.yaml:71, nodes.yaml:81, nodes.yaml:91, nodes.yaml:101, nodes.yaml:111, nodes.yaml:121, …\n\ns.yaml:2:3:",
    );
    expect(terminal.errors()).not.toContain("more mistakes");
    expect(terminal.errors()).toContain("201 mistakes; nothing was run");
  });

  it("never command the terminal", () => {
    const terminal = recordingTerminal();
    const evil = "\u001B[2J\r\n";
    const hostile = { ...MISTAKE, message: evil, path: evil, expected: evil, suggestion: evil };
    printMistakes([{ ...hostile, position: { ...MISTAKE.position, file: evil } }], () => `\n  ${evil}`, terminal);
    expect(terminal.errors()).not.toContain("\u001B");
    expect(terminal.errors()).not.toContain("\r");
  });
});

describe("notes", () => {
  it("take one line each", () => {
    const terminal = recordingTerminal();
    printNotes(
      [
        { ...MISTAKE, severity: "warning" },
        { code: "c", severity: "not-simulated", message: "this is not" },
        { code: "c", severity: "ignored", message: "that" },
      ],
      terminal,
    );
    expect(terminal.errors()).toBe(
      's.yaml:2:3: warning: spec has no field "horizn"; did you mean horizon?\nnote: this is not\nignored: that\n',
    );
  });
});
