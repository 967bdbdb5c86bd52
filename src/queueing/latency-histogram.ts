// How often which latency occurred, in buckets that are exact below 256 µs and at most 1/128 of their value wide above, with the
// shortest and the longest one as they were. Counts may be expectations and need not be whole. Histograms can be added up, so that
// minutes give hours and parts give a whole.

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
  /** The shortest, and how many are just as long: where nobody has to wait, these are most of them. */
  #shortestUs = Infinity;
  #shortestCount = 0;
  #longestUs = 0;

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
    if (weight === 0) return;
    const exactUs = inWholeNanoseconds(us);
    const bucket = bucketOf(exactUs);
    if (bucket < this.#low || bucket > this.#high) this.#reach(bucket, bucket);
    this.#counts[bucket]! += weight;
    this.#count += weight;
    this.#sumUs += us * weight;
    this.#noteEnds(exactUs, weight, exactUs);
  }

  /** Adds latencies, which ascend, with weights above 0, each `times` times; both arrays stay as they are. */
  recordAll(values: readonly number[], weights: readonly number[], times: number): void {
    let count = 0;
    let sumUs = 0;
    for (let place = 0; place < values.length; place += 1) {
      count += weights[place]!;
      sumUs += weights[place]! * values[place]!;
    }
    this.#count += count * times;
    this.#sumUs += sumUs * times;
    if (count * times > 0) {
      this.#noteEnds(inWholeNanoseconds(values[0]!), weights[0]! * times, inWholeNanoseconds(values.at(-1)!));
    }
    this.#countLater({ values, weights, times });
  }

  /** Adds all of another one, each counted `times` times. */
  addAll(other: LatencyHistogram, times = 1): void {
    this.#count += other.#count * times;
    this.#sumUs += other.#sumUs * times;
    if (other.#count * times > 0) this.#noteEnds(other.#shortestUs, other.#shortestCount * times, other.#longestUs);
    this.#addCounts(other, times);
    const uncounted = other.#uncounted;
    for (let place = 0; place < uncounted.length; place += 1) {
      const { values, weights, times: each } = uncounted[place]!;
      this.#countLater({ values, weights, times: each * times });
    }
  }

  /**
   * The latency that the fraction (0 to 1) of all does not exceed; within a bucket as if its latencies were even, but for those that are
   * the shortest. NaN where there is none.
   */
  quantileUs(fraction: number): number {
    invariant(fraction >= 0 && fraction <= 1, "a fraction lies between 0 and 1", { fraction });
    return this.quantilesUs([fraction])[0]!;
  }

  /** The same of several fractions, which ascend. Of all it is the longest, whatever sums are rounded to. */
  quantilesUs(fractions: readonly number[]): readonly number[] {
    const quantiles = fractions.map(() => NaN);
    if (this.#count === 0) return quantiles;
    this.#countAll();
    let before = this.#shortestCount;
    let place = 0;
    while (place < fractions.length && fractions[place]! * this.#count <= before && fractions[place]! < 1) {
      quantiles[place] = this.#shortestUs;
      place += 1;
    }
    const first = bucketOf(this.#shortestUs);
    for (let bucket = first; bucket <= this.#high && place < fractions.length; bucket += 1) {
      const here = bucket === first ? this.#counts[bucket]! - before : this.#counts[bucket]!;
      if (here <= 0) continue;
      while (place < fractions.length && fractions[place]! < 1 && fractions[place]! * this.#count - before <= here) {
        const [fromUs, untilUs] = this.#endsOf(bucket);
        quantiles[place] = fromUs + (untilUs - fromUs) * ((fractions[place]! * this.#count - before) / here);
        place += 1;
      }
      before += here;
    }
    return quantiles.fill(this.#longestUs, place);
  }

  /** Which part of all took longer; NaN where there is none. */
  fractionAbove(us: number): number {
    if (this.#count > 0 && us < this.#shortestUs) return 1;
    if (this.#count > 0 && us >= this.#longestUs) return 0;
    this.#countAll();
    const bucket = bucketOf(us);
    let above = 0;
    for (let higher = Math.max(bucket + 1, this.#low); higher <= this.#high; higher += 1) {
      above += this.#counts[higher]!;
    }
    const alike = bucket === bucketOf(this.#shortestUs) ? this.#shortestCount : 0;
    const here = Math.max(0, (this.#counts[bucket] ?? 0) - alike);
    const [fromUs, untilUs] = this.#endsOf(bucket);
    return (above + here * ((untilUs - us) / (untilUs - fromUs))) / this.#count;
  }

  clear(): void {
    this.#counts.fill(0, this.#low, this.#high + 1);
    this.#low = NONE_LOW;
    this.#high = -1;
    this.#uncounted = [];
    this.#count = 0;
    this.#sumUs = 0;
    this.#shortestUs = Infinity;
    this.#shortestCount = 0;
    this.#longestUs = 0;
  }

  /** What is not counted yet is not counted for it: how counts are summed does not hang on who looks. */
  snapshot(): Snapshot {
    const uncounted = this.#uncounted;
    return {
      counts: this.#counts.slice(Math.min(this.#low, this.#high + 1), this.#high + 1),
      sums: Float64Array.of(this.#count, this.#sumUs, this.#low),
      ends: Float64Array.of(this.#shortestUs, this.#shortestCount, this.#longestUs),
      values: joined(uncounted.map(({ values }) => values)),
      weights: joined(uncounted.map(({ weights }) => weights)),
      uncounted: Float64Array.from(uncounted.flatMap(({ values, times }) => [values.length, times])),
    };
  }

  restore(saved: Snapshot): void {
    const { counts, sums, ends, values, weights, uncounted } = saved as Record<string, Float64Array>;
    this.#counts = NO_COUNTS;
    this.clear();
    [this.#count, this.#sumUs] = [sums![0]!, sums![1]!];
    [this.#shortestUs, this.#shortestCount, this.#longestUs] = [ends![0]!, ends![1]!, ends![2]!];
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
    // The first one is counted where the shortest is told to be.
    const first = bucketOf(inWholeNanoseconds(values[0]!));
    this.#reach(first, bucketOf(inWholeNanoseconds(values.at(-1)!)));
    const counts = this.#counts;
    counts[first]! += weights[0]! * times;
    for (let place = 1; place < values.length; place += 1) counts[bucketOf(values[place]!)]! += weights[place]! * times;
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

  #noteEnds(shortestUs: number, shortestCount: number, longestUs: number): void {
    if (shortestUs < this.#shortestUs) {
      this.#shortestUs = shortestUs;
      this.#shortestCount = shortestCount;
    } else if (shortestUs === this.#shortestUs) this.#shortestCount += shortestCount;
    if (longestUs > this.#longestUs) this.#longestUs = longestUs;
  }

  /** Between which latencies those of a bucket lie. */
  #endsOf(bucket: number): readonly [fromUs: number, untilUs: number] {
    const lowerEndUs = lowerUs(bucket);
    const upperEndUs = lowerEndUs + widthUs(bucket);
    // One of over an hour lies beyond the last bucket.
    const untilUs = upperEndUs > MAX_US ? this.#longestUs : Math.min(upperEndUs, this.#longestUs);
    return [Math.max(lowerEndUs, this.#shortestUs), Math.max(untilUs, lowerEndUs)];
  }
}

/** Further digits are but what is left of the sums by which moments are found. */
function inWholeNanoseconds(us: number): number {
  return Math.round(us * 1000) / 1000;
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
