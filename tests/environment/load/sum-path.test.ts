// Several paths as one.

import { describe, expect, it } from "vitest";

import { SegmentPath, segmentsBetween } from "../../../src/environment/load/segments.ts";
import { SumPath } from "../../../src/environment/load/sum-path.ts";

import { pieces, SECOND } from "./profile-world.ts";

function jumps(seconds: number, rate: number): SegmentPath {
  const corners = [
    { atUs: 0, before: 0, after: 0 },
    { atUs: seconds * SECOND, before: 0, after: rate },
  ];
  return new SegmentPath(segmentsBetween(corners, 2 * seconds * SECOND, 1));
}

describe("a sum of paths", () => {
  it("changes whenever one of them does, once where several do", () => {
    const sum = new SumPath([jumps(2, 1), jumps(3, 10)]);
    expect(pieces(sum, 6)).toEqual(["0 0", "2 1", "3 11", "4 10", "6 1", "8 0"]);
  });

  it("is saved with its parts", () => {
    const sum = new SumPath([jumps(2, 1), jumps(3, 10)]);
    pieces(sum, 3);
    const other = new SumPath([jumps(2, 1), jumps(3, 10)]);
    other.restore(sum.snapshot());
    expect(pieces(other, 3)).toEqual(pieces(sum, 3));
  });
});
