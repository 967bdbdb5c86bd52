// Mistakes in the points of a file, of which a few are told.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../../src/base/diagnostic.ts";
import { SeriesMistakes } from "../../../../src/environment/load/series/series.ts";

describe("mistakes in a series", () => {
  it("are told one by one up to three of a kind, and then as a number", () => {
    const sink = new DiagnosticSink();
    const mistakes = new SeriesMistakes(sink);
    expect(mistakes.hasAny).toBe(false);
    for (let line = 1; line <= 9; line += 1) {
      const problem = {
        code: line === 2 ? "series-gap" : "unsorted-times",
        message: `line ${line}`,
        expected: "order",
      };
      mistakes.add({ file: "f.csv", line, column: 1 }, problem);
    }
    mistakes.flush();
    expect(mistakes.hasAny).toBe(true);
    expect(sink.all.map(({ message, position }) => `${position!.line}: ${message}`)).toEqual([
      "1: line 1",
      "2: line 2",
      "3: line 3",
      "4: line 4",
      "9: 5 more of this kind (unsorted-times), the last one here",
    ]);
  });
});
