// A comparison at a terminal.

import { describe, expect, it } from "vitest";

import { comparisonText } from "../../../src/report/comparison/comparison-text.ts";
import { madeComparison } from "./made-comparison.ts";

describe("the text of a comparison", () => {
  const text = comparisonText(madeComparison());
  const lines = text.split("\n");

  it("begins with the answer", () => {
    expect(lines[0]).toMatch(/^ANSWER {2}there is no winner: packing and hasty/);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("has the figures of all alternatives side by side", () => {
    expect(lines.find((line) => line.startsWith("FIGURE"))).toMatch(/default +packing +hasty$/);
    expect(lines.find((line) => line.startsWith("pods placed"))).toMatch(/102.* 142.* 102/);
  });

  it("has each difference from the first with its verdict", () => {
    const rows = lines.slice(lines.findIndex((line) => line.startsWith("AGAINST default")) + 1);
    expect(rows.filter((line) => line !== "").map((line) => line.replaceAll(/ {2,}/g, "|").split("|").at(-1))).toEqual([
      "better",
      "no difference found",
      "no difference found",
      "better",
    ]);
  });

  it("has a row for each alternative where there are many", () => {
    const many = comparisonText(madeComparison([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1])).split("\n");
    const head = many.findIndex((line) => line.startsWith("ALTERNATIVE"));
    expect(many[head]).toMatch(/pods placed +scheduling latency p99$/);
    expect(many.slice(head + 1, head + 7).map((line) => line.split(" ")[0])).toEqual([
      "default",
      "packing",
      "hasty",
      "fourth",
      "fifth",
      "sixth",
    ]);
  });

  it("says that nothing was compared if nothing was", () => {
    expect(comparisonText({ ...madeComparison(), comparison: null })).toMatch(/nothing to compare/);
  });
});
