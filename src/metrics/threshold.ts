// A promise about one metric that a run keeps or breaks, in the manner of k6 thresholds.
// The shape, and the comparison; parsing is scenario's, measuring is simulation's.

export type ThresholdOperator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** `p` carries its percentile (0 to 100), e.g. p(99). */
export type ThresholdAggregation =
  | { readonly kind: "percentile"; readonly percent: number }
  | { readonly kind: "mean" }
  | { readonly kind: "max" }
  | { readonly kind: "min" }
  | { readonly kind: "count" }
  | { readonly kind: "value" };

export interface Threshold {
  /** As the user wrote it. */
  readonly text: string;
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly aggregation: ThresholdAggregation;
  readonly operator: ThresholdOperator;
  readonly limit: number;
}

/** Whether what was measured keeps the promise. */
export function isKept(observed: number, { operator, limit }: Pick<Threshold, "operator" | "limit">): boolean {
  switch (operator) {
    case "<":
      return observed < limit;
    case "<=":
      return observed <= limit;
    case ">":
      return observed > limit;
    case ">=":
      return observed >= limit;
    case "==":
      return observed === limit;
    case "!=":
      return observed !== limit;
  }
}
