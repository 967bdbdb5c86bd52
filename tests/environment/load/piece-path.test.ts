// Paths whose pieces a function makes.

import { describe, expect, it } from "vitest";

import { PiecePath } from "../../../src/environment/load/piece-path.ts";

import { pieces } from "./profile-world.ts";

/** Each piece is a second longer than the one before, which its mark says. */
function growing(): PiecePath {
  return new PiecePath((index, fromUs, mark) => ({
    untilUs: fromUs + (mark + 1) * 1_000_000,
    perSecond: index * 10,
    mark: mark + 1,
  }));
}

describe("a path of pieces", () => {
  it("tells each piece where it begins and what the one before left", () => {
    expect(pieces(growing(), 4)).toEqual(["0 0", "1 10", "3 20", "6 30"]);
  });

  it("goes on from a place with its mark", () => {
    const path = growing();
    path.advance();
    path.advance();
    const other = growing();
    other.restore(path.snapshot());
    expect(pieces(other, 3)).toEqual(["3 20", "6 30", "10 40"]);
  });
});
