// Numbers as people read them: examples, edges of rounding, and properties.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  formatAmount,
  formatBytes,
  formatCores,
  formatCount,
  formatExactCount,
  formatMoment,
  formatPercent,
  formatSeconds,
  NO_FIGURE,
  priceDecimals,
} from "../../src/report/human-numbers.ts";

const SEED = 20_240_601;

describe("prices", () => {
  it.each([
    [0, "0.00"],
    [2.8, "2.80"],
    [0.1, "0.10"],
    [0.042, "0.042"],
    [-0.0042, "-0.0042"],
    [0.000_000_04, "0.000000"],
  ])("writes %f as %s", (price, text) => {
    expect(price.toFixed(priceDecimals(price))).toBe(text);
  });
});

describe("counts", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [8_152, "8,152"],
    [27_057.5, "27,058"],
    [4.25, "4.25"],
    [0.004, "0.004"],
    [999_999, "999,999"],
    [6_210_000, "6.21M"],
    [1_520_000_000, "1.52G"],
    [-12_345, "-12,345"],
    [Number.NaN, NO_FIGURE],
  ])("writes %d as %s", (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it("keeps every digit where asked to", () => {
    expect(formatExactCount(6_210_000)).toBe("6,210,000");
    expect(formatExactCount(1_234.5678)).toBe("1,234.568");
    expect(formatExactCount(Number.POSITIVE_INFINITY)).toBe(NO_FIGURE);
  });
});

describe("cores", () => {
  it.each([
    [0, "0"],
    [0.0004, "0"],
    [0.5, "500m"],
    [0.9994, "999m"],
    [0.9996, "1"],
    [12.5, "12.5"],
    [12.04, "12"],
    [999.96, "1,000"],
    [107_018, "107,018"],
    [-0.25, "-250m"],
    [Number.NaN, NO_FIGURE],
  ])("writes %d as %s", (cores, text) => {
    expect(formatCores(cores)).toBe(text);
  });
});

describe("bytes", () => {
  it.each([
    [0, "0"],
    [1_023, "1023"],
    [1_024, "1Ki"],
    [536_870_912, "512Mi"],
    [1_649_267_441_664, "1.5Ti"],
    [1_073_741_823, "1Gi"],
    [1_152_921_504_606_846_976, "1Ei"],
    [Number.NaN, NO_FIGURE],
  ])("writes %d as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it("never shows 1024 or more of a unit that has a larger one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        const [, digits = "", suffix = ""] = /^([\d.]+)(\w*)$/.exec(formatBytes(bytes)) ?? [];
        expect(Number(digits)).toBeLessThan(1_024);
        const scale = 1_024 ** ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].indexOf(suffix);
        expect(Math.abs(Number(digits) * scale - bytes) / bytes).toBeLessThan(0.006);
      }),
      { seed: SEED },
    );
  });
});

describe("seconds", () => {
  it.each([
    [0, "0s"],
    [0.000_000_5, "0.5µs"],
    [0.00085, "850µs"],
    [0.000_999_4, "999µs"],
    [0.000_999_6, "1ms"],
    [0.0032, "3.2ms"],
    [0.999_6, "1s"],
    [12.4, "12.4s"],
    [59.96, "1m"],
    [75, "1m 15s"],
    [3_599.7, "1h"],
    [3_900, "1h 5m"],
    [12_885_000, "149d 3h"],
    [-3, "-3s"],
    [Number.NaN, NO_FIGURE],
  ])("writes %d as %s", (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it("never shows a full minute as 60 seconds, nor a full hour as 60 minutes", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (seconds) => {
        expect(formatSeconds(seconds)).not.toMatch(/\b(?:60s|60m|1000ms|1000µs)\b/);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

describe("percent", () => {
  it.each([
    [0, "0.0%"],
    [0.0001, "<0.1%"],
    [0.505, "50.5%"],
    [0.99999, ">99.9%"],
    [1, "100.0%"],
    [1.25, "125.0%"],
    [Number.NaN, NO_FIGURE],
  ])("writes %d as %s", (ratio, text) => {
    expect(formatPercent(ratio)).toBe(text);
  });
});

describe("amounts", () => {
  it.each([
    ["cores", "500m"],
    ["bytes", "1"],
    ["seconds", "500ms"],
    ["ratio", "50.0%"],
    ["pods", "0.5"],
  ])("are written in their unit, %s", (unit, text) => {
    expect(formatAmount(0.5, unit)).toBe(text);
  });
});

describe("moments", () => {
  it.each([
    [10.5, "10.5s"],
    [3_599, "59m 59s"],
    [3_600, "1h"],
    [21_615, "6h 0m 15s"],
    [21_660, "6h 1m"],
    [172_800, "2d"],
    [176_401.2, "2d 1h 0m 1s"],
    [Number.NaN, NO_FIGURE],
  ])("%d seconds are %s", (seconds, text) => {
    expect(formatMoment(seconds)).toBe(text);
  });
});
