// The memory of containers together.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  firstLookAbove,
  firstMomentAbove,
  memoryTogether,
  type RunningUse,
} from "../../../src/components/kubelet/memory-sum.ts";

const running = (startedAtUs: number, ...points: readonly (readonly [number, number])[]): RunningUse => ({
  name: "app",
  startedAtUs,
  use: points.map(([ageUs, bytes]) => ({ ageUs, bytes })),
});

describe("memory of containers together", () => {
  it("is the sum at their ages", () => {
    expect(memoryTogether([running(100, [0, 5], [10, 15]), running(-50, [0, 1], [200, 201])], 105)).toBe(10 + 156);
    expect(memoryTogether([], 5)).toBe(0);
  });

  it("passes a limit at the first look that sees it, or never", () => {
    const uses = [running(0, [0, 100], [100, 200]), running(20, [0, 0], [50, 0], [50, 500], [60, 500], [60, 0])];
    expect(firstLookAbove(uses, 150, 0, 10)).toBe(60);
    expect(firstLookAbove(uses, 400, 0, 10)).toBe(70);
    expect(firstLookAbove(uses, 700, 0, 10)).toBeUndefined();
    expect(firstLookAbove(uses, 400, 5, 30)).toBeUndefined();
    expect(firstLookAbove(uses, 10, 0, 10)).toBe(0);
  });

  it("is found as by looking each time", () => {
    const point = fc.tuple(fc.nat(100), fc.nat(60));
    const use = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.array(point, { minLength: 1, maxLength: 4 }));
    const arbitrary = fc.record({ uses: fc.array(use, { maxLength: 4 }), limit: fc.nat(150), first: fc.nat(30) });
    fc.assert(
      fc.property(arbitrary, ({ uses, limit, first }) => {
        const all = uses.map(([start, points]) =>
          running(start, ...points.toSorted((left, right) => left[0] - right[0])),
        );
        const looks = Array.from({ length: 40 }, (_, look) => first + look * 7);
        const found = looks.find((look) => memoryTogether(all, look) > limit);
        // Bytes are whole numbers: near a limit the straight line may pass it a look before.
        const at = firstLookAbove(all, limit, first, 7);
        expect(at).toBe(found);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it("passes a limit at a moment that is found as by looking at each", () => {
    const point = fc.tuple(fc.nat(60), fc.nat(600));
    const use = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.array(point, { minLength: 1, maxLength: 4 }));
    const arbitrary = fc.record({ uses: fc.array(use, { maxLength: 4 }), limit: fc.nat(1500), first: fc.nat(30) });
    fc.assert(
      fc.property(arbitrary, ({ uses, limit, first }) => {
        const all = uses.map(([start, points]) =>
          running(start, ...points.toSorted((left, right) => left[0] - right[0])),
        );
        const moments = Array.from({ length: 150 }, (_, index) => first + index);
        const found = moments.find((us) => memoryTogether(all, us) > limit);
        const at = firstMomentAbove(all, limit, first);
        // Of lines that rise and fall by whole bytes, the sum may pass the limit by as many bytes as there are lines, and fall back.
        if (at !== found) expect(memoryTogether(all, found!)).toBeLessThanOrEqual(limit + all.length);
        if (at !== undefined) expect(memoryTogether(all, at)).toBeGreaterThan(limit);
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
