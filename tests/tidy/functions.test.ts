// The finder of functions: what counts as one, where it begins and ends, and what only looks like one.

import { describe, expect, it } from "vitest";

import { functionsOf } from "./functions.ts";
import { readSource } from "./source-text.ts";

/** `name:firstLine+lines` of each function found. */
function found(...lines: readonly string[]): readonly string[] {
  return functionsOf(readSource(lines.join("\n"))).map((one) => `${one.name}:${one.firstLine}+${one.lines}`);
}

describe("functionsOf", () => {
  it("finds declarations, their types between parentheses and brace included", () => {
    expect(found("export function a(b: { c: 1 }): { d: 1 } {", "  return e;", "}")).toEqual(["a:1+3"]);
    expect(found("function a<B extends { c: 1 }>(", "  b: B,", "): asserts b is C {", "}")).toEqual(["a:1+4"]);
    expect(found("async function* a(): AsyncGenerator<{ b: 1 }, void> {", "}")).toEqual(["a:1+2"]);
    expect(found("function a(): readonly B[] | (() => { c: 1 })[] {", "}")).toContain("a:1+2");
  });

  it("finds methods, accessors, constructors and private ones", () => {
    const text = ["class A {", "  constructor(b: C) {", "  }", "  get d(): E {", "  }", "  #f(): void {", "  }", "}"];
    expect(found(...text)).toEqual(["constructor:2+2", "d:4+2", "#f:6+2"]);
  });

  it("finds arrows with a block and with an expression, named where they are", () => {
    expect(found("const a = (b: C): D => {", "  e();", "};")).toEqual(["a:1+3"]);
    expect(found("const a = (b) =>", "  c(", "    d,", "  );")).toEqual(["a:1+4"]);
    expect(found("f((a) => b(a), c => {", "});")).toEqual(["arrow function:1+1", "arrow function:1+2"]);
  });

  it("lists a function inside another beside it", () => {
    expect(found("function a() {", "  return () => {", "  };", "}")).toEqual(["a:1+4", "arrow function:2+2"]);
  });

  it("takes no statement, call, choice or string for a function", () => {
    expect(found("if (a) {", "} else if (b) {", "}")).toEqual([]);
    expect(
      found("for (const a of b(c)) {", "}", "while (a) {", "}", "switch (a) {", "  case b(c): {", "  }", "}"),
    ).toEqual([]);
    expect(found("const a = b(c) ? d(e) : { f: 1 };", "try {", "} catch (g) {", "}")).toEqual([]);
    expect(found("class A extends B(C) {", "}", 'const d = "function e() {";', "// function f() {")).toEqual([]);
  });

  it("says to what a function is handed", () => {
    const text =
      'describe("a", () => {\n it.each([1])("b", () => {\n c(); });\n});\ndescribe.each([])("d", () => {});\nconst e = () => {};';
    expect(functionsOf(readSource(text)).map(({ handedTo }) => handedTo)).toEqual(["describe", "it", "describe", ""]);
  });
});
