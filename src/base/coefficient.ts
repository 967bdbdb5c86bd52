// A number of the model that was measured somewhere: its value never travels without its source.

/** One named constant of a latency or cost model; printed in every report. */
export interface Coefficient {
  /** Dotted, unit last: `scheduler.cycleFixedUs`. Scenarios override by this name. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was measured, on what, by whom. */
  readonly source: string;
}
