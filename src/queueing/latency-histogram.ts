// How often which latency occurred, in buckets that are exact below 256 µs and at most 1/128 of their value wide above. Counts may
// be expectations and need not be whole. Histograms can be added up, so that minutes give hours and parts give a whole.

import { invariant } from "../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../base/snapshot.ts";

/** Buckets to each doubling of the latency, as a power of two. */
const PRECISION_BITS = 7;
/** Over an hour: longer latencies count as this. */
const MAX_US = 4_294_967_295;
/** Beyond every bucket. */
const NONE_LOW = 1 << 16;
const NO_COUNTS = new Float64Array(0);

/** Laws that wait to be counted, at most. */
const MOST_UNCOUNTED = 16;

/** Latencies with weights that are to be counted, so many times. */
interface Uncounted {
  readonly values: readonly number[];
  readonly weights: readonly number[];
  readonly times: number;
}

export class LatencyHistogram implements Snapshotable {
  #counts: Float64Array = NO_COUNTS;
  /** Buckets outside of these are empty. */
  #low = NONE_LOW;
  #high = -1;
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
    if (bucket < this.#low || bucket > this.#high) this.#reach(bucket, bucket);
    this.#counts[bucket]! += weight;
    this.#count += weight;
    this.#sumUs += us * weight;
  }

  /** Adds latencies with weights, each `times` times; both arrays stay as they are. */
  recordAll(values: readonly number[], weights: readonly number[], times: number): void {
    let count = 0;
    let sumUs = 0;
    for (let place = 0; place < values.length; place += 1) {
      count += weights[place]!;
      sumUs += weights[place]! * values[place]!;
    }
    this.#count += count * times;
    this.#sumUs += sumUs * times;
    this.#countLater({ values, weights, times });
  }

  /** Adds all of another one, each counted `times` times. */
  addAll(other: LatencyHistogram, times = 1): void {
    this.#count += other.#count * times;
    this.#sumUs += other.#sumUs * times;
    this.#addCounts(other, times);
    const uncounted = other.#uncounted;
    for (let place = 0; place < uncounted.length; place += 1) {
      const { values, weights, times: each } = uncounted[place]!;
      this.#countLater({ values, weights, times: each * times });
    }
  }

  /** The latency that the fraction (0 to 1) of all does not exceed; within a bucket as if its latencies were even. NaN where there is none. */
  quantileUs(fraction: number): number {
    invariant(fraction >= 0 && fraction <= 1, "a fraction lies between 0 and 1", { fraction });
    return this.quantilesUs([fraction])[0]!;
  }

