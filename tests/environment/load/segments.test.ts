// Straight lines of rates, and the pieces that are cut out of them.

import { describe, expect, it } from "vitest";

import {
  meanOfSegments,
  perSecondOf,
  SegmentPath,
  segmentsBetween,
  type Segments,
} from "../../../src/environment/load/segments.ts";

import { pieces, requestsUntil, SECOND } from "./profile-world.ts";

const TRIANGLE = segmentsBetween(
  [
    { atUs: 0, before: 0, after: 0 },
    { atUs: 20 * SECOND, before: 40, after: 40 },
    { atUs: 30 * SECOND, before: 0, after: 10 },
  ],
  40 * SECOND,
  8 * SECOND,
);

describe("lines between corners", () => {
  it("are cut from their own beginnings on, and come again", () => {
    expect(pieces(new SegmentPath(TRIANGLE), 8)).toEqual([
      "0 8",
      "8 24",
      "16 36",
      "20 24",
      "28 4",
      "30 10",
      "40 8",
      "48 24",
    ]);
    expect(meanOfSegments(TRIANGLE)).toBe(17.5);
  });

  it("of no length are left out", () => {
    const corner = (rate: number) => ({ atUs: 0, before: rate, after: rate });
    const lines = segmentsBetween([corner(1), corner(2), corner(3)], Infinity, 1);
    expect(pieces(new SegmentPath(lines), 3)).toEqual(["0 3"]);
    expect(meanOfSegments(lines)).toBe(3);
  });

  it("can be begun in the middle of a step, whose rest has the mean of the line in it", () => {
    const path = new SegmentPath({ ...TRIANGLE, offsetUs: 12 * SECOND });
    expect(pieces(path, 3)).toEqual(["0 28", "4 36", "8 24"]);
    expect(requestsUntil(new SegmentPath({ ...TRIANGLE, offsetUs: 39 * SECOND }), 41 * SECOND)).toBeCloseTo(710, 9);
  });

  it("come again from the line on that is named", () => {
    const lines: Segments = { ...TRIANGLE, backTo: 2 };
    expect(pieces(new SegmentPath(lines), 8).slice(5)).toEqual(["30 10", "40 10", "50 10"]);
    expect(meanOfSegments(lines)).toBe(10);
  });
});

describe("a rate", () => {
  it("is a number in a span", () => {
    expect(perSecondOf(30, 15 * SECOND)).toBe(2);
  });
});
