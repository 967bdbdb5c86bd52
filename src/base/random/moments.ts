// Mean and variance of each law in closed form: what reports print about an input, and what tests hold
// samples against.

import type { Distribution } from "./distribution.ts";

import { unreachable } from "../invariant.ts";
import { logGamma } from "./special-functions.ts";

/** The mean of a law; Infinity where it has none. */
export function mean(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.value;
    case "uniform":
      return (distribution.low + distribution.high) / 2;
    case "exponential":
    case "erlang":
      return distribution.mean;
    case "lognormal":
      return Math.exp(distribution.location + (distribution.scale * distribution.scale) / 2);
    case "gamma":
      return distribution.shape * distribution.scale;
    case "weibull":
      return distribution.scale * weibullMoment(distribution.shape, 1);
    case "pareto":
      return paretoMoment(distribution.shape, distribution.minimum, 1);
    case "empirical":
      return empiricalMoment(distribution.fractions, distribution.values, (a, b) => (a + b) / 2);
    case "hyperexponential":
      return distribution.means.reduce((sum, part, index) => sum + distribution.weights[index]! * part, 0);
    default:
      return unreachable(distribution);
  }
}

/** The variance of a law; Infinity where it has none. */
export function variance(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return 0;
    case "uniform":
      return square(distribution.high - distribution.low) / 12;
    case "exponential":
      return square(distribution.mean);
    case "erlang":
      return square(distribution.mean) / distribution.stages;
    case "lognormal":
      return (Math.exp(square(distribution.scale)) - 1) * square(mean(distribution));
    case "gamma":
      return distribution.shape * square(distribution.scale);
    case "weibull":
    case "pareto":
    case "empirical":
    case "hyperexponential":
      return varianceBySecondMoment(distribution);
    default:
      return unreachable(distribution);
  }
}

type LawWithoutShortForm = Extract<Distribution, { kind: "weibull" | "pareto" | "empirical" | "hyperexponential" }>;

function varianceBySecondMoment(distribution: LawWithoutShortForm): number {
  const second = secondMoment(distribution);
  return second === Infinity ? Infinity : second - square(mean(distribution));
}

/** The mean of the square; Infinity where it has none. */
function secondMoment(distribution: LawWithoutShortForm): number {
  switch (distribution.kind) {
    case "weibull":
      return square(distribution.scale) * weibullMoment(distribution.shape, 2);
    case "pareto":
      return paretoMoment(distribution.shape, distribution.minimum, 2);
    case "empirical":
      return empiricalMoment(distribution.fractions, distribution.values, (a, b) => (a * a + a * b + b * b) / 3);
    case "hyperexponential":
      return distribution.means.reduce((sum, part, index) => sum + 2 * distribution.weights[index]! * square(part), 0);
    default:
      return unreachable(distribution);
  }
}

function weibullMoment(shape: number, order: number): number {
  return Math.exp(logGamma(1 + order / shape));
}

function paretoMoment(shape: number, minimum: number, order: 1 | 2): number {
  if (shape <= order) return Infinity;
  return (shape * (order === 1 ? minimum : square(minimum))) / (shape - order);
}

/** Sum over the straight pieces of (their share) * (the moment of a uniform law from a to b). */
function empiricalMoment(
  fractions: readonly number[],
  values: readonly number[],
  uniformMoment: (low: number, high: number) => number,
): number {
  let sum = 0;
  for (let index = 1; index < fractions.length; index += 1) {
    sum += (fractions[index]! - fractions[index - 1]!) * uniformMoment(values[index - 1]!, values[index]!);
  }
  return sum;
}

function square(x: number): number {
  return x * x;
}
