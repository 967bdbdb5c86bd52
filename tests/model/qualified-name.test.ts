// Names of labels and resources, and values of labels.

import { describe, expect, it } from "vitest";

import { labelValueProblems, qualifiedNameProblems } from "../../src/model/qualified-name.ts";

const NAME = "must consist of alphanumeric characters, '-', '_' or '.'";

describe("a qualified name", () => {
  it.each(["zone", "a", "A1", "my_label.v2", "example.com/zone", "a-b.example.com/x", "x".repeat(63), "constructor"])(
    "may be %s",
    (text) => {
      expect(qualifiedNameProblems(text)).toEqual([]);
    },
  );

  it.each([
    ["", ["name part must be non-empty", `name part ${NAME}`]],
    ["a b", [`name part ${NAME}`]],
    ["-a", [`name part ${NAME}`]],
    ["a.", [`name part ${NAME}`]],
    ["x".repeat(64), ["name part must be no more than 63 bytes"]],
    ["/a", ["prefix part must be non-empty"]],
    ["Example.com/a", ["prefix part a lowercase RFC 1123 subdomain"]],
    ["example..com/a", ["prefix part a lowercase RFC 1123 subdomain"]],
    [`${"x".repeat(254)}/a`, ["prefix part must be no more than 253 bytes"]],
    ["a/b/c", [`a valid label key ${NAME}`]],
    ["example.com/", ["name part must be non-empty", `name part ${NAME}`]],
  ])("may not be `%s`", (text, beginnings) => {
    const problems = qualifiedNameProblems(text);
    expect(problems).toHaveLength(beginnings.length);
    for (const [index, beginning] of beginnings.entries()) expect(problems[index]).toContain(beginning);
  });
});

describe("a label's value", () => {
  it.each(["", "a", "4.5", "08", "a_b", "x".repeat(63)])("may be `%s`", (text) => {
    expect(labelValueProblems(text)).toEqual([]);
  });

  it.each([
    ["-1", ["a valid label must be an empty string or consist of"]],
    ["+1", ["a valid label must be"]],
    ["a b", ["a valid label must be"]],
    ["x".repeat(64), ["must be no more than 63 bytes"]],
    ["-".repeat(64), ["must be no more than 63 bytes", "a valid label must be"]],
  ])("may not be `%s`", (text, beginnings) => {
    const problems = labelValueProblems(text);
    expect(problems).toHaveLength(beginnings.length);
    for (const [index, beginning] of beginnings.entries()) expect(problems[index]).toContain(beginning);
  });
});
