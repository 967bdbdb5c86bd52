// Designs as a whole.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { designOf } from "../../../src/experiment/design/design-of.ts";
import { listedAxis, madeOptions } from "./made-options.ts";

const POSITION = { file: "s.yaml", line: 3, column: 1 };

describe("a design", () => {
  it("numbers its points, and says which levels each has", () => {
    const options = madeOptions({ axes: [listedAxis("a", 1, 2), listedAxis("b", "x", "y")] });
    const design = designOf(options, "1", { maxPoints: 100, position: undefined }, new DiagnosticSink());
    expect(design?.points[2]).toEqual({
      index: 2,
      assignments: [
        { path: "a", value: 2 },
        { path: "b", value: "x" },
      ],
      levels: [1, 0],
    });
  });

  it.each([
    [10_000, "at most 10,000 points, or --yes for up to 1,000,000"],
    [Number.POSITIVE_INFINITY, "at most 1,000,000 points"],
  ])("of a billion points is not made: with %d at most", (maxPoints, expected) => {
    const levels = Array.from({ length: 1_000 }, (_, level) => level);
    const options = madeOptions({
      axes: [listedAxis("a", ...levels), listedAxis("b", ...levels), listedAxis("c", ...levels)],
    });
    const sink = new DiagnosticSink();
    expect(designOf(options, "1", { maxPoints, position: POSITION }, sink)).toBeUndefined();
    const message = "the sweep has 1,000,000,000 points";
    expect(sink.all).toEqual([{ code: "too-many-points", severity: "error", message, position: POSITION, expected }]);
  });
});
