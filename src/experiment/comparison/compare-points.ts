// Holds the points of an experiment against one another: paired differences of the figures that matter, each judged so that all
// judgements together are right with the confidence asked for, and what they come to.

import { metricNamed } from "../../metrics/metric-names.ts";

import { MIRRORS } from "../figures/figure-columns.ts";
import { confidenceOfEach } from "../statistics/correction.ts";
import { judgeDifference, type VerdictRule } from "../statistics/verdict.ts";
import type { Comparison, FigureColumn, JudgedPair, SweepPoint, SweepRun } from "../sweep-result.ts";

import { answerOf } from "./answer.ts";

const PLACED = "plimsoll_pods_placed";
const WAITING = "plimsoll_pods_waiting";

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
  const nobodyWaits = !anyWaits(table.figures, columns);
  const figures = table.figures.flatMap(({ key, metric, better, isHeadline }, column) => {
    const isTelling = !MIRRORS.has(metric) && !(metric === PLACED && nobodyWaits);
    const isMeant = better !== null && ((isHeadline && isTelling) || terms.alsoJudged.has(key));
    return isMeant && varies(columns, column) ? [column] : [];
  });
  const places = table.points.map(({ index }) => index);
  const couples = places.flatMap((first, at) => places.slice(at + 1).map((second) => ({ first, second })));
  const judgements = Math.max(1, couples.length * figures.length);
  const pairs = couples.map(({ first, second }): JudgedPair => {
    const judged = figures.map((column) => {
      const figure = table.figures[column]!;
      const scale = Math.abs(table.points[places[0]!]!.estimates[column]?.estimate ?? 0);
      const indifference = Math.max(Math.max(terms.indifference, knownTo(figure)) * scale, figure.negligible);
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

/** To which share of itself a figure is known in each run. */
function knownTo({ metric, figure }: FigureColumn): number {
  return figure.startsWith("p(") ? (metricNamed(metric)?.quantileShare ?? 0) : 0;
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

/** Where every pod has its place in every run, how many there are at the end says how many were wanted, and not who is better. */
function anyWaits(figures: readonly FigureColumn[], columns: readonly Column[]): boolean {
  const waiting = figures.findIndex(({ metric }) => metric === WAITING);
  return waiting < 0 || columns.some((column) => column(waiting).some((count) => count !== null && count > 0));
}

/** What is the same in all runs of all points says nothing, and must not make the other judgements stricter. */
function varies(columns: readonly Column[], figure: number): boolean {
  const values = new Set(columns.flatMap((column) => column(figure)));
  values.delete(null);
  return values.size > 1;
}
