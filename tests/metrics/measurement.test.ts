// A measured metric, and what results carry of it.

import { describe, expect, it } from "vitest";

import { measuredDistribution, sampleOf } from "../../src/metrics/measurement.ts";

describe("a measured distribution", () => {
  it("keeps every value, ascending as numbers, and leaves the list that it was given alone", () => {
    const values = [10, 9, 100, 9];
    const measurement = measuredDistribution("m", { stage: "queue" }, values);
    expect(measurement).toEqual({
      kind: "distribution",
      name: "m",
      labels: { stage: "queue" },
      values: Float64Array.of(9, 9, 10, 100),
    });
    expect(values).toEqual([10, 9, 100, 9]);
  });
});

describe("a sample", () => {
  it.each(["counter", "gauge"] as const)("of a %s carries its value and no distribution", (kind) => {
    const measurement = { kind, name: "m", labels: { queue: "active" }, value: 4 };
    expect(sampleOf(measurement)).toEqual(measurement);
  });

  it("of a distribution carries its figures, and the count as its value", () => {
    expect(sampleOf(measuredDistribution("m", {}, [3, 1, 2]))).toEqual({
      name: "m",
      labels: {},
      kind: "distribution",
      value: 3,
      distribution: { count: 3, mean: 2, min: 1, p50: 2, p90: 3, p99: 3, max: 3 },
    });
  });

  it("of a distribution without values is all 0", () => {
    const sample = sampleOf(measuredDistribution("m", {}, []));
    expect([sample.value, sample.distribution?.max]).toEqual([0, 0]);
  });
});
