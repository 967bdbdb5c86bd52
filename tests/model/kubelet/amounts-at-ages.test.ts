// Amounts over a container's age: what they are at an age, and what they come to over a span.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  amountAt,
  amountOver,
  atMost,
  nextBendUs,
  readAmountsAtAges,
  type AmountsAtAges,
} from "../../../src/model/kubelet/amounts-at-ages.ts";

const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined);
const age = (text: string) => (/^\d+s$/.test(text) ? Number(text.slice(0, -1)) : undefined);
const read = (text: string) => readAmountsAtAges(text, number, age);

const line = fc
  .array(fc.record({ ageUs: fc.nat(60), amount: fc.nat(50) }), { minLength: 1, maxLength: 5 })
  .map((points) => points.toSorted((left, right) => left.ageUs - right.ageUs));

/** The mean of what each µs begins and ends with, as bends stand at whole µs only. */
function summed(points: AmountsAtAges, fromUs: number, untilUs: number): number {
  let total = 0;
  for (let us = fromUs; us < untilUs; us += 1) total += amountAt(points, us + 0.5);
  return total;
}

describe("a text of amounts at ages", () => {
  it("is one amount, or several with rising ages", () => {
    expect(read("7")).toEqual([{ ageUs: 0, amount: 7 }]);
    expect(read("7@0s, 9@5s,2@5s")?.map(({ amount }) => amount)).toEqual([7, 9, 2]);
  });

  it.each(["", "x", "1@", "1,2", "1@5s,2@4s", "1@1s@2s", "1@0s,"])("is nothing as %j", (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe("amounts over the age", () => {
  it("come to the sum of the amounts at all ages between", () => {
    fc.assert(
      fc.property(line, fc.nat(80), fc.nat(80), (points, one, other) => {
        const [from, until] = [Math.min(one, other), Math.max(one, other)];
        expect(amountOver(points, from, until)).toBeCloseTo(summed(points, from, until), 6);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it("are cut off where they would be more than they may", () => {
    fc.assert(
      fc.property(line, fc.nat(50), (points, most) => {
        const capped = atMost(points, most);
        for (let us = 0.5; us < 70; us += 1) {
          expect(amountAt(capped, us)).toBeCloseTo(Math.min(amountAt(points, us), most), 6);
        }
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it("bend at their points, and then no more", () => {
    const points = read("7@3s,9@5s")!;
    expect([0, 3, 4, 5].map((us) => nextBendUs(points, us))).toEqual([3, 5, 5, Infinity]);
  });
});
