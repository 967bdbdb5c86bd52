// The places with the least count, held against a look at all of them.

import fc from "fast-check";
import { expect, it } from "vitest";

import { FewestTree } from "../../../src/queueing/exact/fewest-tree.ts";

it("chooses among the places with the least count, in their order", () => {
  const counts = fc.array(fc.nat(3), { minLength: 1, maxLength: 20 });
  const change = fc.record({
    place: fc.nat(19),
    count: fc.nat(3),
    unit: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  const property = fc.property(counts, fc.array(change, { maxLength: 20 }), (begun, changes) => {
    const tree = new FewestTree(begun);
    const plain = begun.slice();
    for (const { place, count, unit } of changes) {
      plain[place % plain.length] = count;
      tree.set(place % plain.length, count);
      const least = [...plain.keys()].filter((each) => plain[each] === Math.min(...plain));
      expect(tree.choose(unit)).toBe(least[Math.floor(unit * least.length)]);
    }
  });
  fc.assert(property, { seed: 4, numRuns: 100 });
});
