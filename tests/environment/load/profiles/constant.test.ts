// The same rate all the time.

import { describe, expect, it } from "vitest";

import { REQUEST_RATES } from "../../../../src/environment/load/profile-options.ts";
import { CONSTANT } from "../../../../src/environment/load/profiles/constant.ts";

import { pieces, profile } from "../profile-world.ts";

describe("a constant rate", () => {
  it("is one piece without an end", () => {
    const { path } = profile(CONSTANT, { rate: 7 });
    expect([pieces(path, 5), path.untilUs]).toEqual([["0 7"], Infinity]);
  });

  it("is never negative", () => {
    expect(CONSTANT.options(REQUEST_RATES).safeParse({ rate: -1 }).success).toBe(false);
  });
});
