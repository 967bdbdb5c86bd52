// Columns as kubectl sets them.

import { describe, expect, it } from "vitest";

import { alignedLines } from "../../src/model/aligned-columns.ts";

describe("aligned lines", () => {
  it("have two spaces after the widest cell of each column", () => {
    expect(
      alignedLines([
        ["NAME", "READY", "AGE"],
        ["a-long-name", "1/1", "5d"],
      ]),
    ).toEqual(["NAME         READY  AGE", "a-long-name  1/1    5d"]);
  });

  it("keep the room of an empty column", () => {
    expect(alignedLines([["a", "", "b"]])).toEqual(["a    b"]);
  });

  it("end a column where a line does not have it", () => {
    expect(alignedLines([["wide cell", "x"], ["no columns"], ["a", "x"]])).toEqual([
      "wide cell  x",
      "no columns",
      "a  x",
    ]);
  });

  it("give the last cell of a line no width", () => {
    expect(
      alignedLines([
        ["a", "b", "c"],
        ["a", "a very wide cell"],
        ["a", "bb", "c"],
      ]),
    ).toEqual(["a  b  c", "a  a very wide cell", "a  bb  c"]);
  });

  it("count characters, not their halves", () => {
    expect(
      alignedLines([
        ["🚢", "x"],
        ["ab", "x"],
      ]),
    ).toEqual(["🚢   x", "ab  x"]);
    expect(alignedLines([])).toEqual([]);
  });
});
