// Student's confidence interval for the mean of independent replications.

/** Quantiles of Student's t law with 19 degrees of freedom, by the confidence of the two-sided interval. */
const T_19 = { "95 %": 2.093024, "99 %": 2.860935 } as const;

/** As many as the quantiles above are for. */
const REPLICATIONS = 20;

export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

/** The interval for the mean of one value from each of REPLICATIONS runs. */
export function confidenceInterval(values: readonly number[], confidence: keyof typeof T_19): Interval {
  if (values.length !== REPLICATIONS) throw new Error(`the quantiles are for ${REPLICATIONS} values`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const standardError = Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, halfWidth: T_19[confidence] * standardError };
}

/** One value from each of REPLICATIONS runs with the seeds 1, 2, 3 …. */
export function replicate<T>(run: (seed: string) => T): readonly T[] {
  return Array.from({ length: REPLICATIONS }, (_, index) => run(String(index + 1)));
}
