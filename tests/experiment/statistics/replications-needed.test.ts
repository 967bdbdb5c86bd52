// How many replications a half-width takes.

import { describe, expect, it } from "vitest";

import { halfWidth } from "../../../src/experiment/statistics/interval.ts";
import { meanInterval, studentReach } from "../../../src/experiment/statistics/mean-interval.ts";
import { REPLICATIONS_MAX, replicationsNeeded } from "../../../src/experiment/statistics/replications-needed.ts";

describe("the replications that a half-width takes", () => {
  const values = [9, 10, 11];

  it("are the fewest at which Student's interval is narrow enough", () => {
    // The standard deviation is 1.
    const needed = replicationsNeeded(values, 0.5, 0.95)!;
    expect(studentReach(0.95, needed)).toBeLessThanOrEqual(0.5);
    expect(studentReach(0.95, needed - 1)).toBeGreaterThan(0.5);
    expect(needed).toBe(18);
  });

  it("are those that there are, if they do", () => {
    expect(replicationsNeeded(values, halfWidth(meanInterval(values, 0.95)), 0.95)).toBe(3);
    expect(replicationsNeeded([2, 2], 0, 0.95)).toBe(2);
  });

  it("are not named where nobody would run them", () => {
    expect(replicationsNeeded(values, 0, 0.95)).toBeNull();
    expect(replicationsNeeded(values, studentReach(0.95, REPLICATIONS_MAX) * 0.99, 0.95)).toBeNull();
    expect(replicationsNeeded(values, studentReach(0.95, REPLICATIONS_MAX) * 1.01, 0.95)).toBeLessThan(
      REPLICATIONS_MAX,
    );
  });
});
