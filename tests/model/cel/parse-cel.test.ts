// Reading CEL: what is good, what is none, and what is not simulated.

import { describe, expect, it } from "vitest";

import { evaluated, parsed } from "./evaluated.ts";

describe("an expression", () => {
  it("binds as the language says", () => {
    expect(evaluated("1 + 2 * 3 - -4 == 11 && !false || 1 / 0 == 1")).toBe("true");
    expect(evaluated("false ? 1 : true ? 2 : 3")).toBe("2");
    expect(evaluated("-9223372036854775808")).toBe("-9223372036854775808");
    expect(evaluated("[1, 2,].size()")).toBe("2");
  });

  it.each([
    ["1 +", 3, "Syntax error: mismatched input '<EOF>'"],
    ["(1", 2, "Syntax error: mismatched input '<EOF>' expecting ')'"],
    ["1 2", 2, "Syntax error: mismatched input 'literal'"],
    ["foo", 0, "undeclared reference to 'foo' (in container '')"],
    ["has(1)", 0, "invalid argument to has() macro"],
  ])("that is none is told with its place: %s", (text, offset, message) => {
    expect(parsed(text)).toEqual({ kind: "invalid", offset, message });
  });

  it.each([
    ["format('a')", 0, "function format"],
    ["'a'.split('b')", 4, "function split"],
    ["[1].map(x, x > 0, x)", 16, "macro map of three arguments"],
  ])("that is not evaluated is told by name: %s", (text, offset, message) => {
    expect(parsed(text)).toEqual({ kind: "unsupported", offset, message });
  });

  it("knows a macro's variable only within it", () => {
    expect(parsed("[1].all(x, x > 0) && x")).toMatchObject({ kind: "invalid", offset: 21 });
  });
});
