// Many comparisons at once: each is held to a higher confidence, so that all of them together are right with the one wanted.
// Source: Bonferroni's inequality; Law, Simulation Modeling and Analysis, 5th edition, section 9.7. Intervals are widened, rather
// than single tests ordered (Holm), so that a verdict never disagrees with the interval that is shown beside it.

import { invariant } from "../../base/invariant.ts";

/** The confidence of each of so many intervals, if all of them are to hold with `confidence`. */
export function confidenceOfEach(confidence: number, comparisons: number): number {
  invariant(comparisons >= 1, "there is something to compare", { comparisons });
  return 1 - (1 - confidence) / comparisons;
}
