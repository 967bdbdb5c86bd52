// Moving over lines.

import { describe, expect, it } from "vitest";

import { LineCursor, NOT_PLAIN } from "../../../src/environment/documents/line-cursor.ts";

function cursorOn(text: string): LineCursor {
  return new LineCursor(text, 0, text.length);
}

describe("a cursor", () => {
  it("passes over empty lines and comments to the next content", () => {
    const cursor = cursorOn("\n  \r\n  # comment\n   a: 1\n");
    cursor.toContent();
    expect([cursor.text.charAt(cursor.at), cursor.indent]).toEqual(["a", 3]);
  });

  it("knows the end of its text, where a line ends", () => {
    const cursor = new LineCursor("# a\nb", 0, 4);
    cursor.toContent();
    expect([cursor.at, cursor.indent, cursor.code()]).toEqual([4, -1, 10]);
  });

  it("gives up at a tab that indents", () => {
    expect(() => {
      cursorOn("  \ta").toContent();
    }).toThrow(NOT_PLAIN);
  });

  it.each(["  \n", " # comment\n", "\r\n", ""])("ends a value before %j", (rest) => {
    const cursor = cursorOn(`a${rest}`);
    cursor.at = 1;
    cursor.endValue();
    expect(cursor.indent).toBe(-1);
  });

  it.each(["# no comment\n", " b\n"])("gives up where a value ends before %j", (rest) => {
    const cursor = cursorOn(`a${rest}`);
    cursor.at = 1;
    expect(() => {
      cursor.endLine();
    }).toThrow(NOT_PLAIN);
  });

  it("leaves a carriage return out of the line that it ends", () => {
    expect(cursorOn("ab\r\nc").lineEnd()).toBe(2);
    expect(cursorOn("ab").lineEnd()).toBe(2);
  });
});
