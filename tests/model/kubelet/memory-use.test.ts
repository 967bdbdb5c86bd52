// How much memory containers use over their age.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { exceedsAtUs, memoryAt, parseMemoryUse } from "../../../src/model/kubelet/memory-use.ts";

const SECOND = 1_000_000;

const spanUs = (text: string) => {
  const found = /^(\d+)s$/.exec(text);
  return found === null ? undefined : Number(found[1]) * SECOND;
};
const parsed = (text: string) => parseMemoryUse(text, spanUs);

describe("a text of memory use", () => {
  it("is an amount, or amounts at ages", () => {
    expect(parsed("600Mi")).toEqual([{ ageUs: 0, bytes: 600 * 1024 * 1024 }]);
    expect(parsed("1k@0s, 2k@5s,3k@5s")).toEqual([
      { ageUs: 0, bytes: 1000 },
      { ageUs: 5 * SECOND, bytes: 2000 },
      { ageUs: 5 * SECOND, bytes: 3000 },
    ]);
  });

  it.each(["", "much", "-1", "1k@", "1k@soon", "1k,2k", "1k@5s,2k@4s", "1k@1s@2s", "1k@0s,"])(
    "is nothing as %j",
    (text) => {
      expect(parsed(text)).toBeUndefined();
    },
  );
});

describe("memory over the age", () => {
  const use = parsed("100@10s,200@20s,50@20s")!;

  it("stays before the first point and after the last, and goes straight between them", () => {
    expect([0, 10, 15, 19, 20, 99].map((age) => memoryAt(use, age * SECOND))).toEqual([100, 100, 150, 190, 50, 50]);
  });

  it("passes a limit as soon as it is a byte above", () => {
    expect(exceedsAtUs(use, 99)).toBe(0);
    expect(exceedsAtUs(use, 149)).toBe(15 * SECOND);
    expect(exceedsAtUs(use, 200)).toBeUndefined();
    expect(exceedsAtUs(parsed("1@0s,9@7s,500@7s")!, 100)).toBe(7 * SECOND);
  });

  it("passes each limit at the first moment that shows it", () => {
    const point = fc.record({ ageUs: fc.nat(1000), bytes: fc.nat(5000) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 5 }), fc.nat(5000), (points, limit) => {
        const sorted = points.toSorted((left, right) => left.ageUs - right.ageUs);
        const ages = Array.from({ length: 1002 }, (_, age) => age);
        const first = ages.find((age) => memoryAt(sorted, age) > limit);
        // What is gone again within a µs is not seen by looking.
        const found = exceedsAtUs(sorted, limit);
        if (first === undefined) expect(found === undefined || memoryAt(sorted, found) <= limit).toBe(true);
        else expect(found).toBeLessThanOrEqual(first);
        if (found !== undefined && first !== undefined && found < first) {
          expect(sorted.some(({ ageUs, bytes }) => ageUs === found && bytes > limit)).toBe(true);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
