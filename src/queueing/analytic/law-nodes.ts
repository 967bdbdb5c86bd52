// Laws of chance as few weighted values: each the mean of a slice of the law, thin slices where the tail is. The slices' means keep
// the mean of the whole, and what lies in a slice is taken to lie evenly around its mean, as widely as it does: shares of what is rare
// would else jump from slice to slice.

import { mean, variance } from "../../base/random/moments.ts";
import { logGamma, normalQuantile } from "../../base/random/special-functions.ts";
import { sample, type Distribution } from "../../base/random/distribution.ts";

import type { DiscreteLaw } from "./discrete-law.ts";

/**
 * Where the slices of a law end: few, or many where nothing else spreads the times. What people ask for (the median, 90, 95 and 99 percent)
 * lies in the middle of slices, because a slice is known by its mean.
 */
const FEW = [0.15, 0.3, 0.45, 0.55, 0.67, 0.78, 0.87, 0.93, 0.967, 0.984, 0.992, 0.997, 0.999, 0.9997, 1];
const MANY = [
  ...Array.from({ length: 36 }, (_, step) => (step + 0.5) / 40),
  0.91,
  0.93,
  0.943,
  0.957,
  0.967,
  0.976,
  0.985,
  0.9945,
  0.998,
  0.9993,
  0.9998,
  1,
];
/** Of what is spread around each need. */
const SPREAD = [0.2, 0.4, 0.58, 0.74, 0.86, 0.932, 0.967, 0.984, 0.9925, 0.9965, 0.9985, 0.9995, 1];

/** Points inside a slice that its mean is taken of. */
const POINTS = 24;
const GAMMA_STEPS = 4000;

/** By place: the mean of a slice, its part of the whole, and how far from the mean what is in it reaches, with the same variance. */
export interface Slices extends DiscreteLaw {
  readonly halves: readonly number[];
}

/** A law in few and in many slices, and what theory asks of its moments. */
export interface SlicedLaw {
  readonly few: Slices;
  readonly many: Slices;
  readonly mean: number;
  readonly second: number;
  readonly third: number;
}

/** A law that is never negative, in slices. */
export function slicedLaw(law: Distribution): SlicedLaw {
  const quantile = quantileOf(law);
  const many = slices(quantile, MANY, mean(law));
  const few = slices(quantile, FEW, mean(law));
  const { second, third } = momentsOf(law, many);
  return { few, many, mean: mean(law), second, third };
}

/** The mean square and the mean cube: exact where the law has them in closed form, else of the slices. */
function momentsOf(law: Distribution, many: DiscreteLaw): { readonly second: number; readonly third: number } {
  if (law.kind === "lognormal") {
    const { location, scale } = law;
    const [second, third] = [2 * location + 2 * scale * scale, 3 * location + 4.5 * scale * scale];
    return { second: Math.exp(second), third: Math.exp(third) };
  }
  let [second, third] = [0, 0];
  for (let place = 0; place < many.values.length; place += 1) {
    const value = many.values[place]!;
    second += many.weights[place]! * value * value;
    third += many.weights[place]! * value * value * value;
  }
  const exact = variance(law) + mean(law) * mean(law);
  return { second: Number.isFinite(exact) ? exact : second, third };
}

function slices(quantile: (fraction: number) => number, ends: readonly number[], exactMean: number): Slices {
  if (quantile(0.001) === quantile(0.999)) return { values: [exactMean], weights: [1], halves: [0] };
  const values: number[] = [];
  const weights: number[] = [];
  const halves: number[] = [];
  let from = 0;
  let sum = 0;
  for (const end of ends) {
    const points = Array.from({ length: POINTS }, (_, point) =>
      quantile(from + ((end - from) * (point + 0.5)) / POINTS),
    );
    const value = points.reduce((total, one) => total + one, 0) / POINTS;
    const squares = points.reduce((total, one) => total + (one - value) * (one - value), 0) / POINTS;
    values.push(value);
    weights.push(end - from);
    halves.push(Math.sqrt(3 * squares));
    sum += value * (end - from);
    from = end;
  }
  if (!(Number.isFinite(exactMean) && sum > 0)) return { values, weights, halves };
  const scaled = (lengths: readonly number[]): number[] => lengths.map((length) => (length * exactMean) / sum);
  return { values: scaled(values), weights, halves: scaled(halves) };
}

/** The value that the fraction of a law does not exceed, for fractions between 0 and 1. */
function quantileOf(law: Distribution): (fraction: number) => number {
  switch (law.kind) {
    case "gamma":
      return gammaQuantile(law.shape, law.scale);
    case "erlang":
      return gammaQuantile(law.stages, law.mean / law.stages);
    case "hyperexponential":
      return hyperexponentialQuantile(law.weights, law.means);
    default:
      // Drawn by the inverse of the distribution function from one number.
      return (fraction) => sample(law, { nextUnit: () => fraction });
  }
}

