// What two objects give together: always what a spread of both would.

import fc from "fast-check";
import { expect, test } from "vitest";

import { merged } from "../../src/base/merged.ts";

const fields = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(1, "x", undefined), {
  noNullPrototype: true,
});

test("holds what a spread of both would hold, in the same order, and leaves both as they are", () => {
  fc.assert(
    fc.property(fields, fields, (left, right) => {
      const before = [{ ...left }, { ...right }];
      const both = merged(left, right);
      expect(Object.entries(both)).toEqual(Object.entries({ ...left, ...right }));
      expect([left, right]).toStrictEqual(before);
    }),
    { seed: 20261122 },
  );
});
