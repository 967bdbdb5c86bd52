// Texts as they stand in plain YAML. The expected values are what goyaml.v2 gave.

import { describe, expect, it } from "vitest";

import { LineCursor, NOT_PLAIN } from "../../../src/environment/documents/line-cursor.ts";
import {
  readFurtherLines,
  readLiteral,
  readPlainLine,
  readQuoted,
} from "../../../src/environment/documents/plain-text.ts";

type Reader = (cursor: LineCursor) => string;

const literal: Reader = (cursor) => readLiteral(cursor, 0);

const folded: Reader = (cursor) => {
  const first = readPlainLine(cursor);
  cursor.toNextLine();
  return readFurtherLines(cursor, first, 0);
};

function read(reader: Reader, text: string): string {
  return reader(new LineCursor(text, 0, text.length));
}

describe("quoted texts", () => {
  it.each([
    [`"a"`, "a"],
    [`'it''s'`, "it's"],
    [`'no \\n escape'`, "no \\n escape"],
    [String.raw`"a\tb\\\"\x41\u00e9\0"`, 'a\tb\\"Aé\0'],
    [`"one\n  two\n\n  three"`, "one two\nthree"],
    [`"one  \n two "`, "one two "],
    [`"at the\nvery left"`, "at the very left"],
    [`"con\\\n   tinued\\ \n  x"`, "continued  x"],
    [`'one\r\n\r\n  two'`, "one\ntwo"],
  ])("%j is %j", (text, value) => {
    expect(read(readQuoted, `${text}\n`)).toBe(value);
  });

  it.each([`"open`, `"\\q"`, `"\\/"`, `"\\ud83d\\ude00"`, `"a\n\tb"`, `"a\t\nb"`, `"a\n... b"`, `"a\\\n\n b"`])(
    "%j is not plain",
    (text) => {
      expect(() => read(readQuoted, `${text}\n`)).toThrow(NOT_PLAIN);
    },
  );
});

describe("texts without quotes", () => {
  it.each([
    ["a b  c   # comment\n", "a b  c"],
    ["http://host:80/#top\n", "http://host:80/#top"],
    ["it's {fine}, [too]\r\n", "it's {fine}, [too]"],
  ])("%j is %j", (text, value) => {
    expect(read(readPlainLine, text)).toBe(value);
  });

  it.each(["a: b\n", "a:\n", "a\tb\n"])("%j is not plain", (text) => {
    expect(() => read(readPlainLine, text)).toThrow(NOT_PLAIN);
  });

  it.each([
    ["one\n  two\n", "one two"],
    ["one\n\n\n  two\n  - three\n", "one\n\ntwo - three"],
    ["one\n  two # comment\nb: 1\n", "one two"],
    ["one\n  two\n\nb: 1\n", "one two"],
  ])("%j goes on: %j", (text, value) => {
    expect(read(folded, text)).toBe(value);
  });

  it.each(["one\n  # comment\n  two\n", "one\n  a: b\n", "one\n\ttwo\n"])("%j is not plain", (text) => {
    expect(() => read(folded, text)).toThrow(NOT_PLAIN);
  });
});

describe("literal blocks", () => {
  it.each([
    ["|\n  a\n   b\n\n  c  \n", "a\n b\n\nc  \n"],
    ["|-\n  a\n\n", "a"],
    ["|+\n  a\n\n\nb: 1\n", "a\n\n\n"],
    ["|2\n    a\n", "  a\n"],
    ["|1-\n  a\n", " a"],
    ["| # comment\n  # none\n", "# none\n"],
    ["|\n\n  a\n", "\na\n"],
    ["|\n  a", "a\n"],
    ["|\r\n  a\r\n  b\r\n", "a\nb\n"],
    ["|\n  a\n \tb\n".replace(" \t", "  \t"), "a\n\tb\n"],
  ])("%j is %j", (text, value) => {
    expect(read(literal, text)).toBe(value);
  });

  it.each([
    "|\n",
    "|\na: 1\n",
    "|-1\n  a\n",
    "|0\n a\n",
    "|\n    \n  a\n",
    "|\n  \ta\n",
    "|\n  a\n \tb\n",
    "|x\n  a\n",
  ])("%j is not plain", (text) => {
    expect(() => read(literal, text)).toThrow(NOT_PLAIN);
  });
});
