// Laws of chance as plain data, and how to draw from them. Each draw by the inverse of the distribution
// function where there is one (one uniform number a value, so that compared runs stay in step), else by a
// published method. Units are the user's: a law of seconds gives seconds.

import { invariant, unreachable } from "../invariant.ts";

import type { RandomSource } from "./random-source.ts";
import { normalQuantile, power } from "./special-functions.ts";

/** A law of a real quantity, by kind. */
export type Distribution =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "exponential"; readonly mean: number }
  /** exp of a normal variable with mean `location` and standard deviation `scale`. */
  | { readonly kind: "lognormal"; readonly location: number; readonly scale: number }
  /** Mean `shape * scale`. */
  | { readonly kind: "gamma"; readonly shape: number; readonly scale: number }
  | { readonly kind: "weibull"; readonly shape: number; readonly scale: number }
  /** Values from `minimum` on; the chance to exceed x is (minimum / x) ^ shape. */
  | { readonly kind: "pareto"; readonly shape: number; readonly minimum: number }
  /** The sum of `stages` exponential parts; `mean` is that of the sum. */
  | { readonly kind: "erlang"; readonly stages: number; readonly mean: number }
  /**
   * Measured quantiles: the value at `fractions[i]` is `values[i]`, straight lines between. Both ascend,
   * fractions from 0 to 1.
   */
  | { readonly kind: "empirical"; readonly fractions: readonly number[]; readonly values: readonly number[] }
  /** One of several exponential laws: `means[i]` with chance `weights[i]`; the weights sum to 1. */
  | { readonly kind: "hyperexponential"; readonly weights: readonly number[]; readonly means: readonly number[] };

/** One value of a law. */
export function sample(distribution: Distribution, source: RandomSource): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "uniform":
      return distribution.low + (distribution.high - distribution.low) * source.nextUnit();
    case "exponential":
      return distribution.mean * standardExponential(source);
    case "lognormal":
      return Math.exp(distribution.location + distribution.scale * standardNormal(source));
    case "gamma":
      return distribution.scale * standardGamma(distribution.shape, source);
    case "weibull":
      return distribution.scale * power(standardExponential(source), 1 / distribution.shape);
    case "pareto":
      return distribution.minimum * Math.exp(standardExponential(source) / distribution.shape);
    case "erlang":
      return sampleErlang(distribution.stages, distribution.mean, source);
    case "empirical":
      return quantileBetween(distribution.fractions, distribution.values, source.nextUnit());
    case "hyperexponential":
      return chooseByWeight(distribution.weights, distribution.means, source) * standardExponential(source);
    default:
      return unreachable(distribution);
  }
}

/** The lognormal law with this median and 99th percentile, as latencies are usually published. */
export function lognormalFromMedianAndP99(median: number, p99: number): Distribution {
  invariant(median > 0 && p99 >= median, "a 99th percentile is not below its median", { median, p99 });
  return { kind: "lognormal", location: Math.log(median), scale: Math.log(p99 / median) / normalQuantile(0.99) };
}

/** The lognormal law with this mean and coefficient of variation (standard deviation / mean). */
export function lognormalFromMean(mean: number, coefficientOfVariation: number): Distribution {
  invariant(mean > 0 && coefficientOfVariation >= 0, "a mean is positive", { mean, coefficientOfVariation });
  const logVariance = Math.log1p(coefficientOfVariation * coefficientOfVariation);
  return { kind: "lognormal", location: Math.log(mean) - logVariance / 2, scale: Math.sqrt(logVariance) };
}

function standardExponential(source: RandomSource): number {
  return -Math.log1p(-source.nextUnit());
}

function standardNormal(source: RandomSource): number {
  let unit = source.nextUnit();
  // The law has no value at 0; one number in 2^53 is drawn again.
  while (unit === 0) unit = source.nextUnit();
  return normalQuantile(unit);
}

/** Marsaglia and Tsang, ACM TOMS 26 (2000): for shapes from 1 on; smaller ones through shape + 1. */
function standardGamma(shape: number, source: RandomSource): number {
  if (shape < 1) return standardGamma(shape + 1, source) * Math.exp(-standardExponential(source) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(source);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (-standardExponential(source) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function sampleErlang(stages: number, mean: number, source: RandomSource): number {
  let sum = 0;
  for (let stage = 0; stage < stages; stage += 1) sum += standardExponential(source);
  return (sum * mean) / stages;
}

function chooseByWeight(weights: readonly number[], values: readonly number[], source: RandomSource): number {
  let rest = source.nextUnit();
  let index = 0;
  while (index < weights.length - 1 && rest >= weights[index]!) {
    rest -= weights[index]!;
    index += 1;
  }
  return values[index]!;
}

function quantileBetween(fractions: readonly number[], values: readonly number[], unit: number): number {
  let low = 0;
  let high = fractions.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fractions[middle]! <= unit) low = middle;
    else high = middle;
  }
  const width = fractions[high]! - fractions[low]!;
  const share = width > 0 ? (unit - fractions[low]!) / width : 0;
  return values[low]! + share * (values[high]! - values[low]!);
}
