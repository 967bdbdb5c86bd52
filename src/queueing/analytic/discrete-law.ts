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
/** Buckets side by side are one value until they have such a part of what is not below them, or of so rare a part of the whole. */
const FINENESS = 32;
const RARE = 1e-3;

/**
 * Gathers weighted values into buckets, so many to each doubling, and gives back one value a bucket: the mean of what fell into it.
 * Several that have little side by side give one. Means are thereby exact, and quantiles within a bucket's width, or a part of the whole.
 */
export class LawBuilder {
  readonly #shift: number;
  readonly #first: number;
  readonly #weights: Float64Array;
  readonly #sums: Float64Array;
  readonly #float = new Float32Array(1);
  readonly #bits = new Int32Array(this.#float.buffer);
  /** Where buckets begin, and the one after the last; and by how much the density of what lies evenly changes there. */
  readonly #begins: Float64Array;
  readonly #changes: Float64Array;
  /** How many more begin there than end. */
  readonly #opens: Int32Array;
  #low: number;
  #high = -1;

  /** `bits`: 2^bits buckets to each doubling. */
  constructor(bits: number) {
    this.#shift = FLOAT_FRACTION_BITS - bits;
    this.#first = (FLOAT_BIAS + LEAST_EXPONENT) << bits;
    const length = DOUBLINGS << bits;
    this.#weights = new Float64Array(length);
    this.#sums = new Float64Array(length);
    this.#changes = new Float64Array(length + 1);
    this.#opens = new Int32Array(length + 1);
    this.#begins = bucketBegins(bits);
    this.#low = length;
  }

  add(value: number, weight: number): void {
    if (weight === 0) return;
    const bucket = this.#bucketOf(value);
    this.#weights[bucket]! += weight;
    this.#sums[bucket]! += weight * value;
    if (bucket < this.#low) this.#low = bucket;
    if (bucket > this.#high) this.#high = bucket;
  }

  /** Adds what lies evenly up to `half` around a value, and not below 0. */
  addEven(value: number, half: number, weight: number): void {
    const reach = Math.min(half, value);
    const begin = value - reach;
    const end = value + reach;
    const low = this.#bucketHolding(begin);
    const high = this.#bucketHolding(end);
    if (low === high || weight === 0) {
      this.add(value, weight);
      return;
    }
    const density = weight / (end - begin);
    this.#addPiece(low, begin, this.#begins[low + 1]!, density);
    this.#addPiece(high, this.#begins[high]!, end, density);
    this.#changes[low + 1]! += density;
    this.#changes[high]! -= density;
    this.#opens[low + 1]! += 1;
    this.#opens[high]! -= 1;
    if (low < this.#low) this.#low = low;
    if (high > this.#high) this.#high = high;
  }

  addAll(law: DiscreteLaw, weight: number, laterUs = 0): void {
    const { values, weights } = law;
    for (let place = 0; place < values.length; place += 1) this.add(values[place]! + laterUs, weights[place]! * weight);
  }

  /** What was gathered; the builder is empty again afterwards. */
  build(): DiscreteLaw {
    const values: number[] = [];
    const weights: number[] = [];
    const all = this.#spreadOut();
    let left = all;
    let [weight, sum] = [0, 0];
    for (let bucket = this.#low; bucket <= this.#high; bucket += 1) {
      weight += this.#weights[bucket]!;
      sum += this.#sums[bucket]!;
      this.#weights[bucket] = 0;
      this.#sums[bucket] = 0;
      if (weight === 0 || (weight * FINENESS < Math.max(left, all * RARE) && this.#weights[bucket + 1]! > 0)) continue;
      values.push(sum / weight);
      weights.push(weight);
      left -= weight;
      [weight, sum] = [0, 0];
    }
    this.#low = this.#weights.length;
    this.#high = -1;
    return { values, weights };
  }

  /** Puts what lies evenly into the buckets; the weight of all. */
  #spreadOut(): number {
    let [density, open, all] = [0, 0, 0];
    for (let bucket = this.#low; bucket <= this.#high; bucket += 1) {
      density += this.#changes[bucket]!;
      open += this.#opens[bucket]!;
      this.#changes[bucket] = 0;
      this.#opens[bucket] = 0;
      if (open > 0) this.#addPiece(bucket, this.#begins[bucket]!, this.#begins[bucket + 1]!, density);
      // What sums are rounded by would else go on for ever.
      else density = 0;
      all += this.#weights[bucket]!;
    }
    return all;
  }

  #addPiece(bucket: number, begin: number, end: number, density: number): void {
    const weight = density * (end - begin);
    this.#weights[bucket]! += weight;
    this.#sums[bucket]! += (weight * (begin + end)) / 2;
  }

  /** Of the value as it is rounded: one just below a bucket's end is in the next. */
  #bucketOf(value: number): number {
    this.#float[0] = value;
    const place = (this.#bits[0]! >> this.#shift) - this.#first;
    return place < 0 ? 0 : Math.min(place, this.#weights.length - 1);
  }

  #bucketHolding(value: number): number {
    const bucket = this.#bucketOf(value);
    return bucket > 0 && this.#begins[bucket]! > value ? bucket - 1 : bucket;
  }
}

/** By bits: they are the same for all builders. */
const BEGINS = new Map<number, Float64Array>();

/** Where each of 2^bits buckets to a doubling begins, and where the last one ends. */
function bucketBegins(bits: number): Float64Array {
  const known = BEGINS.get(bits);
  if (known !== undefined) return known;
  const float = new Float32Array(1);
  const asBits = new Int32Array(float.buffer);
  const begins = Float64Array.from({ length: (DOUBLINGS << bits) + 1 }, (_, bucket) => {
    asBits[0] = (bucket + ((FLOAT_BIAS + LEAST_EXPONENT) << bits)) << (FLOAT_FRACTION_BITS - bits);
    return bucket === 0 ? 0 : float[0]!;
  });
  BEGINS.set(bits, begins);
  return begins;
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
