// From the runs of a search to what it found: the candidates that were run as the points of a design, and the answer.

import type { Design } from "../design/point.ts";
import type { ExperimentRuns } from "../execution/run-experiment.ts";

import type { LineQuestion } from "./read-line.ts";
import { judgeCandidate } from "./judge-candidate.ts";
import type { Line, LineAnswer, LinePoint } from "./line-result.ts";

/** What was run, and what it says. */
export interface FoundLine {
  /** Candidates that were run, by amount. */
  readonly design: Design;
  readonly found: ExperimentRuns;
  readonly line: Line;
}

export function findLine(question: LineQuestion, { runs, complete }: ExperimentRuns): FoundLine {
  const { amounts, demands, search } = question;
  const judged = runs.map((records) => judgeCandidate(records, demands));
  const tried = [...runs.keys()]
    .filter((place) => runs[place]!.length > 0)
    .sort((a, b) => amounts[a]! - amounts[b]! || a - b);
  const points = tried.map((place): LinePoint => {
    const { stand, reason, thresholds } = judged[place]!;
    const outcome = stand === "holds" || stand === "breaks" ? stand : "open";
    return { amount: amounts[place]!, outcome, reason: reason ?? (outcome === "open" ? STOPPED : null), thresholds };
  });
  const answer = atPoints(search.answer(judged.map(({ stand }) => stand)), tried, points);
  return {
    design: designOf(question.design, tried),
    found: { runs: tried.map((place, point) => runs[place]!.map((record) => ({ ...record, point }))), complete },
    line: { ...termsOf(question), points, answer },
  };
}

const STOPPED = "the search ended before it was decided";

function termsOf(question: LineQuestion): Omit<Line, "points" | "answer"> {
  const { kind, unit, subject, measure, judgements, demands, asked, amounts, sweep } = question;
  const { confidenceOfEach, mostReplications } = demands;
  return {
    kind,
    unit,
    subject,
    measure,
    confidence: sweep.replications === 1 ? null : sweep.confidence,
    confidenceOfEach,
    judgements,
    candidates: amounts.length,
    mostReplications,
    asked,
  };
}

/** The answer with places of points in the place of candidates. */
function atPoints(
  answer: Omit<LineAnswer, "broken">,
  tried: readonly number[],
  points: readonly LinePoint[],
): LineAnswer {
  const pointOf = (place: number): number => tried.indexOf(place);
  const { holds, breaks, contradiction } = answer;
  const breaksAt = breaks === null ? null : pointOf(breaks);
  const thresholds = breaksAt === null ? [] : points[breaksAt]!.thresholds;
  return {
    ...answer,
    holds: holds === null ? null : pointOf(holds),
    breaks: breaksAt,
    broken: thresholds.flatMap(({ outcome }, index) => (outcome === "failed" ? [index] : [])),
    contradiction:
      contradiction === null ? null : { held: pointOf(contradiction.held), broke: pointOf(contradiction.broke) },
  };
}

/** The design with these points alone, and of each factor the levels that they have. */
function designOf({ factors, points }: Design, tried: readonly number[]): Design {
  const used = factors.map((factor, at) => {
    const levels = [...new Set(tried.map((place) => points[place]!.levels[at]!))];
    return levels.toSorted((a, b) => Number.parseFloat(factor.levels[a]!) - Number.parseFloat(factor.levels[b]!));
  });
  return {
    factors: factors.map((factor, at) => ({ ...factor, levels: used[at]!.map((level) => factor.levels[level]!) })),
    points: tried.map((place, index) => {
      const point = points[place]!;
      return { ...point, index, levels: point.levels.map((level, at) => used[at]!.indexOf(level)) };
    }),
  };
}
