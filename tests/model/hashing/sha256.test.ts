// SHA-256 against the machine's own.

import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import { sha256 } from "../../../src/model/hashing/sha256.ts";

describe("SHA-256", () => {
  it("is that of the machine for inputs around the ends of blocks", () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 200]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256);
      const expected = createHash("sha256").update(bytes).digest("hex");
      expect(Buffer.from(sha256(bytes)).toString("hex")).toBe(expected);
    }
  });
});
