// Amounts of digits alone, against the reader of all quantities.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseQuantity } from "../../../src/model/quantity/parse-quantity.ts";
import { plainMilli } from "../../../src/model/quantity/plain-quantity.ts";
import { exactMilli } from "../../../src/model/quantity/whole-units.ts";

describe("a plain amount", () => {
  it.each([
    ["0", 0],
    ["7", 7_000],
    ["250m", 250],
    ["007m", 7],
    ["999999999999", 999_999_999_999_000],
  ])("is read from %j", (text, milli) => {
    expect(plainMilli(text)).toBe(milli);
  });

  it.each(["", "m", "-1", "+1", "1.5", "1k", "1Ki", "1e3", "1 ", "1mm", "m1", "9999999999999", 1, undefined, null])(
    "is not %j",
    (text) => {
      expect(plainMilli(text)).toBeUndefined();
    },
  );

  it("is what the reader of all quantities reads, wherever it is read", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+-]?[0-9.]{0,14}(m|k|Ki|n|e1)?$/), (text) => {
        const milli = plainMilli(text);
        fc.pre(milli !== undefined);
        const amount = parseQuantity(text);
        expect(amount && exactMilli(amount)).toBe(BigInt(milli));
      }),
      { seed: 20261123, numRuns: 2_000 },
    );
  });
});
