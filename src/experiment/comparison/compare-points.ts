// Holds the points of an experiment against one another: paired differences of the figures that matter, each judged so that all
// judgements together are right with the confidence asked for, and what they come to.

import { MIRRORS } from "../figures/figure-columns.ts";
import { confidenceOfEach } from "../statistics/correction.ts";
import { judgeDifference, type VerdictRule } from "../statistics/verdict.ts";
import type { Comparison, FigureColumn, JudgedPair, SweepPoint, SweepRun } from "../sweep-result.ts";

import { answerOf } from "./answer.ts";

/** What is to be judged, and how strictly. */
export interface ComparisonTerms {
  readonly confidence: number;
  /** A share of the first point's mean: smaller differences do not matter. */
  readonly indifference: number;
  /** Keys of figures that are judged beside the headline ones: those of the thresholds. */
  readonly alsoJudged: ReadonlySet<string>;
}

/** The table of an experiment, as its result has it. */
export interface ComparedTable {
  readonly points: readonly SweepPoint[];
  readonly figures: readonly FigureColumn[];
  readonly runs: readonly SweepRun[];
}

/** At least two points. */
export function comparePoints(table: ComparedTable, terms: ComparisonTerms): Comparison {
  const columns = columnsByPoint(table);
  const figures = table.figures.flatMap(({ key, metric, better, isHeadline }, column) => {
    const isMeant = better !== null && ((isHeadline && !MIRRORS.has(metric)) || terms.alsoJudged.has(key));
    return isMeant && varies(columns, column) ? [column] : [];
  });
  const places = table.points.map(({ index }) => index);
  const couples = places.flatMap((first, at) => places.slice(at + 1).map((second) => ({ first, second })));
  const judgements = Math.max(1, couples.length * figures.length);
  const pairs = couples.map(({ first, second }): JudgedPair => {
    const judged = figures.map((column) => {
      const figure = table.figures[column]!;
      const scale = Math.abs(table.points[places[0]!]!.estimates[column]?.estimate ?? 0);
      const indifference = Math.max(terms.indifference * scale, figure.negligible);
      const rule: VerdictRule = { confidence: terms.confidence, comparisons: judgements, indifference };
      return judgeDifference(columns[first]!(column), columns[second]!(column), figure.better, rule);
    });
    return { first, second, judgements: judged };
  });
  const { confidence, indifference } = terms;
  return {
    confidence,
    confidenceOfEach: confidenceOfEach(confidence, judgements),
    judgements,
    indifference,
    figures,
    pairs,
    answer: answerOf(places, pairs),
  };
}

/** The values of a figure by replication, null where a run failed or has none. */
type Column = (figure: number) => readonly (number | null)[];

function columnsByPoint({ points, runs }: ComparedTable): readonly Column[] {
  return points.map(({ index }) => {
    const own: (readonly (number | null)[] | undefined)[] = [];
    for (const { point, replication, values } of runs) if (point === index) own[replication] = values;
    return (figure) => Array.from(own, (values) => values?.[figure] ?? null);
  });
}

/** What is the same in all runs of all points says nothing, and must not make the other judgements stricter. */
function varies(columns: readonly Column[], figure: number): boolean {
  const values = new Set(columns.flatMap((column) => column(figure)));
  values.delete(null);
  return values.size > 1;
}
