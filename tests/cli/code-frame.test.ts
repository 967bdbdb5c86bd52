// The line and the caret.

import { describe, expect, it } from "vitest";

import { codeFrame } from "../../src/cli/code-frame.ts";

describe("a code frame", () => {
  it("underlines the word at the place", () => {
    expect(codeFrame("a: 1\nspec:\n  horizn: 24h\n", 3, 3)).toEqual(["3 |   horizn: 24h", "  |   ^^^^^^"]);
  });

  it("underlines a quoted text as a whole, and a lone mark by one caret", () => {
    expect(codeFrame("a: 'one two' # x", 1, 4)[1]).toBe("  |    ^^^^^^^^^");
    expect(codeFrame("a: [1", 1, 4)[1]).toBe("  |    ^");
  });

  it("stands right below tabs and wide letters, and after the end of a line", () => {
    expect(codeFrame("\tkey: x", 1, 2)).toEqual(["1 |  key: x", "  |  ^^^"]);
    expect(codeFrame("é: 🂡 x", 1, 7)[1]).toBe("  |      ^");
    expect(codeFrame("ab", 1, 3)).toEqual(["1 | ab", "  |   ^"]);
  });

  it("cuts long lines around the place", () => {
    const [line, carets] = codeFrame(`${"x".repeat(300)} here ${"y".repeat(300)}`, 1, 302);
    expect(line).toContain(" here ");
    expect(line!.length).toBeLessThan(120);
    expect(carets!.indexOf("^")).toBe(line!.indexOf("here"));
  });

  it("writes out what would command the terminal", () => {
    expect(codeFrame("a: \u001B[31mred", 1, 1)[0]).toBe(String.raw`1 | a: \u001b[31mred`);
  });

  it("is nothing for a line that is not there", () => {
    expect(codeFrame("a", 5, 1)).toEqual([]);
  });
});
