// For tests: searches over candidates whose runs are made up, with a line that is known.

import { runExperiment, type ExperimentRuns } from "../../../src/experiment/execution/run-experiment.ts";
import type { CandidateSearch } from "../../../src/experiment/line/candidate-search.ts";
import { judgeCandidate, type Judged } from "../../../src/experiment/line/judge-candidate.ts";
import { confidenceOfEach, countLooks, searchRule } from "../../../src/experiment/line/search-rule.ts";
import type { Threshold } from "../../../src/metrics/threshold.ts";

import { finishedRun } from "../made-runs.ts";

export const BELOW_FIVE: Threshold = {
  text: "scheduler_pod_scheduling_sli_duration_seconds p(99) < 5",
  metric: "scheduler_pod_scheduling_sli_duration_seconds",
  labels: {},
  aggregation: { kind: "percentile", percent: 99 },
  operator: "<",
  limit: 5,
};

export interface MadeSearch {
  readonly candidates: number;
  readonly search: CandidateSearch;
  readonly replications: number;
  readonly mostReplications: number;
  /** What a run of a candidate measures; below five it keeps the promise. */
  readonly measured: (candidate: number, replication: number) => number;
}

export interface MadeAnswer {
  readonly runs: ExperimentRuns["runs"];
  readonly judged: readonly Judged[];
  readonly answer: ReturnType<CandidateSearch["answer"]>;
  /** Candidates that were run, ascending. */
  readonly tried: readonly number[];
  readonly made: number;
}

/** Goes through the search; `width` is how many runs go on at once. */
export async function searched(asked: MadeSearch, width = 4): Promise<MadeAnswer> {
  const { candidates, search, replications, mostReplications, measured } = asked;
  const looks = { replications, mostReplications };
  const judgements = search.mostJudged * countLooks(looks);
  const demands = {
    thresholds: [BELOW_FIVE],
    mostReplications,
    confidenceOfEach: confidenceOfEach(0.95, judgements),
  };
  const points = Array.from({ length: candidates }, (_, index) => ({ index, assignments: [], levels: [index] }));
  let made = 0;
  const { runs } = await runExperiment({ factors: [], points }, "s", searchRule(search, looks, demands), {
    executor: {
      width,
      run: ({ point, replication }) => {
        made += 1;
        return Promise.resolve(finishedRun(point.index, replication, {}, [measured(point.index, replication)]));
      },
    },
    journal: { recall: () => undefined, keep: () => Promise.resolve() },
  });
  const judged = runs.map((records) => judgeCandidate(records, demands));
  const answer = search.answer(judged.map(({ stand }) => stand));
  return { runs, judged, answer, tried: [...runs.keys()].filter((place) => runs[place]!.length > 0), made };
}
