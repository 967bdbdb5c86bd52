// How often which latency occurred, in buckets that are exact below 256 µs and at most 1/128 of their value wide above. Counts may
// be expectations and need not be whole. Histograms can be added up, so that minutes give hours and parts give a whole.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";

/** Buckets to each doubling of the latency, as a power of two. */
const PRECISION_BITS = 7;
/** Over an hour: longer latencies count as this. */
const MAX_US = 4_294_967_295;
const FIRST_LENGTH = 256;
const NO_COUNTS = new Float64Array(0);

const MOST_UNCOUNTED = 64;

/** Latencies with weights that are to be counted, so many times. */
interface Uncounted {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly times: number;
}

export class LatencyHistogram implements Snapshotable {
  #counts: Float64Array = NO_COUNTS;
  /** Put into buckets when somebody looks: most histograms of long runs are only added up, or not looked at. */
  #uncounted: Uncounted[] = [];
  #count = 0;
  #sumUs = 0;

  get count(): number {
    return this.#count;
  }

  get sumUs(): number {
    return this.#sumUs;
  }

  /** NaN where there is none. */
  get meanUs(): number {
    return this.#sumUs / this.#count;
  }

  /** Adds a latency, or `weight` alike ones. */
  record(us: number, weight = 1): void {
    const bucket = bucketOf(us);
    if (bucket >= this.#counts.length) this.#reach(bucket + 1);
    this.#counts[bucket]! += weight;
    this.#count += weight;
    this.#sumUs += us * weight;
  }

  /** Adds latencies with weights, each `times` times; both arrays stay as they are. */
  recordAll(values: Float64Array, weights: Float64Array, times: number): void {
    let count = 0;
    let sumUs = 0;
    for (let place = 0; place < values.length; place += 1) {
      count += weights[place]!;
      sumUs += weights[place]! * values[place]!;
    }
    this.#count += count * times;
    this.#sumUs += sumUs * times;
    this.#uncounted.push({ values, weights, times });
    if (this.#uncounted.length > MOST_UNCOUNTED) this.#countAll();
  }

  /** Adds all of another one, each counted `times` times. */
  addAll(other: LatencyHistogram, times = 1): void {
    this.#countAll();
    other.#countAll();
    const added = other.#counts;
    if (added.length > this.#counts.length) this.#reach(added.length);
    const counts = this.#counts;
    for (let bucket = 0; bucket < added.length; bucket += 1) counts[bucket]! += added[bucket]! * times;
    this.#count += other.#count * times;
    this.#sumUs += other.#sumUs * times;
  }

  /** The latency that the fraction (0 to 1) of all does not exceed; within a bucket as if its latencies were even. NaN where there is none. */
  quantileUs(fraction: number): number {
    invariant(fraction >= 0 && fraction <= 1, "a fraction lies between 0 and 1", { fraction });
    if (this.#count === 0) return NaN;
    this.#countAll();
    let rest = fraction * this.#count;
    let last = 0;
    for (let bucket = 0; bucket < this.#counts.length; bucket += 1) {
      const here = this.#counts[bucket]!;
      if (here === 0) continue;
      if (rest <= here) return lowerUs(bucket) + widthUs(bucket) * (rest / here);
      rest -= here;
      last = bucket;
    }
    return lowerUs(last) + widthUs(last);
  }

  /** Which part of all took longer; NaN where there is none. */
  fractionAbove(us: number): number {
    this.#countAll();
    const bucket = bucketOf(us);
    let above = 0;
    for (let higher = bucket + 1; higher < this.#counts.length; higher += 1) above += this.#counts[higher]!;
    const here = this.#counts[bucket] ?? 0;
    const rest = Math.max(0, 1 - (Math.min(us, MAX_US) - lowerUs(bucket)) / widthUs(bucket));
    return (above + here * rest) / this.#count;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#uncounted = [];
    this.#count = 0;
    this.#sumUs = 0;
  }

  snapshot(): Snapshot {
    this.#countAll();
    return { counts: this.#counts.slice(), sums: Float64Array.of(this.#count, this.#sumUs) };
  }

  restore(saved: Snapshot): void {
    const { counts, sums } = saved as { counts: Float64Array; sums: Float64Array };
    this.#counts = counts.slice();
    this.#uncounted = [];
    [this.#count, this.#sumUs] = [sums[0]!, sums[1]!];
  }

  #countAll(): void {
    if (this.#uncounted.length === 0) return;
    const uncounted = this.#uncounted;
    this.#uncounted = [];
    let longest = 0;
    for (const { values } of uncounted)
      for (let place = 0; place < values.length; place += 1) longest = Math.max(longest, values[place]!);
    const last = bucketOf(longest);
    if (last >= this.#counts.length) this.#reach(last + 1);
    const counts = this.#counts;
    for (const { values, weights, times } of uncounted)
      for (let place = 0; place < values.length; place += 1)
        counts[bucketOf(values[place]!)]! += weights[place]! * times;
  }

  #reach(length: number): void {
    let grown = Math.max(FIRST_LENGTH, this.#counts.length);
    while (grown < length) grown *= 2;
    const counts = new Float64Array(grown);
    counts.set(this.#counts);
    this.#counts = counts;
  }
}

/** Whole µs below 256, then 128 buckets to each doubling. */
function bucketOf(us: number): number {
  const whole = Math.min(MAX_US, us) >>> 0;
  const shift = Math.max(0, 31 - Math.clz32(whole) - PRECISION_BITS);
  return (shift << PRECISION_BITS) + (whole >>> shift);
}

function shiftOf(bucket: number): number {
  return Math.max(0, (bucket >> PRECISION_BITS) - 1);
}

function lowerUs(bucket: number): number {
  const shift = shiftOf(bucket);
  return (bucket - (shift << PRECISION_BITS)) * (1 << shift);
}

function widthUs(bucket: number): number {
  return 1 << shiftOf(bucket);
}
