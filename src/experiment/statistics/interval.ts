// What is known about a figure from several runs: an estimate, and where the truth lies with a stated confidence.

/** How an interval was made. */
export type IntervalMethod = "t" | "bootstrap" | "batch-means" | "order-statistics" | "none";

export interface Interval {
  /** The estimate: for `t`, `bootstrap` and `batch-means` the mean. */
  readonly estimate: number;
  /** Infinite where too few runs say nothing about the spread. */
  readonly low: number;
  readonly high: number;
  /** 0.95: the interval holds the truth in so many of such experiments. */
  readonly confidence: number;
  /** Independent values that it rests on: replications, pairs, or batches. */
  readonly count: number;
  readonly method: IntervalMethod;
}

/** Half of an interval's width. */
export function halfWidth({ low, high }: Interval): number {
  return (high - low) / 2;
}

/** An estimate of which nothing more is known: too few values, or values that are no finite numbers. */
export function endlessInterval(estimate: number, confidence: number, count: number): Interval {
  return { estimate, low: -Infinity, high: Infinity, confidence, count, method: "none" };
}