  /** The same of several fractions, which ascend. Of all it is the end of the last bucket, whatever sums are rounded to. */
  quantilesUs(fractions: readonly number[]): readonly number[] {
    const quantiles = fractions.map(() => NaN);
    if (this.#count === 0) return quantiles;
    this.#countAll();
    let before = 0;
    let place = 0;
    for (let bucket = this.#low; bucket <= this.#high && place < fractions.length; bucket += 1) {
      const here = this.#counts[bucket]!;
      if (here === 0) continue;
      while (place < fractions.length && fractions[place]! < 1 && fractions[place]! * this.#count - before <= here) {
        quantiles[place] = lowerUs(bucket) + widthUs(bucket) * ((fractions[place]! * this.#count - before) / here);
        place += 1;
      }
      before += here;
    }
    return quantiles.fill(this.#endUs(), place);
  }

  /** Which part of all took longer; NaN where there is none. */
  fractionAbove(us: number): number {
    this.#countAll();
    const bucket = bucketOf(us);
    let above = 0;
    for (let higher = Math.max(bucket + 1, this.#low); higher <= this.#high; higher += 1) {
      above += this.#counts[higher]!;
    }
    const here = this.#counts[bucket] ?? 0;
    const rest = Math.max(0, 1 - (Math.min(us, MAX_US) - lowerUs(bucket)) / widthUs(bucket));
    return (above + here * rest) / this.#count;
  }

  clear(): void {
    this.#counts.fill(0, this.#low, this.#high + 1);
    this.#low = NONE_LOW;
    this.#high = -1;
    this.#uncounted = [];
    this.#count = 0;
    this.#sumUs = 0;
  }

  /** What is not counted yet is not counted for it: how counts are summed does not hang on who looks. */
  snapshot(): Snapshot {
    const uncounted = this.#uncounted;
    return {
      counts: this.#counts.slice(Math.min(this.#low, this.#high + 1), this.#high + 1),
      sums: Float64Array.of(this.#count, this.#sumUs, this.#low),
      values: joined(uncounted.map(({ values }) => values)),
      weights: joined(uncounted.map(({ weights }) => weights)),
      uncounted: Float64Array.from(uncounted.flatMap(({ values, times }) => [values.length, times])),
    };
  }

  restore(saved: Snapshot): void {
    const { counts, sums, values, weights, uncounted } = saved as Record<string, Float64Array>;
    this.#counts = NO_COUNTS;
    this.clear();
    [this.#count, this.#sumUs] = [sums![0]!, sums![1]!];
    const low = sums![2]!;
    if (counts!.length > 0) this.#reach(low, low + counts!.length - 1);
    this.#counts.set(counts!, counts!.length > 0 ? low : 0);
    let done = 0;
    for (let place = 0; place < uncounted!.length; place += 2) {
      const end = done + uncounted![place]!;
      const times = uncounted![place + 1]!;
      this.#uncounted.push({
        values: [...values!.subarray(done, end)],
        weights: [...weights!.subarray(done, end)],
        times,
      });
      done = end;
    }
  }

  #addCounts(other: LatencyHistogram, times: number): void {
    if (other.#high < 0) return;
    this.#reach(other.#low, other.#high);
    const counts = this.#counts;
    const added = other.#counts;
    for (let bucket = other.#low; bucket <= other.#high; bucket += 1) counts[bucket]! += added[bucket]! * times;
  }

  #countLater(uncounted: Uncounted): void {
    if (uncounted.values.length === 0) return;
    this.#uncounted.push(uncounted);
    if (this.#uncounted.length > MOST_UNCOUNTED) this.#countAll();
  }

  #countAll(): void {
    if (this.#uncounted.length === 0) return;
    const uncounted = this.#uncounted;
    this.#uncounted = [];
    for (let law = 0; law < uncounted.length; law += 1) this.#countLaw(uncounted[law]!);
  }

  #countLaw({ values, weights, times }: Uncounted): void {
    let least = Infinity;
    let longest = 0;
    for (let place = 0; place < values.length; place += 1) {
      const value = values[place]!;
      if (value < least) least = value;
      if (value > longest) longest = value;
    }
    this.#reach(bucketOf(least), bucketOf(longest));
    const counts = this.#counts;
    for (let place = 0; place < values.length; place += 1) counts[bucketOf(values[place]!)]! += weights[place]! * times;
  }

  /** Makes the buckets from one to another ones that may be used. */
  #reach(low: number, high: number): void {
    if (low < this.#low) this.#low = low;
    if (high <= this.#high) return;
    this.#high = high;
    if (high < this.#counts.length) return;
    // To the end of the doubling after the next.
    const counts = new Float64Array(((high >> PRECISION_BITS) + 3) << PRECISION_BITS);
    counts.set(this.#counts);
    this.#counts = counts;
  }

  /** Where the last bucket ends that something fell into. */
  #endUs(): number {
    let last = this.#high;
    while (last > 0 && this.#counts[last] === 0) last -= 1;
    return lowerUs(last) + widthUs(last);
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

function joined(parts: readonly (readonly number[])[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let done = 0;
  for (const part of parts) {
    whole.set(part, done);
    done += part.length;
  }
  return whole;
}
