// Where one document ends and the next begins.

import { describe, expect, it } from "vitest";

import { contentOffset, splitDocuments } from "../../../src/environment/documents/split-documents.ts";

function texts(stream: string): readonly string[] {
  return [...splitDocuments(stream)].map(({ text }) => text);
}

describe("splitting a stream", () => {
  it("cuts at lines of three dashes and loses no character", () => {
    const stream = "a: 1\n---\nb: 2\n--- # third\nc: 3\n";
    expect(texts(stream)).toEqual(["a: 1\n", "---\nb: 2\n", "--- # third\nc: 3\n"]);
    expect([...splitDocuments(stream)].map(({ startsAt }) => startsAt)).toEqual([0, 5, 14]);
  });

  it("cuts after Windows line ends and at the end of the text", () => {
    expect(texts("a: 1\r\n---\r\nb: 2\r\n---")).toEqual(["a: 1\r\n", "---\r\nb: 2\r\n", "---"]);
  });

  it("does not cut at dashes that are indented, longer, or inside a line", () => {
    const stream = "a: |\n  ---\n  x\nb: ----\n----\nc: a --- b\n";
    expect(texts(stream)).toEqual([stream]);
  });

  it("keeps directives with the document that they precede", () => {
    expect(texts("%YAML 1.1\n# comment\n---\na: 1\n---\nb: 2\n")).toEqual([
      "%YAML 1.1\n# comment\n---\na: 1\n",
      "---\nb: 2\n",
    ]);
  });
});

describe("the first content of a document", () => {
  it.each<[string, number, string]>([
    ["a: 1", 0, "a"],
    ["x\n--- # second\n\n  # comment\n  a: 1", 2, "  a"],
    ["--- {a: 1}", 0, "---"],
    ["---\r\na: 1", 0, "a"],
    ["---", 0, "---"],
  ])("of %j from %i on is %j", (text, startsAt, content) => {
    expect(text.slice(contentOffset(text, startsAt)).startsWith(content)).toBe(true);
  });
});
