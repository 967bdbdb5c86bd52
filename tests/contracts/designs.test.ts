// The contract of every kind of design: the points that it said, the same from the same seed, of levels that there are.

import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../src/base/random/random-streams.ts";
import { DESIGN_KINDS } from "../../src/experiment/design/design-kinds.ts";
import { DESIGN_NAMES } from "../../src/scenario/sweep/sweep-schema.ts";
import { listedAxis, madeOptions } from "../experiment/design/made-options.ts";

const AXES = [listedAxis("a", 1, 2, 3), listedAxis("b", "x", "y")];
const LISTED = [
  [
    { path: "a", value: 1 },
    { path: "b", value: "x" },
  ],
  [
    { path: "a", value: 3 },
    { path: "b", value: "y" },
  ],
];

describe("the kinds of designs", () => {
  it("are those that a scenario may name, in the same order", () => {
    expect(DESIGN_KINDS.map(({ name }) => name)).toEqual(DESIGN_NAMES);
  });

  it.each(DESIGN_KINDS)("$name keeps the contract", (kind) => {
    const isList = kind.name === "list";
    const options = madeOptions({
      design: kind.name,
      axes: isList ? [] : AXES,
      listed: isList ? LISTED : [],
      drawnPoints: 7,
    });
    const points = kind.layOut(options, new RandomStreams("5"));
    expect(points).toHaveLength(kind.countPoints(options, 1_000));
    expect(kind.layOut(options, new RandomStreams("5"))).toEqual(points);
    for (const point of points) {
      expect(point.map(({ path }) => path)).toEqual(["a", "b"]);
      expect([1, 2, 3]).toContain(point[0]!.value);
      expect(["x", "y"]).toContain(point[1]!.value);
    }
    expect(kind.source).not.toBe("");
  });
});
