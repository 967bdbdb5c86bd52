// What the scheduler refuses in a requirement, by place and words.

import { describe, expect, it } from "vitest";

import { expressionProblems, fieldProblems } from "../../src/model/selector-problems.ts";

describe("a label requirement", () => {
  it.each([
    { key: "zone", operator: "In", values: ["a", "b"] },
    { key: "zone", operator: "NotIn", values: [""] },
    { key: "zone", operator: "Exists" },
    { key: "zone", operator: "DoesNotExist", values: [] },
    { key: "gen", operator: "Gt", values: ["4"] },
    { key: "gen", operator: "Lt", values: ["08"] },
  ])("is accepted: $key $operator $values", (requirement) => {
    expect(expressionProblems(requirement)).toEqual([]);
  });

  it.each([
    ["an operator that is none", "Equals", ["a"], ['operator: Unsupported value: "Equals"']],
    ["In without values", "In", [], ["values: Invalid value: []: for 'in', 'notin' operators"]],
    ["NotIn without values", "NotIn", undefined, ["values: Invalid value: null: for 'in', 'notin' operators"]],
    ["Exists with a value", "Exists", ["a"], ['values: Invalid value: ["a"]: values set must be empty']],
    [
      "Gt with two values",
      "Gt",
      ["1", "2"],
      ["values: Invalid value: [\"1\",\"2\"]: for 'Gt', 'Lt' operators, exactly one"],
    ],
    [
      "Gt with a fraction",
      "Gt",
      ["4.5"],
      ["values[0]: Invalid value: \"4.5\": for 'Gt', 'Lt' operators, the value must be"],
    ],
    ["Lt with a negative integer", "Lt", ["-1"], ['values[0][gen]: Invalid value: "-1": a valid label must be']],
    ["In with a value that is no label", "In", ["a", "b c"], ['values[1][gen]: Invalid value: "b c"']],
  ])("is refused: %s", (_sentence, operator, values, beginnings) => {
    const problems = expressionProblems({ key: "gen", operator, ...(values === undefined ? {} : { values }) });
    expect(problems).toHaveLength(beginnings.length);
    for (const [index, beginning] of beginnings.entries()) expect(problems[index]).toContain(beginning);
  });

  it("is refused for its key, with all that is wrong with it", () => {
    const [problem, ...others] = expressionProblems({ key: "", operator: "Exists" });
    expect(problem).toMatch(/^key: Invalid value: "": name part must be non-empty; name part must consist/);
    expect(others).toEqual([]);
  });
});

describe("a field requirement", () => {
  it("has one value and In or NotIn", () => {
    expect(fieldProblems({ key: "metadata.name", operator: "In", values: ["n1"] })).toEqual([]);
    expect(fieldProblems({ key: "metadata.name", operator: "NotIn", values: ["n1"] })).toEqual([]);
    expect(fieldProblems({ key: "metadata.name", operator: "In", values: ["n1", "n2"] })).toEqual([
      'values: Invalid value: ["n1","n2"]: must have one element',
    ]);
    expect(fieldProblems({ key: "metadata.name", operator: "Exists" })).toEqual([
      'operator: Unsupported value: "Exists": supported values: "In", "NotIn"',
    ]);
  });
});
