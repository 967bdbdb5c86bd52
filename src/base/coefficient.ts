// A number of the model that was measured somewhere: its value never travels without its source.

import { present } from "./invariant.ts";

/** One named constant of a latency or cost model; printed in every report. */
export interface Coefficient {
  /** Dotted, unit last: `scheduler.cycleFixedUs`. Scenarios override by this name. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was measured, on what, by whom. */
  readonly source: string;
}

/** The value in force of a coefficient that the program itself names. */
export function coefficientValue(coefficients: readonly Coefficient[], name: string): number {
  return present(
    coefficients.find((coefficient) => coefficient.name === name),
    `a coefficient ${name}`,
  ).value;
}
