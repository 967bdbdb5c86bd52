// What a search is: given how the candidates stand, it says which to run next, and in the end what is known. It sees whole rounds
// only, so that it asks the same of any number of workers.

import type { LineAnswer } from "./line-result.ts";

/** `untried`: never run. `undecided`: more runs may tell. `open`: no further run is allowed, or would help. */
export type Stand = "untried" | "undecided" | "holds" | "breaks" | "open";

/** Candidates are named by their place. */
export interface CandidateSearch {
  /** Those that are run first. */
  readonly first: readonly number[];
  /** Candidates that are judged at most, however the search goes. */
  readonly mostJudged: number;
  /** Those to run first, or to run more often; empty when the search has ended. */
  next(stands: readonly Stand[]): readonly number[];
  /** What is known; `broken` is left to whoever knows the thresholds. */
  answer(stands: readonly Stand[]): Omit<LineAnswer, "broken">;
}
