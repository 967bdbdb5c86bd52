// What any source of uniform numbers has to pass: cells, pairs of successive numbers, low bits, the law itself.

import { expect } from "vitest";

import {
  CHI_SQUARE_AT_0_1_PERCENT,
  chiSquareDeviation,
  correlationOf,
  KOLMOGOROV_AT_0_1_PERCENT,
  kolmogorovSmirnov,
} from "./statistics.ts";

/** Asserts that `units`, in this order, look like independent numbers uniform on [0, 1) with 53 bits. */
export function expectUniform(units: readonly number[]): void {
  expect(units.every((unit) => unit >= 0 && unit < 1)).toBe(true);
  expect(new Set(units).size).toBe(units.length);
  expect(kolmogorovSmirnov(units, (x) => x)).toBeLessThan(KOLMOGOROV_AT_0_1_PERCENT);
  const singles = new Int32Array(1000);
  const pairs = new Int32Array(1024);
  const lowBits = new Int32Array(256);
  units.forEach((unit, index) => {
    singles[Math.floor(unit * 1000)]! += 1;
    lowBits[(unit * 2 ** 53) % 256]! += 1;
    const next = units[index + 1];
    if (index % 2 === 0 && next !== undefined) pairs[Math.floor(unit * 32) * 32 + Math.floor(next * 32)]! += 1;
  });
  expect(chiSquareDeviation(singles)).toBeLessThan(CHI_SQUARE_AT_0_1_PERCENT);
  expect(chiSquareDeviation(pairs)).toBeLessThan(CHI_SQUARE_AT_0_1_PERCENT);
  expect(chiSquareDeviation(lowBits)).toBeLessThan(CHI_SQUARE_AT_0_1_PERCENT);
  expectUncorrelated(units.slice(0, -1), units.slice(1));
}

/** Asserts that the correlation of two samples is within 3.3 standard deviations of none (the 0.1 % level). */
export function expectUncorrelated(x: readonly number[], y: readonly number[]): void {
  expect(Math.abs(correlationOf(x, y)) * Math.sqrt(x.length)).toBeLessThan(3.3);
}
