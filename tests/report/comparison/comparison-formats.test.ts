// How comparisons can be printed.

import { describe, expect, it } from "vitest";

import { COMPARISON_FORMATS } from "../../../src/report/comparison/comparison-formats.ts";
import { madeComparison } from "./made-comparison.ts";

describe("the formats of comparisons", () => {
  it.each(COMPARISON_FORMATS.map(({ name }) => name))("print as %s, with a line feed at the end", (name) => {
    const text = COMPARISON_FORMATS.find((format) => format.name === name)!.render(madeComparison());
    expect(text).toMatch(/\S\n$/);
  });

  it("begin with the table", () => {
    expect(COMPARISON_FORMATS.map(({ name }) => name)).toEqual(["table", "json", "yaml", "csv", "markdown", "github"]);
  });
});
