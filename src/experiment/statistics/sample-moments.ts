// Mean and spread of a few values, so that equal values give exactly their value and no spread at all.

/** Of at least one value. */
export interface SampleMoments {
  readonly mean: number;
  /** With n - 1 below; 0 for one value. */
  readonly standardDeviation: number;
  /** Sum of the cubes of the deviations from the mean, over the sum of their squares to the power 3/2; 0 if all are equal. */
  readonly skew: number;
}

/** In two passes: rounding must not make a spread where there is none. */
export function sampleMoments(values: readonly number[]): SampleMoments {
  const [first = Number.NaN] = values;
  if (values.every((value) => value === first)) return { mean: first, standardDeviation: 0, skew: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    const deviation = value - mean;
    squares += deviation * deviation;
    cubes += deviation * deviation * deviation;
  }
  const standardDeviation = Math.sqrt(squares / (values.length - 1));
  return { mean, standardDeviation, skew: squares === 0 ? 0 : cubes / (squares * Math.sqrt(squares)) };
}
