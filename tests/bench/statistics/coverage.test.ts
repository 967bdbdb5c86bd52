// The proof in small: few trials, so that only what is badly wrong shows. The figures of many trials stand in docs/fidelity.md.

import { describe, expect, it } from "vitest";

import { coverageOfOrderStatistics, coverageOfPrecision, coverageOnQueue } from "../../../bench/statistics/coverage.ts";
import { QUEUES } from "../../../bench/statistics/queues.ts";

const TRIALS = 40;

describe("the intervals of 95 %", () => {
  it.each(QUEUES)(
    "hold the truth nearly always on $name, and those of values taken for independent seldom do",
    (queue) => {
      const coverages = coverageOnQueue(queue, TRIALS, 800);
      for (const { method, held, answered } of coverages) {
        expect(answered, method).toBeGreaterThan(0.6 * TRIALS);
        const share = held / answered;
        if (method.includes("as if")) expect(share, method).toBeLessThan(0.4);
        else expect(share, method).toBeGreaterThan(0.83);
      }
    },
  );

  it("hold it by ranks, whatever the law", () => {
    for (const { subject, held, trials, answered } of coverageOfOrderStatistics(TRIALS)) {
      expect(answered).toBe(trials);
      expect(held / trials, subject).toBeGreaterThan(0.85);
    }
  });

  it("hold it where precision decides how many runs there are", () => {
    const { held, trials, relativeHalfWidth } = coverageOfPrecision(QUEUES[2]!, 15, 1000);
    expect(held / trials).toBeGreaterThan(0.7);
    expect(relativeHalfWidth).toBeLessThan(0.11);
  });
});