/** By a table of the distribution function over a range that holds all but 1e-12, in even steps of the logarithm. */
function gammaQuantile(shape: number, scale: number): (fraction: number) => number {
  const low = Math.log(scale) - (30 + logGamma(shape + 1)) / shape - 1;
  const high = Math.log(scale * (shape + 12 * Math.sqrt(shape) + 40));
  const step = (high - low) / GAMMA_STEPS;
  const sums = new Float64Array(GAMMA_STEPS + 1);
  for (let place = 1; place <= GAMMA_STEPS; place += 1) {
    const logarithm = low + (place - 0.5) * step;
    const scaled = logarithm - Math.log(scale);
    sums[place] = sums[place - 1]! + step * Math.exp(shape * scaled - Math.exp(scaled) - logGamma(shape));
  }
  return (fraction) => {
    const wanted = fraction * sums[GAMMA_STEPS]!;
    const place = firstAtLeast(sums, wanted);
    const width = sums[place]! - sums[place - 1]!;
    return Math.exp(low + (place - 1 + (wanted - sums[place - 1]!) / width) * step);
  };
}

function firstAtLeast(sums: Float64Array, wanted: number): number {
  let [low, high] = [0, sums.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle]! >= wanted) high = middle;
    else low = middle;
  }
  return high;
}

function hyperexponentialQuantile(weights: readonly number[], means: readonly number[]): (fraction: number) => number {
  const longest = Math.max(...means);
  return (fraction) => {
    let [low, high] = [0, -longest * Math.log1p(-fraction) + Number.MIN_VALUE];
    for (let halving = 0; halving < 60; halving += 1) {
      const middle = (low + high) / 2;
      let above = 0;
      for (const [part, weight] of weights.entries()) above += weight * Math.exp(-middle / means[part]!);
      if (above > 1 - fraction) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
}

/** Standard values of an exponential and of a normal variable. */
const EXPONENTIAL = slices((fraction) => -Math.log1p(-fraction), SPREAD, 1);
const NORMAL = slices((fraction) => normalQuantile(fraction), SPREAD, NaN);

const KEPT_SHAPES = 20;
/** By shape times KEPT_SHAPES; made when first asked for. */
const SKEWED: (Slices | undefined)[] = [];

/**
 * A positive quantity by its mean and its squared mean by its variance (the shape), in few or many slices: a gamma law, by Wilson's and
 * Hilferty's cube (1931) where the shape is 1 or more. Below that, what is nothing with some chance and else exponential comes in question
 * too, with the same mean and variance.
 */
export class Spread implements Slices {
  /** Chance of nothing at all. */
  readonly nothing: number;
  /** In units of `unitUs`, as the halves are. */
  readonly values: readonly number[];
  readonly halves: readonly number[];
  readonly unitUs: number;
  readonly weights: readonly number[];

  constructor(meanUs: number, shape: number, below: "gamma" | "nothing") {
    const something = shape < 1 && below === "nothing" ? (2 * shape) / (1 + shape) : 1;
    this.nothing = 1 - something;
    this.unitUs = meanUs / something;
    const { values, halves, weights } = standardGamma(shape < 1 && below === "nothing" ? 1 : shape);
    this.values = values;
    this.halves = halves;
    this.weights = weights;
  }
}

/** Of the gamma law with mean 1. */
function standardGamma(shape: number): Slices {
  if (shape >= 1.05) return cubed(shape);
  return shape < 0.95 ? skewed(shape) : EXPONENTIAL;
}

/** The nearest shape below 1 of the kept ones. */
function skewed(shape: number): Slices {
  const place = Math.max(1, Math.round(shape * KEPT_SHAPES));
  const kept = place / KEPT_SHAPES;
  return (SKEWED[place] ??= slices(gammaQuantile(kept, 1 / kept), SPREAD, 1));
}

function cubed(shape: number): Slices {
  const values: number[] = [];
  const halves: number[] = [];
  const { weights } = EXPONENTIAL;
  const [centre, width] = [1 - 1 / (9 * shape), 1 / (3 * Math.sqrt(shape))];
  let sum = 0;
  for (let place = 0; place < weights.length; place += 1) {
    const root = Math.max(0, centre + NORMAL.values[place]! * width);
    values.push(root * root * root);
    halves.push(3 * root * root * width * NORMAL.halves[place]!);
    sum += values[place]! * weights[place]!;
  }
  for (let place = 0; place < values.length; place += 1) {
    values[place]! /= sum;
    halves[place]! /= sum;
  }
  return { values, halves, weights };
}
