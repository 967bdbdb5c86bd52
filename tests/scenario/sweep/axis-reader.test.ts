// Paths and levels to axes.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { AssignmentPlaces } from "../../../src/scenario/sweep/assignment-places.ts";
import { AxisReader, inside } from "../../../src/scenario/sweep/axis-reader.ts";
import { sweepDocument } from "./written-sweep.ts";

const AT = { kind: "argument", text: "--vary x" } as const;

function reader(): { readonly axes: AxisReader; readonly sink: DiagnosticSink } {
  const sink = new DiagnosticSink();
  return { axes: new AxisReader(sweepDocument("    {}\n"), new AssignmentPlaces(), sink), sink };
}

describe("an axis", () => {
  it("takes whole numbers from a range where the field does", () => {
    const { axes } = reader();
    const path = "cluster.nodePools[general].count";
    expect(axes.parameter({ path, levels: { from: 1, to: 9, count: 3 }, at: AT })?.values).toEqual({
      kind: "listed",
      levels: [1, 5, 9],
    });
    expect(axes.parameter({ path, levels: { from: 1, to: 9 }, at: AT })?.values).toMatchObject({
      kind: "between",
      range: { isWhole: true },
    });
  });

  it("has a mistake in its path told once, however often it is named", () => {
    const { axes, sink } = reader();
    for (let time = 0; time < 3; time += 1) expect(axes.parameter({ path: "no", levels: [1], at: AT })).toBeUndefined();
    expect(sink.all).toHaveLength(1);
    expect(axes.paths).toEqual([]);
  });

  it("remembers which paths have wrong levels", () => {
    const { axes, sink } = reader();
    axes.parameter({ path: "horizon", levels: ["soon"], at: AT });
    expect(axes.isWrong(axes.path("horizon", AT)!)).toBe(true);
    expect(axes.isWrong(axes.path("kubernetes", AT)!)).toBe(false);
    expect(sink.all.map(({ message }) => message)).toEqual(['--vary horizon=soon: horizon: "soon" is not valid here']);
  });

  it("stands in a part of what is written, or in the same argument", () => {
    expect(inside({ kind: "document", path: ["a"] }, "b", 3)).toEqual({ kind: "document", path: ["a", "b", 3] });
    expect(inside(AT, "b")).toBe(AT);
  });
});
