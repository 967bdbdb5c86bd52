// Tables in Markdown.

import { expect, it } from "vitest";

import { markdownTable, namedRowsTable } from "../../../src/report/text/markdown-table.ts";

it("a table says how many rows it leaves out", () => {
  expect(markdownTable(["a", "b"], ":--|--:", [["x", "1"]], 1)).toEqual(["| a | b |", "|:--|--:|", "| x | 1 |"]);
  expect(markdownTable(["a"], ":--", [["x"]], 1_201).slice(-2)).toEqual(["", "… and 1,200 more"]);
});

it("a table of columns has names in code spans, and text that draws nothing", () => {
  const columns = [
    { title: "NODE", align: "left" },
    { title: "PODS", align: "right" },
  ] as const;
  const lines = namedRowsTable({ columns, rows: [["n|1", "<b>"]] });
  expect(lines.slice(0, 2)).toEqual(["| NODE | PODS |", "|:--|--:|"]);
  expect(lines[2]).toMatch(/^\| `n.*1` \| /);
  expect(lines[2]).not.toContain("<b>");
});
