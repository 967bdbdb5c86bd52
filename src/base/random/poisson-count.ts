// Counts by Poisson's law: how many of independent events happen, where so many do on average.

import type { RandomSource } from "./random-source.ts";
import { logGamma } from "./special-functions.ts";

/** Below, the method of large means does not hold. */
const SMALL_MEAN = 10;

/** One count with the given mean (0 or more). */
export function drawPoissonCount(mean: number, source: RandomSource): number {
  return mean < SMALL_MEAN ? byGaps(mean, source) : byRejection(mean, source);
}

/** Exponential gaps until they fill a unit of time. */
function byGaps(mean: number, source: RandomSource): number {
  let count = -1;
  for (let passed = 0; passed <= mean; count += 1) passed -= Math.log1p(-source.nextUnit());
  return count;
}

/** Transformed rejection with squeeze (PTRS): W. Hörmann, Insurance: Mathematics and Economics 12 (1993). */
function byRejection(mean: number, source: RandomSource): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const accepted = 0.9277 - 3.6224 / (b - 2);
  const logMean = Math.log(mean);
  for (;;) {
    const u = source.nextUnit() - 0.5;
    const v = source.nextUnit();
    const distance = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / distance + b) * u + mean + 0.43);
    if (distance >= 0.07 && v <= accepted) return count;
    if (count < 0 || (distance < 0.013 && v > distance)) continue;
    const bound = count * logMean - mean - logGamma(count + 1);
    if (Math.log((v * inverseAlpha) / (a / (distance * distance) + b)) <= bound) return count;
  }
}
