// Points of a design in words.

import { describe, expect, it } from "vitest";

import { ONE_POINT, pointLabel } from "../../../src/experiment/design/point.ts";

describe("a point's label", () => {
  it("names the level of each factor", () => {
    const factors = [
      { name: "nodes", paths: ["nodes"], levels: ["10", "12"], isNumeric: true },
      { name: "ties", paths: ["scheduler.ties"], levels: ["first", "random"], isNumeric: false },
    ];
    const point = { index: 0, assignments: [], levels: [1, 0] };
    expect(pointLabel({ factors, points: [point] }, point)).toBe("nodes = 12, ties = first");
  });

  it("says that nothing is varied", () => {
    expect(pointLabel(ONE_POINT, ONE_POINT.points[0]!)).toBe("as it is");
  });
});
