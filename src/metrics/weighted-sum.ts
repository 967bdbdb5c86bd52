// A sum that changes in steps, with its time-weighted mean and its peak.

import { SIMULATION_START, type SimTime } from "../base/time.ts";

export class WeightedSum {
  #value = 0;
  #peak = 0;
  /** Value × µs up to `#since`. */
  #integral = 0;
  #since: number = SIMULATION_START;

  get value(): number {
    return this.#value;
  }

  get peak(): number {
    return this.#peak;
  }

  /** Moments never go back. */
  add(difference: number, at: SimTime): void {
    this.#integral += this.#value * (at - this.#since);
    this.#since = at;
    this.#value += difference;
    if (this.#value > this.#peak) this.#peak = this.#value;
  }

  /** Mean over the time from the beginning of the run to `end`; the value itself if no time has passed. */
  mean(end: SimTime): number {
    if (end === SIMULATION_START) return this.#value;
    return (this.#integral + this.#value * (end - this.#since)) / end;
  }

  /** All that the sum remembers, as numbers. */
  pack(): readonly [number, number, number, number] {
    return [this.#value, this.#peak, this.#integral, this.#since];
  }

  /** The sum that was packed. */
  static unpack(value: number, peak: number, integral: number, since: number): WeightedSum {
    const sum = new WeightedSum();
    sum.#value = value;
    sum.#peak = peak;
    sum.#integral = integral;
    sum.#since = since;
    return sum;
  }
}
