// Where one document ends and the next begins.

import { describe, expect, it } from "vitest";

import { contentOffset, splitDocuments } from "../../../src/environment/documents/split-documents.ts";

function texts(stream: string, start = 0): readonly string[] {
  return [...splitDocuments(stream, start)].map(({ contentAt, endsAt }) => stream.slice(contentAt, endsAt));
}

describe("splitting a stream", () => {
  it("cuts at lines of three dashes", () => {
    const stream = "a: 1\n---\nb: 2\n--- # third\nc: 3\n";
    expect(texts(stream)).toEqual(["a: 1\n", "b: 2\n", "c: 3\n"]);
    expect([...splitDocuments(stream, 0)].map(({ startsAt }) => startsAt)).toEqual([0, 5, 14]);
  });

  it("begins where it is told", () => {
    expect(texts("a: 1\n---\nb: 2\n", 5)).toEqual(["b: 2\n"]);
  });

  it("cuts after Windows line ends and at the end of the text", () => {
    expect(texts("a: 1\r\n---\r\nb: 2\r\n---")).toEqual(["a: 1\r\n", "b: 2\r\n", ""]);
    expect(texts("---\n---\n")).toEqual(["", ""]);
    expect(texts("")).toEqual([]);
  });

  it("does not cut at dashes that are indented or inside a line", () => {
    const stream = "a: |\n  ---\n  x\nb: ----\nc: a --- b\n";
    expect(texts(stream)).toEqual([stream]);
  });

  it.each([
    ["--- {a: 1}\n", "{a: 1}"],
    ["----\n", "-"],
    ["---a\n", "a"],
    ["---\t \n", ""],
    ["--- # comment\n", ""],
  ])("gives what stands beside the separator in %j", (stream, beside) => {
    expect([...splitDocuments(stream, 0)].map(({ besideSeparator }) => besideSeparator)).toEqual([beside]);
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
