// The table of quantiles against the law that it stands for.

import { describe, expect, it } from "vitest";

import { lognormalFromMedianAndP99 } from "../../../src/base/random/distribution.ts";
import { QuantileTable } from "../../../src/base/random/quantile-table.ts";

describe("a table of quantiles", () => {
  const table = new QuantileTable(lognormalFromMedianAndP99(3000, 9000));

  it("has the median and the 99th percentile of its law", () => {
    expect(table.at(0.5)).toBeCloseTo(3000, 0);
    expect(table.at(0.99)).toBeCloseTo(9000, -1);
  });

  it("ascends, and is finite at both ends", () => {
    const values = Array.from({ length: 1000 }, (_, step) => table.at(step / 1000));
    expect(values.toSorted((a, b) => a - b)).toEqual(values);
    expect(values[0]).toBeGreaterThan(0);
    expect(Number.isFinite(table.at(1 - 2 ** -53))).toBe(true);
  });

  it("gives the one value of a law without chance", () => {
    expect(new QuantileTable({ kind: "constant", value: 7 }).at(0.3)).toBe(7);
  });
});
