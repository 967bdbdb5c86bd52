// What plimsoll line prints.

import { describe, expect, it } from "vitest";

import { LINE_FORMATS, lineMarkdown, lineText } from "../../../src/report/line/line-formats.ts";

import { nodesSweep } from "../sweep/made-sweep.ts";

import { lineResult } from "./made-line.ts";

describe("the printed answer", () => {
  it("says the sentence first, and how to repeat the search last", () => {
    const text = lineText(lineResult());
    expect(text).toMatch(/^LINE {2}general needs at most 12 nodes, and 8 are too few/);
    expect(text.trimEnd().split("\n").at(-1)).toMatch(/^repeat {2}plimsoll /);
    expect(
      Math.max(
        ...text
          .split("\n")
          .slice(0, -2)
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(120);
  });

  it("is a summary for a pull request", () => {
    const text = lineMarkdown(lineResult());
    expect(text).toMatch(/^### ❔ plimsoll line: `first-sweep`/);
    expect(text).toContain("| 10 | open |");
  });

  it("is said to be none where nothing was searched", () => {
    expect([lineText(nodesSweep()), lineMarkdown(nodesSweep())]).toEqual([
      "nothing was searched\n",
      "nothing was searched\n",
    ]);
  });

  it("is whole in every format", () => {
    const lengths = LINE_FORMATS.map((format) => format.render(lineResult()).length);
    expect(Math.min(...lengths)).toBeGreaterThan(100);
  });
});
