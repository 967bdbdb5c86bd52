// Tables of the page.

import { describe, expect, it } from "vitest";

import { firstRows, htmlTable } from "../../../src/report/html/html-table.ts";

import { elementsOf } from "../markup-check.ts";

describe("a table of the page", () => {
  const { text } = htmlTable({
    caption: "Pods <by> node",
    columns: [
      { title: "Node", kind: "name" },
      { title: "Pods", kind: "number" },
    ],
    rows: [["a<b", 3]],
    leftOut: "7 more in pods.csv",
  });

  it("heads its columns and rows for those who listen to it", () => {
    const heads = elementsOf(text).filter(({ name }) => name === "th");
    expect(heads.map(({ attributes }) => attributes["scope"])).toEqual(["col", "col", "row"]);
    expect(text).toContain("Pods &lt;by&gt; node");
    expect(text).toContain('<td class="number">3</td>');
  });

  it("scrolls inside a box that the keyboard reaches", () => {
    const [box] = elementsOf(text);
    expect(box).toEqual({
      name: "div",
      attributes: { class: "scroll", role: "region", "aria-label": "Pods &lt;by&gt; node", tabindex: "0" },
    });
  });

  it("says where the rows are that it leaves out", () => {
    expect(text).toContain("7 more in pods.csv");
    expect(firstRows([1, 2, 3], 2, "x.csv")).toEqual({ shown: [1, 2], leftOut: "1 more in x.csv" });
    expect(firstRows([1, 2], 2, "x.csv")).toEqual({ shown: [1, 2] });
  });

  it("shortens texts of any length", () => {
    const long = htmlTable({ caption: "c", columns: [{ title: "T", kind: "text" }], rows: [["x".repeat(100_000)]] });
    expect(long.text.length).toBeLessThan(2_000);
  });
});
