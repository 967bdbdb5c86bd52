// One requirement on a label: its problems, its meaning and its text.

import { describe, expect, it } from "vitest";

import {
  aggregatedText,
  isMet,
  labelRequirement,
  requirementProblems,
  requirementText,
  type RequirementOperator,
} from "../../src/model/label-requirement.ts";

describe("a requirement", () => {
  it.each<[string, RequirementOperator, readonly string[], string | undefined, boolean]>([
    ["= holds for its value", "=", ["a"], "a", true],
    ["== is the same", "==", ["a"], "b", false],
    ["!= holds for another value", "!=", ["a"], "b", true],
    ["!= holds without the label", "!=", ["a"], undefined, true],
    ["in holds for a listed value", "in", ["a", "b"], "b", true],
    ["in fails without the label", "in", ["a", ""], undefined, false],
    ["notin fails for a listed value", "notin", ["a"], "a", false],
    ["notin holds without the label", "notin", ["a"], undefined, true],
    ["exists holds for the empty value", "exists", [], "", true],
    ["! fails for the empty value", "!", [], "", false],
    ["gt compares numbers", "gt", ["9"], "10", true],
    ["gt fails for a word", "gt", ["9"], "x", false],
    ["lt is strict", "lt", ["9"], "9", false],
    ["lt reads leading zeros", "lt", ["010"], "09", true],
    ["lt fails without the label", "lt", ["9"], undefined, false],
  ])("%s", (_sentence, operator, values, value, expected) => {
    expect(isMet(labelRequirement("k", operator, values), value)).toBe(expected);
  });

  it.each<[RequirementOperator, readonly string[], string]>([
    ["=", ["a"], "k=a"],
    ["==", [""], "k=="],
    ["!=", ["a"], "k!=a"],
    ["in", ["b", "a", "b"], "k in (a,b,b)"],
    ["notin", [""], "k notin ()"],
    ["exists", [], "k"],
    ["!", [], "!k"],
    ["gt", ["1"], "k>1"],
    ["lt", ["1"], "k<1"],
  ])("with %s is written", (operator, values, text) => {
    expect(requirementText(labelRequirement("k", operator, values))).toBe(text);
  });

  it.each<[string, RequirementOperator, readonly string[] | undefined, readonly string[]]>([
    ["in without values", "in", undefined, ["values: Invalid value: null: for 'in', 'notin' operators, values set"]],
    ["an empty list", "notin", [], ["values: Invalid value: []: for 'in', 'notin' operators, values set"]],
    ["= with two values", "=", ["a", "b"], ['values: Invalid value: ["a","b"]: exact-match compatibility requires']],
    ["exists with a value", "exists", ["a"], ['values: Invalid value: ["a"]: values set must be empty']],
    ["gt without a value", "gt", [], ["values: Invalid value: []: for 'Gt', 'Lt' operators, exactly one value"]],
    [
      "lt with a word that is no label either",
      "lt",
      ["@"],
      [
        "values[0]: Invalid value: \"@\": for 'Gt', 'Lt' operators, the value must be an integer",
        'values[0][k]: Invalid value: "@": a valid label must be',
      ],
    ],
    ["in with a bad value", "in", ["a", "b c"], ['values[1][k]: Invalid value: "b c": a valid label must be']],
  ])("is refused: %s", (_sentence, operator, values, beginnings) => {
    const problems = requirementProblems("k", operator, values);
    expect(problems).toHaveLength(beginnings.length);
    for (const [index, beginning] of beginnings.entries()) expect(problems[index]).toContain(beginning);
  });

  it("is refused for its key", () => {
    expect(requirementProblems("/k", "exists", [])).toEqual([
      'key: Invalid value: "/k": prefix part must be non-empty',
    ]);
  });
});

describe("errors", () => {
  it("are one text, each once", () => {
    expect(aggregatedText([])).toBeUndefined();
    expect(aggregatedText(["a", "a"])).toBe("a");
    expect(aggregatedText(["a", "b", "a"])).toBe("[a, b]");
  });
});
