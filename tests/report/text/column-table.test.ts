// Tables of columns: alignment, wrapping, cutting.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { ColumnTable } from "../../../src/report/text/column-table.ts";
import { layOut, naturalWidth, wrap } from "../../../src/report/text/column-table.ts";

const SEED = 5;

const table: ColumnTable = {
  columns: [
    { title: "NAME", align: "left", most: 9 },
    { title: "CPU", align: "right" },
    { title: "REASON", align: "left" },
  ],
  rows: [
    ["web", "12.5", "too many pods on every node"],
    ["openb-node-0042", "500m", ""],
  ],
};

describe("a table of columns", () => {
  it("aligns words left and numbers right, with nothing after the last letter", () => {
    expect(layOut(table, 80)).toEqual([
      "NAME        CPU  REASON",
      "web        12.5  too many pods on every node",
      "open…0042  500m",
    ]);
  });

  it("wraps its last column alone", () => {
    expect(layOut(table, 40).slice(1, 3)).toEqual(["web        12.5  too many pods on every", "                 node"]);
  });

  it("aligns a last column of numbers", () => {
    const numbers: ColumnTable = { columns: [{ title: "PODS", align: "right" }], rows: [["7"], ["1,204"]] };
    expect(layOut(numbers, 80)).toEqual([" PODS", "    7", "1,204"]);
  });

  it("knows how wide it is", () => {
    expect(naturalWidth(table)).toBe(9 + 2 + 4 + 2 + 27);
  });

  it("shows control characters instead of sending them to the terminal", () => {
    const hostile: ColumnTable = { columns: [{ title: "NAME", align: "left" }], rows: [["a\u001b[2Jb"]] };
    expect(layOut(hostile, 80)[1]).toBe("a\\u001b[2Jb");
  });
});

describe("wrapping", () => {
  it("keeps all letters within the width, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme-ascii" })), fc.integer({ min: 1, max: 40 }), (words, width) => {
        const lines = wrap(words.join(" "), width);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(words.join("").replaceAll(" ", ""));
      }),
      { seed: SEED },
    );
  });
});
