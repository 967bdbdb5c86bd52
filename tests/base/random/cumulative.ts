// Distribution functions of the laws, written from their textbook definitions and independent of how the
// product draws. Knows the laws' data, nothing of their generators.

import type { Distribution } from "../../../src/base/random/distribution.ts";

/** The probability that a value of the law is at most `x`. */
export function cumulativeOf(law: Distribution): (x: number) => number {
  switch (law.kind) {
    case "constant":
      return (x) => (x >= law.value ? 1 : 0);
    case "uniform":
      return (x) => Math.min(1, Math.max(0, (x - law.low) / (law.high - law.low)));
    case "exponential":
      return (x) => 1 - Math.exp(-x / law.mean);
    case "lognormal":
      return (x) => normalCumulative((Math.log(x) - law.location) / law.scale);
    case "gamma":
      return (x) => lowerGamma(law.shape, x / law.scale);
    case "weibull":
      return (x) => 1 - Math.exp(-((x / law.scale) ** law.shape));
    case "pareto":
      return (x) => (x < law.minimum ? 0 : 1 - (law.minimum / x) ** law.shape);
    case "erlang":
      return (x) => lowerGamma(law.stages, (x * law.stages) / law.mean);
    case "empirical":
      return (x) => interpolate(law.values, law.fractions, x);
    case "hyperexponential":
      return (x) =>
        law.weights.reduce((sum, weight, index) => sum + weight * (1 - Math.exp(-x / law.means[index]!)), 0);
  }
}

function interpolate(from: readonly number[], to: readonly number[], x: number): number {
  const after = from.findIndex((value) => value > x);
  if (after === -1) return 1;
  if (after === 0) return 0;
  const share = (x - from[after - 1]!) / (from[after]! - from[after - 1]!);
  return to[after - 1]! + share * (to[after]! - to[after - 1]!);
}

/** Through the gamma law with shape 1/2, since a squared normal variable has it. */
function normalCumulative(z: number): number {
  return z < 0 ? (1 - lowerGamma(0.5, (z * z) / 2)) / 2 : (1 + lowerGamma(0.5, (z * z) / 2)) / 2;
}

/** The regularised lower incomplete gamma function by its power series (all terms positive). */
function lowerGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  // Far above the mean of any law that is tested here; the series would overflow.
  if (x > 600) return 1;
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(shape * Math.log(x) - x - stirlingLogGamma(shape)));
}

/** log Γ by Stirling's series after raising the argument to 20 or more. */
function stirlingLogGamma(x: number): number {
  let shifted = x;
  let product = 0;
  while (shifted < 20) {
    product += Math.log(shifted);
    shifted += 1;
  }
  const series = 1 / (12 * shifted) - 1 / (360 * shifted ** 3) + 1 / (1260 * shifted ** 5);
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - product;
}
