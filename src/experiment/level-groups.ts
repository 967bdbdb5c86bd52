// Means over all points that share levels of one factor or of two, with intervals: what charts of main effects and interactions show.
// A replication meets the same chance at all points, so the mean over points is taken within replications, and the spread between
// them. Source: Law, Simulation Modeling and Analysis, 5th edition, section 12.2 (factorial designs).

import type { Design } from "./design/point.ts";
import type { Interval } from "./statistics/interval.ts";
import { meanInterval } from "./statistics/mean-interval.ts";
import type { FactorLevel, FigureColumn, LevelGroup, SweepRun } from "./sweep-result.ts";

/** Levels of a factor that are looked at one by one, and pairs of levels of two factors. */
const MOST_LEVELS = 60;
const MOST_PAIRS = 400;
/** Factors of which pairs are taken, the first of the design. */
const MOST_PAIRED_FACTORS = 5;

/** The groups of each factor, then those of each two; `runs` are those of all points, in any order. */
export function levelGroups(
  design: Design,
  runs: readonly SweepRun[],
  figures: readonly FigureColumn[],
  confidence: number,
): readonly LevelGroup[] {
  const table = byReplication(runs);
  return combinations(design).flatMap((levels) => {
    const points = design.points.filter((point) => levels.every(({ factor, level }) => point.levels[factor] === level));
    if (points.length === 0) return [];
    const places = points.map(({ index }) => index);
    const estimates = figures.map(({ isHeadline }, column) =>
      isHeadline ? estimateOver(places, column, table, confidence) : null,
    );
    return [{ levels, points: points.length, estimates }];
  });
}

/** The values of each point in one replication. */
type Replication = ReadonlyMap<number, readonly (number | null)[]>;

function byReplication(runs: readonly SweepRun[]): readonly Replication[] {
  const table: (Map<number, readonly (number | null)[]> | undefined)[] = [];
  for (const { point, replication, values } of runs) (table[replication] ??= new Map()).set(point, values);
  return Array.from(table, (replication) => replication ?? new Map());
}

function estimateOver(
  points: readonly number[],
  column: number,
  table: readonly Replication[],
  confidence: number,
): Interval | null {
  const means = table
    .map(
      (values) => points.reduce((sum, point) => sum + (values.get(point)?.[column] ?? Number.NaN), 0) / points.length,
    )
    .filter((mean) => Number.isFinite(mean));
  return means.length === 0 ? null : meanInterval(means, confidence);
}

/** Every level of each factor, then every pair of levels of two factors. */
function combinations({ factors, points }: Design): readonly (readonly FactorLevel[])[] {
  // Levels that one point each has tell nothing that the point does not, unless nothing else differs.
  const isDrawnOnce = (factor: number): boolean =>
    factors[factor]!.levels.length >= points.length &&
    factors.some(({ levels }, other) => other !== factor && levels.length > 1);
  const countable = factors
    .map((_, factor) => factor)
    .filter((factor) => factors[factor]!.levels.length <= MOST_LEVELS && !isDrawnOnce(factor));
  const levelsOf = (factor: number): FactorLevel[] => factors[factor]!.levels.map((_, level) => ({ factor, level }));
  const paired = countable.slice(0, MOST_PAIRED_FACTORS);
  const pairs = paired.flatMap((first, place) =>
    paired
      .slice(place + 1)
      .filter((second) => factors[first]!.levels.length * factors[second]!.levels.length <= MOST_PAIRS)
      .flatMap((second) => levelsOf(first).flatMap((one) => levelsOf(second).map((other) => [one, other]))),
  );
  return [...countable.flatMap((factor) => levelsOf(factor).map((one) => [one])), ...pairs];
}
