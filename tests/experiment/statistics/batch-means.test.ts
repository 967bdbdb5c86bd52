// Batch means of independent and of correlated values, and of runs that are too short.

import { describe, expect, it } from "vitest";

import { RandomStream } from "../../../src/base/random/random-stream.ts";
import {
  batchMeansInterval,
  independentBatches,
  neighbourCorrelation,
} from "../../../src/experiment/statistics/batch-means.ts";

/** Each value is `memory` times the one before it and something new. */
function correlated(count: number, memory: number, seed: string): Float64Array {
  const random = new RandomStream(seed, "values");
  let value = 0;
  return Float64Array.from({ length: count }, () => (value = memory * value + random.nextUnit() - 0.5));
}

describe("batch means", () => {
  it("of independent values come from thirty batches, and hold the mean", () => {
    const found = independentBatches(correlated(3000, 0, "3"));
    if (found.kind !== "batches") throw new Error("independent values are enough");
    const interval = batchMeansInterval(found, 0.95);
    expect(interval).toMatchObject({ count: 30, method: "batch-means", confidence: 0.95 });
    expect(found.valuesPerBatch).toBe(100);
    expect(interval.low).toBeLessThan(0);
    expect(interval.high).toBeGreaterThan(0);
  });

  it("leave out the first values where batches do not come out even", () => {
    const values = Float64Array.from({ length: 307 }, (_, index) => (index < 7 ? 1e9 : index % 2));
    const found = independentBatches(values);
    if (found.kind !== "batches") throw new Error("equal batches are independent");
    expect(batchMeansInterval(found, 0.95)).toMatchObject({ estimate: 0.5, low: 0.5, high: 0.5 });
  });

  it("ask for a longer run where batches still hang together", () => {
    const found = independentBatches(correlated(2000, 0.999, "1"));
    if (found.kind !== "too-short") throw new Error("the batches hang together");
    expect(found.valuesNeeded).toBeGreaterThanOrEqual(4000);
    expect(independentBatches(new Float64Array(199))).toEqual({ kind: "too-short", valuesNeeded: 200 });
  });

  it("take fewer batches where values are few", () => {
    expect(independentBatches(correlated(200, 0, "1"))).toMatchObject({ kind: "batches", valuesPerBatch: 10 });
  });
});

describe("the correlation of neighbours", () => {
  it("is found by hand", () => {
    // Mean 2; squares 1 + 0 + 1 = 2; steps 1 + 1 = 2.
    expect(neighbourCorrelation([1, 2, 3])).toBe(1 - 2 / 4);
    expect(neighbourCorrelation([1, -1, 1, -1])).toBe(1 - 12 / 8);
  });

  it("is nothing where nothing varies", () => {
    expect(neighbourCorrelation([5, 5, 5])).toBe(0);
  });
});
