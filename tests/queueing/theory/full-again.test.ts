// A station that was full, a while later, held against its chain worked out step by step.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { chanceOfFull, fullnessLeft, type FullStation } from "../../../src/queueing/theory/full-again.ts";

/** Free places, by uniformization: as many small steps as there are events, weighed by their Poisson chances. */
function fullAfter({ ends, comes, room }: FullStation, us: number): number {
  const pace = ends + comes;
  let chances: readonly number[] = Array.from({ length: room + 1 }, (_, free) => (free === 0 ? 1 : 0));
  let weight = Math.exp(-pace * us);
  let full = 0;
  for (let step = 0; step < pace * us + 12 * Math.sqrt(pace * us + 1); step += 1) {
    full += weight * chances[0]!;
    weight *= (pace * us) / (step + 1);
    const before = chances;
    chances = before.map((_, free) => {
      const fromFewer = free === 0 ? before[0]! * (comes / pace) : before[free - 1]! * (ends / pace);
      const fromMore = free === room ? before[room]! * (ends / pace) : before[free + 1]! * (comes / pace);
      return fromFewer + fromMore;
    });
  }
  return full;
}

const station = fc.record({
  ends: fc.double({ min: 0.2, max: 5, noNaN: true }),
  comes: fc.double({ min: 0.2, max: 5, noNaN: true }),
  room: fc.integer({ min: 1, max: 30 }),
});

describe("a station that is full", () => {
  it("is so for the whole of no time, and as seldom as ever after a long one", () => {
    const busy = { ends: 1, comes: 1.2, room: 4 };
    expect(fullnessLeft(busy, 0)).toBe(1);
    expect(fullnessLeft(busy, 1e4)).toBeCloseTo(0, 3);
    expect(fullnessLeft({ ...busy, ends: 0 }, 1e4)).toBe(1);
  });

  it("is full in the long run as Erlang and the geometric law say", () => {
    expect(chanceOfFull({ ends: 1, comes: 1, room: 4 })).toBeCloseTo(1 / 5, 9);
    expect(chanceOfFull({ ends: 1, comes: 0.8, room: 4 })).toBeCloseTo((0.8 ** 4 * 0.2) / (1 - 0.8 ** 5), 12);
    expect(chanceOfFull({ ends: 1, comes: 2, room: 1000 })).toBeCloseTo(0.5, 9);
  });

  it("is full a while later as its chain says", () => {
    const property = fc.property(station, fc.double({ min: 0.01, max: 30, noNaN: true }), (one, us) => {
      const settled = chanceOfFull(one);
      expect(settled + (1 - settled) * fullnessLeft(one, us)).toBeCloseTo(fullAfter(one, us), 2);
    });
    fc.assert(property, { seed: 3, numRuns: 300 });
  });

  it("forgets it where there is no end to the room, too", () => {
    const endless = { ends: 1, comes: 0.5, room: Infinity };
    expect(chanceOfFull(endless)).toBe(0);
    expect(fullnessLeft(endless, 2)).toBeCloseTo(fullAfter({ ...endless, room: 200 }, 2), 2);
  });
});
