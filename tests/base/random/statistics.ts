// Tests of fit for samples, with the values that they may reach at the 0.1 % level. Knows no generator.
// Seeds are fixed, so a test that passes once passes always; the level says how strict it was when written.

/** Kolmogorov's statistic of `sample` against a distribution function, times sqrt(n); 1.95 at the 0.1 % level. */
export function kolmogorovSmirnov(sample: readonly number[], cumulative: (x: number) => number): number {
  const ascending = Float64Array.from(sample).sort();
  let largest = 0;
  ascending.forEach((x, index) => {
    const expected = cumulative(x);
    const below = expected - index / ascending.length;
    const above = (index + 1) / ascending.length - expected;
    largest = Math.max(largest, below, above);
  });
  return largest * Math.sqrt(ascending.length);
}

/** What `kolmogorovSmirnov` exceeds once in a thousand samples. */
export const KOLMOGOROV_AT_0_1_PERCENT = 1.95;

/**
 * Pearson's statistic over cells of equal probability, as the number of standard deviations above its
 * mean (normal approximation, for many cells); 3.1 at the 0.1 % level.
 */
export function chiSquareDeviation(counts: Int32Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = total / counts.length;
  const statistic = counts.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
  const degrees = counts.length - 1;
  // Wilson and Hilferty: the cube root of chi-square / degrees is nearly normal.
  const cubeRoot = Math.cbrt(statistic / degrees);
  const variance = 2 / (9 * degrees);
  return (cubeRoot - (1 - variance)) / Math.sqrt(variance);
}

/** What `chiSquareDeviation` exceeds once in a thousand samples. */
export const CHI_SQUARE_AT_0_1_PERCENT = 3.1;

export function meanOf(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length;
}

export function varianceOf(sample: readonly number[]): number {
  const mean = meanOf(sample);
  return sample.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (sample.length - 1);
}

/** Pearson's correlation of two samples of equal length. */
export function correlationOf(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const covariance = meanOf(x.map((value, index) => (value - meanX) * (y[index]! - meanY)));
  return covariance / Math.sqrt(varianceOf(x) * varianceOf(y));
}
