// Which pairs of factors charts of two factors draw, and how pairs are called.

import type { Factor, SweepResult } from "../../../experiment/sweep-result.ts";

import { factorTitle } from "../figure-titles.ts";

/** A pair of factors: one along an axis, the other told apart by colour or along the other axis. */
export interface FactorPair {
  readonly along: number;
  readonly by: number;
}

/** All pairs of different factors for which `suits` holds, in the design's order; of the two orders of a pair the first. */
export function factorPairs(
  { design: { factors } }: SweepResult,
  suits: (along: Factor, by: Factor) => boolean,
): readonly FactorPair[] {
  return factors.flatMap((one, first) =>
    factors.slice(first + 1).flatMap((other, offset): FactorPair[] => {
      const second = first + 1 + offset;
      if (suits(one, other)) return [{ along: first, by: second }];
      return suits(other, one) ? [{ along: second, by: first }] : [];
    }),
  );
}

/** The factor's name in as few letters as tell it from the others. */
export function titleOf({ design: { factors } }: SweepResult, factor: number): string {
  return factorTitle(
    factors[factor]!.name,
    factors.map(({ name }) => name),
  );
}
