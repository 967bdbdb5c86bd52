// A promise about one metric that a run keeps or breaks, in the manner of k6 thresholds.
// Only the shape: parsing is scenario's, judging is simulation's.

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
