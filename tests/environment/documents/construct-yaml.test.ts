// From events to values, and what is wrong with them. The expected values and words are those of goyaml.v2.

import { parseEvents } from "js-yaml";
import { describe, expect, it } from "vitest";

import { constructYaml, type ConstructedYaml } from "../../../src/environment/documents/construct-yaml.ts";

function construct(text: string): ConstructedYaml {
  return constructYaml(text, parseEvents(text, {}), 3);
}

function problems(text: string): readonly string[] {
  return construct(text).problems.map(({ code, message, offset }) => `${code} ${offset} ${message}`);
}

describe("values", () => {
  it.each<[string, unknown]>([
    ["", null],
    ["# nothing\n", null],
    ["text\n", "text"],
    ["? a\n: b\n? c\n", { a: "b", c: null }],
    ["a: >-\n  b\n  c\n\n  d\n", { a: "b c\nd" }],
    ["a: [1,\n  {b, c: d}, e: f]\n", { a: [1, { b: null, c: "d" }, { e: "f" }] }],
    ["yes: 1\n0x10: 2\n1e3: 3\n'1': 4\n", { true: 1, 16: 2, 1000: 3, 1: 4 }],
    ["a: &x {b: 1}\nc: *x\n&k d: *k\n", { a: { b: 1 }, c: { b: 1 }, d: "d" }],
    ["a: &x 1\nb: &x 2\nc: *x\n", { a: 1, b: 2, c: 2 }],
    [
      "a: !!str 1\nb: !!int '2'\nc: !!float 3\nd: !!bool 'yes'\ne: !!null ''\n",
      { a: "1", b: 2, c: 3, d: true, e: null },
    ],
    ["a: .nan\nb: !!float -.inf\n", { a: Number.NaN, b: Number.NEGATIVE_INFINITY }],
    ["a: !mine b\nb: !!binary aGk=\nc: ! 1\nd: !!set {x}\n", { a: "b", b: "hi", c: "1", d: { x: null } }],
  ])("%j is %j", (text, value) => {
    expect(construct(text)).toMatchObject({ value, problems: [] });
  });

  it("merge in the order in which they stand", () => {
    const base = "b: &b {x: 1, y-: 1}\nc: &c {x: 2, z: 2}\n";
    expect(construct(`${base}d:\n  x: 3\n  <<: *b\n`).value).toMatchObject({ d: { x: 1, "y-": 1 } });
    expect(construct(`${base}d:\n  <<: *b\n  x: 3\n`).value).toMatchObject({ d: { x: 3, "y-": 1 } });
    expect(construct(`${base}d:\n  <<: [*b, *c]\n`).value).toMatchObject({ d: { x: 1, "y-": 1, z: 2 } });
    expect(construct("d:\n  '<<': 1\n").value).toEqual({ d: { "<<": 1 } });
  });

  it("take keys that mean something to JavaScript as keys", () => {
    expect(Object.keys(construct("__proto__: 1\nconstructor: 2\n").value as object)).toEqual([
      "__proto__",
      "constructor",
    ]);
  });
});

describe("mistakes", () => {
  it("are told for each key that stands twice, and the last value counts", () => {
    const text = "a: 1\na: 2\nb: {c: 1, 'c': 2}\n";
    expect(construct(text).value).toEqual({ a: 2, b: { c: 2 } });
    expect(problems(text)).toEqual([
      'duplicate-key 5 key "a" already set in map',
      'duplicate-key 20 key "c" already set in map',
    ]);
  });

  it.each([
    ["~: 1\n", "yaml-syntax 0 not valid YAML: this can be no key"],
    ["? [a]\n: 1\n", "yaml-syntax 2 not valid YAML: this can be no key"],
    ["a: *b\n", "yaml-syntax 3 not valid YAML: unknown anchor 'b' referenced"],
    ["a: &b [*b]\n", "cyclic-reference 7 anchor 'b' value contains itself"],
    ["a: &b {<<: *b}\n", "cyclic-reference 11 anchor 'b' value contains itself"],
    ["a: &b 1\nc: [*b, *b, *b, *b, *b]\n", "excessive-aliases 24 the document has more YAML aliases than can be read"],
    ["a: !!int x\n", 'yaml-syntax 9 not valid YAML: cannot decode "x" as a !!int'],
    ["a: !!binary '?'\n", "yaml-syntax 12 not valid YAML: !!binary value contains invalid base64 data"],
    ["a: |\n  \tb\n", "yaml-syntax 7 not valid YAML: found a tab character where an indentation space is expected"],
  ])("in %j: %s", (text, problem) => {
    expect(problems(text)[0]).toBe(problem);
  });

  it.each(["1", "null", "[1]", "[{a: 1}, 2]"])("in merging %s", (value) => {
    expect(problems(`a:\n  <<: ${value}\n`)).toEqual([
      "yaml-syntax 5 not valid YAML: map merge requires map or sequence of maps as the value",
    ]);
  });
});
