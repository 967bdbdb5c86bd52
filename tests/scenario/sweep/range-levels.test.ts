// Ranges: which levels they make, and which make none.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readRange, valueWithin, withUnitOf } from "../../../src/scenario/sweep/range-levels.ts";

describe("a range", () => {
  it.each([
    [{ from: 40, to: 80, step: 10 }, [40, 50, 60, 70, 80]],
    [{ from: 40, to: 79, step: 10 }, [40, 50, 60, 70]],
    [{ from: 0.1, to: 0.5, step: 0.1 }, [0.1, 0.2, 0.3, 0.4, 0.5]],
    [{ from: 1e-7, to: 3e-7, step: 1e-7 }, [1e-7, 2e-7, 3e-7]],
    [{ from: 1e-7, to: 4e-7, step: 1.5e-7 }, [1e-7, 2.5e-7, 4e-7]],
    [{ from: -1, to: 1, step: 0.5 }, [-1, -0.5, 0, 0.5, 1]],
    [{ from: "8Gi", to: "32Gi", step: "8Gi" }, ["8Gi", "16Gi", "24Gi", "32Gi"]],
    [{ from: "0.5h", to: "1.5h", step: "0.25h" }, ["0.5h", "0.75h", "1h", "1.25h", "1.5h"]],
    [{ from: 0, to: 1, count: 5 }, [0, 0.25, 0.5, 0.75, 1]],
    [{ from: 1, to: 1000, count: 4, scale: "log" } as const, [1, 10, 100, 1000]],
    [{ from: 1e-7, to: 1e-5, count: 3, scale: "log" } as const, [1e-7, 1e-6, 1e-5]],
  ])("%j makes %j", (range, levels) => {
    expect(readRange(range, false)).toEqual({ kind: "levels", levels });
  });

  it("of whole numbers makes each once", () => {
    expect(readRange({ from: 1, to: 4, count: 20 }, true)).toEqual({ kind: "levels", levels: [1, 2, 3, 4] });
    expect(readRange({ from: 1, to: 100, count: 5, scale: "log" }, true)).toEqual({
      kind: "levels",
      levels: [1, 3, 10, 32, 100],
    });
  });

  it("without step and count is left to the design", () => {
    expect(readRange({ from: "1s", to: "9s" }, false)).toEqual({
      kind: "between",
      range: { from: 1, to: 9, unit: "s", scale: "linear", isWhole: false },
    });
  });

  it.each([
    [{ from: 80, to: 40, step: 10 }, "to"],
    [{ from: 40, to: 40, step: 10 }, "to"],
    [{ from: "1h", to: 3, step: 1 }, "to"],
    [{ from: "1h", to: "3h", step: "30m" }, "step"],
    [{ from: 1, to: 3, step: 0 }, "step"],
    [{ from: 1, to: 3, step: -1 }, "step"],
    [{ from: 0, to: 1e9, step: 1 }, "step"],
    [{ from: 1, to: 3, step: 1, count: 3 }, "count"],
    [{ from: 0, to: 3, count: 3, scale: "log" } as const, "from"],
    [{ from: 1, to: 3, step: 1, scale: "log" } as const, "scale"],
  ])("%j has a mistake in %s", (range, field) => {
    expect(readRange(range, false)).toMatchObject({ kind: "problem", problem: { field } });
  });

  it("ends where it begins and ends, whatever its bounds", () => {
    const bounds = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(bounds, fc.double({ min: 0, max: 1, noNaN: true }), ([from, width], share) => {
        const range = { from, to: from + width, unit: "", scale: "linear", isWhole: false } as const;
        const value = valueWithin(range, share);
        expect(value).toBeGreaterThanOrEqual(range.from);
        expect(value).toBeLessThanOrEqual(range.to);
        expect(Math.abs(value - (from + share * width))).toBeLessThanOrEqual(1e-5 * width);
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it("writes its unit behind the number", () => {
    expect([withUnitOf({ unit: "" }, 4), withUnitOf({ unit: "Gi" }, 4)]).toEqual([4, "4Gi"]);
  });
});
