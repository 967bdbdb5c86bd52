// Hashes in names.

import { describe, expect, it } from "vitest";

import { safeEncoded } from "../../../src/model/hashing/safe-encoding.ts";

describe("a safe encoding", () => {
  it.each([
    ["", ""],
    ["0", "4"],
    [4_294_967_295, "86f8fbc6f9"],
    ["9876543210", "fdcb987654"],
  ])("of %j is %s", (value, encoded) => {
    expect(safeEncoded(value)).toBe(encoded);
  });
});
