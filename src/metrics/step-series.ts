// A quantity that changes in steps, recorded in bounded memory: when there are too many points, time is cut into wider
// buckets, of which the highest value and the last one stay.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { arrayIn } from "../base/snapshot-parts.ts";
import { inSeconds, type SimTime } from "../base/time.ts";

import type { TimeSeries } from "./findings.ts";

/** Points kept at most; a report shows fewer. */
const POINTS_MAX = 4096;

export class StepSeries implements Snapshotable {
  #atUs: number[] = [];
  #values: number[] = [];
  #bucketUs = 1;

  /** The value from this moment on; moments never go back. */
  record(at: SimTime, value: number): void {
    const last = this.#atUs.length - 1;
    if (last >= 0 && this.#values[last] === value) return;
    if (this.#atUs[last] === at) {
      this.#values[last] = value;
      return;
    }
    this.#atUs.push(at);
    this.#values.push(value);
    if (this.#atUs.length > POINTS_MAX) this.#coarsen();
  }

  /** The series as a finding, with its last value held until `end`. */
  finish(name: string, labels: Readonly<Record<string, string>>, unit: string, end: SimTime): TimeSeries {
    const atSeconds = this.#atUs.map((at) => inSeconds(at as SimTime));
    const value = [...this.#values];
    const last = this.#atUs.at(-1);
    if (last !== undefined && last < end) {
      atSeconds.push(inSeconds(end));
      value.push(value.at(-1)!);
    }
    return { name, labels, unit, atSeconds, value };
  }

  snapshot(): Snapshot {
    return {
      atUs: Float64Array.from(this.#atUs),
      values: Float64Array.from(this.#values),
      bucketUs: Float64Array.of(this.#bucketUs),
    };
  }

  restore(saved: Snapshot): void {
    this.#atUs = [...arrayIn(saved, "atUs")];
    this.#values = [...arrayIn(saved, "values")];
    this.#bucketUs = arrayIn(saved, "bucketUs")[0]!;
  }

  /** Widens the buckets so far that at most half of the points can stay: two for each of a quarter as many buckets. */
  #coarsen(): void {
    const spanUs = this.#atUs.at(-1)! - this.#atUs[0]! + 1;
    this.#bucketUs = Math.max(2 * this.#bucketUs, Math.ceil(spanUs / (POINTS_MAX / 4 - 1)));
    this.#keepPeaksAndLasts();
  }

  #keepPeaksAndLasts(): void {
    const atUs: number[] = [];
    const values: number[] = [];
    const keep = (index: number) => {
      atUs.push(this.#atUs[index]!);
      values.push(this.#values[index]!);
    };
    for (let begin = 0; begin < this.#atUs.length;) {
      const bucket = Math.floor(this.#atUs[begin]! / this.#bucketUs);
      let peak = begin;
      let end = begin;
      for (; end < this.#atUs.length && Math.floor(this.#atUs[end]! / this.#bucketUs) === bucket; end += 1) {
        if (this.#values[end]! > this.#values[peak]!) peak = end;
      }
      keep(peak);
      if (peak !== end - 1) keep(end - 1);
      begin = end;
    }
    this.#atUs = atUs;
    this.#values = values;
  }
}
