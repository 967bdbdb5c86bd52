// The points that no other point beats in two figures at once, and which two figures pull most against one another.

import type { SweepResult } from "../../experiment/sweep-result.ts";

import { estimateAt, isBetter, varyingFigures, type PlacedFigure } from "./sweep-readings.ts";

export interface ParetoFront {
  readonly across: PlacedFigure;
  readonly up: PlacedFigure;
  /** Points that have both figures. */
  readonly measured: readonly number[];
  /** Those that no other beats, by the first figure from the best on. */
  readonly front: readonly number[];
}

/** The front of two headline figures that pull against one another; undefined where no two have a direction. */
export function paretoFront(result: SweepResult): ParetoFront | undefined {
  const pairs = figurePairs(result).map((pair) => ({ pair, agreement: agreementOf(result, pair) }));
  // What is paid in nodes or money comes first: that is the trade that planners have to make.
  const priced = pairs.filter(({ pair: [across], agreement }) => agreement < 0 && isPrice(across));
  const candidates = priced.length > 0 ? priced : pairs;
  const [first] = candidates.toSorted((one, other) => one.agreement - other.agreement);
  if (first === undefined) return undefined;
  const [across, up] = first.pair;
  const measured = result.points
    .filter((point) => estimateAt(point, across.column) !== null && estimateAt(point, up.column) !== null)
    .map(({ index }) => index);
  return { across, up, measured, front: frontOf(result, across, up, measured) };
}

type FigurePair = readonly [across: PlacedFigure, up: PlacedFigure];

/** Every two figures that have a direction. What costs something goes across, where readers look for it. */
function figurePairs(result: SweepResult): readonly FigurePair[] {
  const directed = varyingFigures(result).filter((one) => one.figure.better !== null && matters(result, one));
  return directed.flatMap((one, place) =>
    directed
      .slice(place + 1)
      .filter(({ figure }) => figure.metric !== one.figure.metric)
      .map((other): FigurePair => (isPrice(other) ? [other, one] : [one, other])),
  );
}

/** Whether the points differ by more than nobody cares about. */
function matters({ points }: SweepResult, { column, figure }: PlacedFigure): boolean {
  const values = points.flatMap((point) => point.estimates[column]?.estimate ?? []);
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity);
  return values.some((value) => value - lowest > figure.negligible);
}

function isPrice({ figure: { metric } }: PlacedFigure): boolean {
  return /cost|nodes|replica_seconds/.test(metric);
}

/** Kendall's measure over a bounded number of pairs of points: -1 if one figure gets worse whenever the other gets better. */
function agreementOf(result: SweepResult, [across, up]: FigurePair): number {
  const points = result.points.slice(0, MOST_COMPARED);
  let together = 0;
  let apart = 0;
  for (const [place, one] of points.entries()) {
    for (const other of points.slice(place + 1)) {
      const first = sideOf(across, one.estimates[across.column]?.estimate, other.estimates[across.column]?.estimate);
      const second = sideOf(up, one.estimates[up.column]?.estimate, other.estimates[up.column]?.estimate);
      if (first * second > 0) together += 1;
      if (first * second < 0) apart += 1;
    }
  }
  return together + apart === 0 ? 0 : (together - apart) / (together + apart);
}

const MOST_COMPARED = 300;

/** 1 if the first is better, -1 if the second is, 0 if neither. */
function sideOf({ figure }: PlacedFigure, one: number | undefined, other: number | undefined): number {
  if (one === undefined || other === undefined || one === other) return 0;
  return isBetter(figure, one, other) ? 1 : -1;
}

function frontOf(
  { points }: SweepResult,
  across: PlacedFigure,
  up: PlacedFigure,
  measured: readonly number[],
): readonly number[] {
  const value = (point: number, { column }: PlacedFigure): number => points[point]!.estimates[column]!.estimate;
  const sign = (figure: PlacedFigure): number => (figure.figure.better === "lower" ? 1 : -1);
  const sorted = measured.toSorted(
    (one, other) =>
      sign(across) * (value(one, across) - value(other, across)) ||
      sign(up) * (value(one, up) - value(other, up)) ||
      one - other,
  );
  const front: number[] = [];
  for (const point of sorted) {
    const last = front.at(-1);
    if (last === undefined || isBetter(up.figure, value(point, up), value(last, up))) front.push(point);
  }
  return front;
}
