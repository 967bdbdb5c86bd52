// When a mean counts as known: the first look, the look ahead, and means that never settle.

import { describe, expect, it } from "vitest";

import { relativeHalfWidth, valuesWanted } from "../../../src/experiment/statistics/settled-mean.ts";

const PRECISION = { ratio: 0.05, confidence: 0.95, negligible: 0 };
const wanted = (values: readonly number[]) =>
  valuesWanted(
    values.map((value) => ({ value, scale: value })),
    PRECISION,
  );
const around = (mean: number, spread: number, count: number) =>
  Array.from({ length: count }, (_, index) => mean + (index % 2 === 0 ? spread : -spread));

describe("a mean that varies little", () => {
  it("is looked at after five values, and five more must agree", () => {
    expect(wanted([])).toBe(10);
    expect(wanted([100])).toBe(10);
    expect(wanted(around(100, 1, 5))).toBe(10);
    expect(wanted(around(100, 1, 10))).toBe(10);
  });

  it("asks for nothing beyond the place where it settled", () => {
    expect(wanted(around(100, 1, 50))).toBe(10);
  });

  it("is known where nothing varies, a mean of 0 included", () => {
    expect(wanted(around(100, 0, 10))).toBe(10);
    expect(wanted(around(0, 0, 10))).toBe(10);
  });
});

describe("a mean that varies", () => {
  it("asks for as many as its spread takes, and the look ahead", () => {
    // Fourteen values with a standard deviation of 10.38 about 100 reach 5.99 %: (5.99 / 5)² × 14 = 20.1, so 21, and five more.
    expect(wanted(around(100, 10, 14))).toBe(26);
  });

  it("never asks for more than twice what there is", () => {
    expect(wanted(around(1, 100, 10))).toBe(20);
    expect(wanted(around(0, 1, 10))).toBe(20);
  });

  it("is known where its half-width is negligible, however large a part of it that is", () => {
    const values = around(0.001, 0.01, 10).map((value) => ({ value, scale: value }));
    expect(valuesWanted(values, { ...PRECISION, negligible: 0.1 })).toBe(10);
    expect(valuesWanted(values, PRECISION)).toBe(20);
  });

  it("starts anew where the look ahead disagrees", () => {
    expect(wanted([...around(100, 1, 8), 200])).toBeGreaterThan(10);
  });

  it("looks further ahead past a hundred values", () => {
    const values = around(100, 38, 300);
    const settled = wanted(values);
    const precise = values.findIndex((_, index) => index >= 5 && halfWidthOf(values.slice(0, index + 1)) <= 0.05) + 1;
    expect(precise).toBeGreaterThan(120);
    expect(settled).toBeGreaterThanOrEqual(precise + Math.floor(precise / 20));
  });
});

function halfWidthOf(values: readonly number[]): number {
  return relativeHalfWidth(
    values.map((value) => ({ value, scale: value })),
    0.95,
  );
}

describe("the relative half-width", () => {
  it("is Student's, in parts of the scale", () => {
    const values = [9, 10, 11].map((value) => ({ value, scale: 100 }));
    expect(relativeHalfWidth(values, 0.95)).toBeCloseTo(4.30265273 / Math.sqrt(3) / 100, 9);
  });

  it("cannot be said of one value, nor in parts of nothing", () => {
    expect(relativeHalfWidth([{ value: 1, scale: 1 }], 0.95)).toBe(Infinity);
    expect(halfWidthOf([1, -1])).toBe(Infinity);
  });
});
