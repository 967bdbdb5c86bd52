// A search as a rule of how often each candidate is run: so it is kept in a journal, goes on where it was broken off, and gives the
// same for any number of workers, as all experiments do. Candidates that are never asked for are never run.

import type { ReplicationRule } from "../execution/run-experiment.ts";

import type { CandidateSearch } from "./candidate-search.ts";
import { judgeCandidate, type Demands } from "./judge-candidate.ts";

/** How often a candidate is looked at: after so many runs, after twice as many, and so on to the most. */
export interface Looks {
  readonly replications: number;
  readonly mostReplications: number;
}

/** How many times one candidate can be judged. */
export function countLooks({ replications, mostReplications }: Looks): number {
  let count = 1;
  for (let made = replications; made < mostReplications; made *= 2) count += 1;
  return count;
}

/** `demands` has to judge as strictly as the search has judgements. */
export function searchRule(search: CandidateSearch, { replications }: Looks, demands: Demands): ReplicationRule {
  const { mostReplications } = demands;
  return {
    wanted: (runs) => {
      const stands = runs.map((records) => judgeCandidate(records, demands).stand);
      const wanted = runs.map(({ length }) => length);
      for (const place of search.next(stands)) {
        const made = wanted[place]!;
        wanted[place] = made === 0 ? replications : Math.min(2 * made, mostReplications);
      }
      return wanted;
    },
  };
}

/**
 * The confidence of each judgement's interval, so that the whole answer is right with `confidence`. A judgement errs to one side only,
 * a candidate is judged at most at every look, and any of its thresholds can break it (Bonferroni).
 */
export function confidenceOfEach(confidence: number, judgements: number): number {
  return 1 - (2 * (1 - confidence)) / Math.max(2, judgements);
}
