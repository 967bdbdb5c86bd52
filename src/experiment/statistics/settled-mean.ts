// When a mean is known well enough: the half-width of its interval is a small enough part of a scale, and stays so while a few
// more values come, because the spread of few values is sometimes small by chance.
// Source: Hoad, Robinson and Davies 2010, Automated selection of the number of replications for a discrete-event simulation,
// J. Operational Research Society 61 (half-width over mean, look-ahead of 5, longer past 100 replications).

import { studentReach } from "./mean-interval.ts";

/** Values before the first look: Student's interval of fewer is too wide to stop at, or narrow by chance. */
const VALUES_MIN = 5;
/** Values over which the half-width has to stay small enough; past 100 values, that part of a hundred. */
const LOOK_AHEAD = 5;
/** Nobody looks further than this many times the values that there are: a guess from few may be far off. */
const GROWTH = 2;

/** What is asked of a mean. */
export interface Precision {
  /** Half-width over scale: 0.05. */
  readonly ratio: number;
  readonly confidence: number;
  /** A half-width of no more than this is small enough, however large a part it is; in the unit of the values. */
  readonly negligible: number;
}

/** A value, and the one that the scale is the mean of: the same, or that of the baseline where differences are looked at. */
export interface ScaledValue {
  readonly value: number;
  readonly scale: number;
}

/** How many values are wanted in all: no more than there are if the mean is settled. In the order of the replications. */
export function valuesWanted(values: readonly ScaledValue[], precision: Precision): number {
  const running = new RunningMean();
  let preciseSince: number | undefined;
  for (const value of values) {
    running.add(value);
    if (running.count < VALUES_MIN) continue;
    if (!running.isPrecise(precision)) preciseSince = undefined;
    else preciseSince ??= running.count;
    if (preciseSince !== undefined && running.count >= withLookAhead(preciseSince)) return running.count;
  }
  if (preciseSince !== undefined) return withLookAhead(preciseSince);
  if (running.count < VALUES_MIN) return withLookAhead(VALUES_MIN);
  return Math.min(GROWTH * running.count, withLookAhead(running.countForPrecision(precision)));
}

/** Half-width over scale of all values; 0 where nothing varies, infinite where that cannot be said. */
export function relativeHalfWidth(values: readonly ScaledValue[], confidence: number): number {
  const running = new RunningMean();
  for (const value of values) running.add(value);
  return running.relativeHalfWidth(confidence);
}

function withLookAhead(count: number): number {
  return count + Math.max(LOOK_AHEAD, Math.floor((LOOK_AHEAD * count) / 100));
}

/** Mean and spread as values come (Welford's sums). */
class RunningMean {
  count = 0;
  #mean = 0;
  #squares = 0;
  #scaleSum = 0;

  add({ value, scale }: ScaledValue): void {
    this.count += 1;
    const deviation = value - this.#mean;
    this.#mean += deviation / this.count;
    this.#squares += deviation * (value - this.#mean);
    this.#scaleSum += scale;
  }

  isPrecise(precision: Precision): boolean {
    return this.#timesTooWide(precision) <= 1;
  }

  relativeHalfWidth(confidence: number): number {
    return this.#halfWidthIn(this.#scale, confidence);
  }

  /** If spread and mean stay as they are: the half-width shrinks with the root of the count. Infinite for a mean of 0. */
  countForPrecision(precision: Precision): number {
    const times = this.#timesTooWide(precision);
    return Math.ceil(this.count * times * times);
  }

  get #scale(): number {
    return Math.abs(this.#scaleSum / this.count);
  }

  #timesTooWide({ ratio, confidence, negligible }: Precision): number {
    return this.#halfWidthIn(Math.max(ratio * this.#scale, negligible), confidence);
  }

  /** 0 where nothing varies; infinite where two values are missing, or what it is a part of is 0. */
  #halfWidthIn(whole: number, confidence: number): number {
    if (this.count < 2) return Infinity;
    if (this.#squares === 0) return 0;
    const halfWidth = knownReach(confidence, this.count) * Math.sqrt(this.#squares / (this.count - 1));
    return whole === 0 ? Infinity : halfWidth / whole;
  }
}

/** By confidence and count: the same few hundred are asked for over and over. */
const KNOWN_REACHES = new Map<string, number>();

function knownReach(confidence: number, count: number): number {
  const key = `${confidence} ${count}`;
  const known = KNOWN_REACHES.get(key) ?? studentReach(confidence, count);
  KNOWN_REACHES.set(key, known);
  return known;
}
