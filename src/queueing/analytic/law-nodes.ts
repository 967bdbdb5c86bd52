// Laws of chance as few weighted values: each the mean of a slice of the law, thin slices where the tail is. The slices' means keep
// the mean of the whole; what is lost of the spread inside a slice is small beside that between them.

import { mean, variance } from "../../base/random/moments.ts";
import { logGamma, normalQuantile } from "../../base/random/special-functions.ts";
import { sample, type Distribution } from "../../base/random/distribution.ts";

import type { DiscreteLaw } from "./discrete-law.ts";

/**
 * Where the slices of a law end: few, or many where nothing else spreads the times. What people ask for (the median, 90, 95 and 99 percent)
 * lies in the middle of slices, because a slice is known by its mean.
 */
const FEW = [0.15, 0.3, 0.45, 0.55, 0.67, 0.78, 0.87, 0.93, 0.967, 0.984, 0.995, 0.999, 1];
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
  0.9995,
  1,
];
const SPREAD_FEW = [0.2, 0.4, 0.58, 0.74, 0.86, 0.932, 0.967, 0.984, 0.995, 1];

/** Points inside a slice that its mean is taken of. */
const POINTS = 24;
const GAMMA_STEPS = 4000;

/** A law in few and in many slices, and what theory asks of its moments. */
export interface SlicedLaw {
  readonly few: DiscreteLaw;
  readonly many: DiscreteLaw;
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

function slices(quantile: (fraction: number) => number, ends: readonly number[], exactMean: number): DiscreteLaw {
  if (quantile(0.001) === quantile(0.999)) return { values: [exactMean], weights: [1] };
  const values: number[] = [];
  const weights: number[] = [];
  let from = 0;
  let sum = 0;
  for (const end of ends) {
    let inside = 0;
    for (let point = 0; point < POINTS; point += 1) inside += quantile(from + ((end - from) * (point + 0.5)) / POINTS);
    const value = inside / POINTS;
    values.push(value);
    weights.push(end - from);
    sum += value * (end - from);
    from = end;
  }
  if (Number.isFinite(exactMean) && sum > 0) {
    for (let place = 0; place < values.length; place += 1) values[place]! *= exactMean / sum;
  }
  return { values, weights };
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

/** Standard values of a normal and of an exponential variable, by slice. */
interface StandardNodes {
  readonly normal: readonly number[];
  readonly exponential: DiscreteLaw;
  readonly ends: readonly number[];
  /** By shape times KEPT_SHAPES; made when first asked for. */
  readonly skewed: (readonly number[] | undefined)[];
}

const KEPT_SHAPES = 20;

const FEW_NODES = standardNodes(SPREAD_FEW);
const MANY_NODES = standardNodes(MANY);

function standardNodes(ends: readonly number[]): StandardNodes {
  const exponential = slices((fraction) => -Math.log1p(-fraction), ends, 1);
  const normal = slices((fraction) => normalQuantile(fraction), ends, NaN);
  return { normal: normal.values, exponential, ends, skewed: [] };
}

/**
 * A positive quantity by its mean and its squared mean by its variance (the shape), in few or many slices: a gamma law, by Wilson's and
 * Hilferty's cube (1931) where the shape is 1 or more. Below that, what is nothing with some chance and else exponential comes in question
 * too, with the same mean and variance.
 */
export class Spread {
  /** Chance of nothing at all. */
  readonly nothing: number;
  /** In units of `unitUs`. */
  readonly values: readonly number[];
  readonly unitUs: number;
  readonly weights: readonly number[];

  constructor(meanUs: number, shape: number, slicing: "few" | "many", below: "gamma" | "nothing") {
    const nodes = slicing === "few" ? FEW_NODES : MANY_NODES;
    const { values, weights } = nodes.exponential;
    this.weights = weights;
    const something = shape < 1 && below === "nothing" ? (2 * shape) / (1 + shape) : 1;
    this.nothing = 1 - something;
    this.unitUs = meanUs / something;
    if (shape >= 1.05) this.values = gammaValues(nodes, shape);
    else this.values = shape < 0.95 && below === "gamma" ? skewedValues(nodes, shape) : values;
  }
}

/** Of the gamma law with mean 1 and the nearest shape below 1 of the kept ones. */
function skewedValues(nodes: StandardNodes, shape: number): readonly number[] {
  const place = Math.max(1, Math.round(shape * KEPT_SHAPES));
  let values = nodes.skewed[place];
  if (values === undefined) {
    const kept = place / KEPT_SHAPES;
    values = slices(gammaQuantile(kept, 1 / kept), nodes.ends, 1).values;
    nodes.skewed[place] = values;
  }
  return values;
}

/** Of the gamma law with mean 1. */
function gammaValues({ normal, exponential }: StandardNodes, shape: number): readonly number[] {
  const values: number[] = [];
  const [centre, width] = [1 - 1 / (9 * shape), 1 / (3 * Math.sqrt(shape))];
  let sum = 0;
  for (let place = 0; place < normal.length; place += 1) {
    const root = Math.max(0, centre + normal[place]! * width);
    values.push(root * root * root);
    sum += values[place]! * exponential.weights[place]!;
  }
  for (let place = 0; place < values.length; place += 1) values[place]! /= sum;
  return values;
}
