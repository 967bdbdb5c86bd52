// Colours as the environment asks for them.

import { describe, expect, it } from "vitest";

import { painter, wantsColour } from "../../src/cli/terminal.ts";

describe("colours", () => {
  it.each<[Record<string, string>, boolean, boolean]>([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ FORCE_COLOR: "3", NO_COLOR: "1" }, false, true],
    [{ TERM: "dumb" }, true, false],
  ])("%j on a terminal (%s): %s", (environment, isTerminal, wanted) => {
    expect(wantsColour(environment, isTerminal)).toBe(wanted);
  });

  it("are escapes, or nothing", () => {
    expect(painter(true)("red", "x")).toBe("\u001B[31mx\u001B[39m");
    expect(painter(false)("red", "x")).toBe("x");
  });
});
