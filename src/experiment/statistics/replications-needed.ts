// How many replications a wanted half-width takes, guessed from the spread of those that there are.
// Source: Law, Simulation Modeling and Analysis, 5th edition, section 9.4.1 (the spread is taken as known; Stein's idea).

import { invariant } from "../../base/invariant.ts";

import { studentReach } from "./mean-interval.ts";
import { sampleMoments } from "./sample-moments.ts";

/** A guess from a few runs is not taken further than this. */
export const REPLICATIONS_MAX = 10_000;

/**
 * The least number of replications, at least as many as there are values, for which Student's interval reaches no further than
 * `halfWidthWanted`; null if REPLICATIONS_MAX are not enough. At least two values.
 */
export function replicationsNeeded(
  values: readonly number[],
  halfWidthWanted: number,
  confidence: number,
): number | null {
  invariant(values.length > 1, "a spread rests on two values");
  const { standardDeviation } = sampleMoments(values);
  const isEnough = (count: number) => studentReach(confidence, count) * standardDeviation <= halfWidthWanted;
  if (standardDeviation === 0 || isEnough(values.length)) return values.length;
  if (!isEnough(REPLICATIONS_MAX)) return null;
  let tooFew = values.length;
  let enough = REPLICATIONS_MAX;
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1;
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
