// One line, rewritten in place for whoever watches, and nothing for others.

import { describe, expect, it } from "vitest";

import { ProgressLine } from "../../src/cli/progress-line.ts";
import { recordingTerminal } from "./recording-terminal.ts";

describe("the progress line", () => {
  it("is rewritten at most ten times a second, fits the terminal, and leaves nothing behind", () => {
    const terminal = recordingTerminal(10);
    let nowMs = 0;
    const line = new ProgressLine(terminal, () => nowMs);
    line.show(() => "0123456789abc");
    nowMs = 99;
    line.show(() => "too soon");
    nowMs = 100;
    line.show(() => "next");
    line.clear();
    line.clear();
    expect(terminal.errors()).toBe("\r\u001B[2K012345678\r\u001B[2Knext\r\u001B[2K");
  });

  it("is nothing where nobody watches", () => {
    const terminal = recordingTerminal();
    const line = new ProgressLine(terminal, () => 0);
    line.show(() => "text");
    line.clear();
    expect(terminal.errors()).toBe("");
  });
});
