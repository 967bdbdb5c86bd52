// Things under way by their numbers.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { NumberedRing } from "../../../../src/components/controllers/run/numbered-ring.ts";

describe("a ring of things by number", () => {
  it("gives what a map gives, whatever comes and goes in whatever order", () => {
    const steps = fc.array(fc.tuple(fc.constantFrom("set", "take", "get"), fc.nat(200)), { maxLength: 300 });
    fc.assert(
      fc.property(fc.nat(1_000), steps, (first, done) => {
        const ring = new NumberedRing<string>();
        const map = new Map<number, string>();
        let next = first;
        for (const [what, back] of done) {
          const asked = Math.max(0, next - back);
          if (what === "get") expect(ring.get(asked)).toBe(map.get(asked));
          else if (what === "set") {
            ring.set(next, `thing ${next}`);
            map.set(next, `thing ${next}`);
            next += 1;
          } else {
            expect(ring.take(asked)).toBe(map.get(asked));
            map.delete(asked);
          }
        }
        expect(ring.entries()).toEqual([...map]);
      }),
      { seed: 20_261_123, numRuns: 300 },
    );
  });

  it("keeps one that stays while thousands come and go", () => {
    const ring = new NumberedRing<number>();
    ring.set(5, 5);
    for (let number = 6; number < 5_000; number += 1) {
      ring.set(number, number);
      expect(ring.take(number)).toBe(number);
    }
    expect(ring.entries()).toEqual([[5, 5]]);
  });

  it("refuses a number that is taken", () => {
    const ring = new NumberedRing<string>();
    ring.set(3, "one");
    expect(() => ring.set(3, "other")).toThrow("a number is given once");
  });

  it("is empty once it is cleared", () => {
    const ring = new NumberedRing<string>();
    ring.set(3, "one");
    ring.clear();
    expect([ring.get(3), ring.entries()]).toEqual([undefined, []]);
  });
});
