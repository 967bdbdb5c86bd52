// Random figures for the sample result: a small fixed generator, exact summaries and cumulative distributions.

import type { DistributionSummary, StageLatency } from "../../src/simulation/result.ts";

/** Uniform draws from [0, 1), the same for the same seed on every machine. */
export type Draw = () => number;

const TWO_TO_32 = 4_294_967_296;

/** A 32-bit linear congruential generator (Numerical Recipes' constants). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / TWO_TO_32;
  };
}

export function exponential(draw: Draw, mean: number): number {
  return -mean * Math.log(1 - draw());
}

/** Log-normal by twelve uniforms, near enough to Gauss for a picture. */
export function logNormal(draw: Draw, median: number, sigma: number): number {
  let sum = -6;
  for (let index = 0; index < 12; index += 1) sum += draw();
  return median * Math.exp(sigma * sum);
}

export function summarise(values: readonly number[]): DistributionSummary {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (fraction: number): number => sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? 0;
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    count: sorted.length,
    mean: sum / sorted.length,
    min: at(0),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: at(1),
  };
}

/** At most `points` of the cumulative distribution, the smallest and the largest value included. */
export function cumulative(values: readonly number[], points: number): StageLatency["cdf"] {
  const sorted = values.toSorted((a, b) => a - b);
  const count = Math.min(points, sorted.length);
  const ranks = Array.from({ length: count }, (_, index) =>
    Math.round((index * (sorted.length - 1)) / Math.max(1, count - 1)),
  );
  return {
    seconds: ranks.map((rank) => sorted[rank] ?? 0),
    fraction: ranks.map((rank) => (rank + 1) / sorted.length),
  };
}
