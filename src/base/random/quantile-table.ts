// A law of chance as a table of its quantiles, for values that are drawn by the million: one uniform number and one look-up
// give a value. The table is fine enough that no figure shows it; beyond its last step the law is cut off.

import { sample, type Distribution } from "./distribution.ts";

const STEPS = 4096;

export class QuantileTable {
  readonly #values = new Float64Array(STEPS + 1);

  /** Only of laws that are drawn by the inverse of their distribution function from a single number. */
  constructor(law: Distribution) {
    for (let step = 0; step <= STEPS; step += 1) {
      // Half a step away from 0 and 1, where laws without bounds have no value.
      const unit = Math.min(Math.max(step, 0.5), STEPS - 0.5) / STEPS;
      this.#values[step] = sample(law, { nextUnit: () => unit });
    }
  }

  /** The value at a share of the law, from 0 up to 1 without it; straight lines between the steps. */
  at(unit: number): number {
    const place = unit * STEPS;
    const step = Math.floor(place);
    const low = this.#values[step]!;
    return low + (place - step) * (this.#values[step + 1]! - low);
  }
}
