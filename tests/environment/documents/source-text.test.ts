// Offsets to lines and columns.

import { describe, expect, it } from "vitest";

import { SourceText } from "../../../src/environment/documents/source-text.ts";

describe("positions in a text", () => {
  const source = new SourceText("some.yaml", "a\nbc\r\nd\re");

  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 2, 1],
    [3, 2, 2],
    [6, 3, 1],
    [8, 4, 1],
    [9, 4, 2],
  ])("offset %i lies in line %i, column %i, whatever ends the lines", (offset, line, column) => {
    expect(source.positionAt(offset)).toEqual({ file: "some.yaml", line, column });
  });

  it("takes what lies behind the text for its end", () => {
    expect(new SourceText("some.yaml", "a\nbc").positionAt(9)).toEqual({ file: "some.yaml", line: 2, column: 3 });
  });
});
