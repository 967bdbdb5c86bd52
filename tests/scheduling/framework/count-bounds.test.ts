// Which nodes pass by counts of where they stand.

import { describe, expect, it } from "vitest";

import { isWithin, type CountBounds } from "../../../src/scheduling/framework/count-bounds.ts";

/** Nodes 0 and 1 stand in place 0 with two, node 2 in place 1 with none, node 3 nowhere. */
const BOUNDS: CountBounds = {
  places: Int32Array.of(0, 0, 1, -1),
  counts: Int32Array.of(2, 0),
  least: 0,
  most: 9,
  passesNowhere: false,
};

describe("a node passes", () => {
  it.each<[string, readonly CountBounds[], readonly boolean[]]>([
    ["by no bounds at all", [], [true, true, true, true]],
    ["if it stands somewhere", [BOUNDS], [true, true, true, false]],
    ["with no more than the most", [{ ...BOUNDS, most: 1, passesNowhere: true }], [false, false, true, true]],
    ["with no fewer than the least", [{ ...BOUNDS, least: 1 }], [true, true, false, false]],
    [
      "by all bounds together",
      [
        { ...BOUNDS, least: 1 },
        { ...BOUNDS, most: 1 },
      ],
      [false, false, false, false],
    ],
  ])("%s", (_sentence, bounds, expected) => {
    expect([0, 1, 2, 3].map((node) => isWithin(bounds, node))).toEqual([...expected]);
  });
});
