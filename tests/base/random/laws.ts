// One or more examples of each kind of law, for tests that hold for all. A kind without an example does not compile.

import type { Distribution } from "../../../src/base/random/distribution.ts";

type Examples = { readonly [Kind in Distribution["kind"]]: readonly Extract<Distribution, { kind: Kind }>[] };

const EXAMPLES: Examples = {
  constant: [{ kind: "constant", value: 3.25 }],
  uniform: [{ kind: "uniform", low: -2, high: 5 }],
  exponential: [{ kind: "exponential", mean: 0.25 }],
  lognormal: [
    { kind: "lognormal", location: 1, scale: 0.5 },
    { kind: "lognormal", location: -3, scale: 1 },
  ],
  gamma: [
    { kind: "gamma", shape: 2.5, scale: 3 },
    { kind: "gamma", shape: 0.4, scale: 1 },
    { kind: "gamma", shape: 30, scale: 0.1 },
  ],
  weibull: [
    { kind: "weibull", shape: 1.7, scale: 10 },
    { kind: "weibull", shape: 0.8, scale: 1 },
  ],
  pareto: [{ kind: "pareto", shape: 5, minimum: 2 }],
  erlang: [
    { kind: "erlang", stages: 4, mean: 2 },
    { kind: "erlang", stages: 1, mean: 7 },
  ],
  empirical: [{ kind: "empirical", fractions: [0, 0.5, 0.9, 0.99, 1], values: [1, 2, 4, 10, 30] }],
  hyperexponential: [{ kind: "hyperexponential", weights: [0.7, 0.2, 0.1], means: [1, 5, 20] }],
};

export const LAWS: readonly Distribution[] = Object.values(EXAMPLES).flat();

/** A law in a few words, for the name of a test. */
export function describeLaw(law: Distribution): string {
  return JSON.stringify(law).replaceAll(/["{}]/g, "").replace("kind:", "");
}
