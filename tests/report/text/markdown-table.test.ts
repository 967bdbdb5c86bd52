// Tables in Markdown.

import { expect, it } from "vitest";

import { markdownTable } from "../../../src/report/text/markdown-table.ts";

it("a table says how many rows it leaves out", () => {
  expect(markdownTable(["a", "b"], ":--|--:", [["x", "1"]], 1)).toEqual(["| a | b |", "|:--|--:|", "| x | 1 |"]);
  expect(markdownTable(["a"], ":--", [["x"]], 1_201).slice(-2)).toEqual(["", "… and 1,200 more"]);
});
