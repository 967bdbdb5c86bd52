// Laws of times as few weighted values, for sums and maxima by the thousand. Values are in µs and ascend. The weights sum to the
// chance that there is a time at all: 1, or less where the rest failed.

/** Plain lists, as laws are made by the thousand and soon forgotten: memory outside of the heap costs more than filling it. */
export interface DiscreteLaw {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** No time at all passes. */
export const AT_ONCE: DiscreteLaw = { values: [0], weights: [1] };
export const NEVER: DiscreteLaw = { values: [], weights: [] };

/** Below a thousandth of a µs all is alike, above 2^42 µs too. */
const LEAST_EXPONENT = -10;
const DOUBLINGS = 52;
const FLOAT_BIAS = 127;
const FLOAT_FRACTION_BITS = 23;

/**
 * Gathers weighted values into buckets, so many to each doubling, and gives back one value a bucket: the mean of what fell into it.
 * Means are thereby exact, and quantiles within a bucket's width.
 */
export class LawBuilder {
  readonly #shift: number;
  readonly #first: number;
  readonly #weights: Float64Array;
  readonly #sums: Float64Array;
  readonly #float = new Float32Array(1);
  readonly #bits = new Int32Array(this.#float.buffer);
  #low: number;
  #high = -1;

  /** `bits`: 2^bits buckets to each doubling. */
  constructor(bits: number) {
    this.#shift = FLOAT_FRACTION_BITS - bits;
    this.#first = (FLOAT_BIAS + LEAST_EXPONENT) << bits;
    const length = DOUBLINGS << bits;
    this.#weights = new Float64Array(length);
    this.#sums = new Float64Array(length);
    this.#low = length;
  }

  add(value: number, weight: number): void {
    if (weight === 0) return;
    this.#float[0] = value;
    const place = (this.#bits[0]! >> this.#shift) - this.#first;
    const bucket = place < 0 ? 0 : Math.min(place, this.#weights.length - 1);
    this.#weights[bucket]! += weight;
    this.#sums[bucket]! += weight * value;
    if (bucket < this.#low) this.#low = bucket;
    if (bucket > this.#high) this.#high = bucket;
  }

  addAll(law: DiscreteLaw, weight: number, laterUs = 0): void {
    const { values, weights } = law;
    for (let place = 0; place < values.length; place += 1) this.add(values[place]! + laterUs, weights[place]! * weight);
  }

  /** What was gathered; the builder is empty again afterwards. */
  build(): DiscreteLaw {
    const values: number[] = [];
    const weights: number[] = [];
    for (let bucket = this.#low; bucket <= this.#high; bucket += 1) {
      const weight = this.#weights[bucket]!;
      if (weight === 0) continue;
      values.push(this.#sums[bucket]! / weight);
      weights.push(weight);
      this.#weights[bucket] = 0;
      this.#sums[bucket] = 0;
    }
    this.#low = this.#weights.length;
    this.#high = -1;
    return { values, weights };
  }
}

/** The chance that there is a time at all. */
export function massOf({ weights }: DiscreteLaw): number {
  let sum = 0;
  for (let place = 0; place < weights.length; place += 1) sum += weights[place]!;
  return sum;
}

/** The sum of values times weights: the mean where the weights sum to 1. */
export function totalOf({ values, weights }: DiscreteLaw): number {
  let sum = 0;
  for (let place = 0; place < weights.length; place += 1) sum += values[place]! * weights[place]!;
  return sum;
}

/** The variance of those times that there are. */
export function varianceOf(law: DiscreteLaw): number {
  const mass = massOf(law);
  if (!(mass > 0)) return 0;
  const mean = totalOf(law) / mass;
  let sum = 0;
  for (let place = 0; place < law.values.length; place += 1)
    sum += law.weights[place]! * (law.values[place]! - mean) * (law.values[place]! - mean);
  return sum / mass;
}

/** The same law in the builder's buckets. */
export function inBuckets(law: DiscreteLaw, builder: LawBuilder): DiscreteLaw {
  builder.addAll(law, 1);
  return builder.build();
}

/** The law of one after the other, independent; in the builder's buckets. */
export function oneAfterAnother(left: DiscreteLaw, right: DiscreteLaw, builder: LawBuilder): DiscreteLaw {
  if (isAtOnce(right)) return left;
  if (isAtOnce(left)) return right;
  for (let place = 0; place < right.values.length; place += 1)
    builder.addAll(left, right.weights[place]!, right.values[place]);
  return builder.build();
}

/** The law of the later of two that begin together, independent. Both must be there. */
export function laterOf(left: DiscreteLaw, right: DiscreteLaw): DiscreteLaw {
  if (isAtOnce(right)) return left;
  if (isAtOnce(left)) return right;
  const values: number[] = [];
  const weights: number[] = [];
  let [ofLeft, ofRight, leftSum, rightSum] = [0, 0, 0, 0];
  while (ofLeft < left.values.length || ofRight < right.values.length) {
    const takesLeft = ofRight >= right.values.length || left.values[ofLeft]! <= right.values[ofRight]!;
    const value = takesLeft ? left.values[ofLeft]! : right.values[ofRight]!;
    const own = takesLeft ? left.weights[ofLeft]! : right.weights[ofRight]!;
    const weight = own * (takesLeft ? rightSum : leftSum);
    if (takesLeft) {
      leftSum += own;
      ofLeft += 1;
    } else {
      rightSum += own;
      ofRight += 1;
    }
    if (weight > 0) {
      values.push(value);
      weights.push(weight);
    }
  }
  return { values, weights };
}

function isAtOnce({ values, weights }: DiscreteLaw): boolean {
  return values.length === 1 && values[0] === 0 && weights[0] === 1;
}

/** What does not take longer than the limit, each weight times `factor`. */
export function withinLimit(law: DiscreteLaw, limitUs: number): DiscreteLaw {
  const { values, weights } = law;
  let count = values.length;
  while (count > 0 && values[count - 1]! > limitUs) count -= 1;
  return count === values.length ? law : { values: values.slice(0, count), weights: weights.slice(0, count) };
}
