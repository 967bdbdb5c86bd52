// Every point of a design loaded before anything is run, so that all mistakes are told at once. Of very many points some stand for
// all: each listed level once, and points spread over the whole design.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { ScenarioLoader } from "../scenario/scenario-loader.ts";
import type { AssignmentPlaces } from "../scenario/sweep/assignment-places.ts";
import { VariantChecker } from "../scenario/sweep/variant-checker.ts";

import { pointLabel, type Design, type Point } from "./design/point.ts";

/** Loading a variant takes milliseconds to tens of them: a few seconds in all. */
const MOST_LOADED = 200;
/** Mistakes of the same kind at other points say nothing new. */
const MOST_WITH_MISTAKES = 20;

/** Whether all points can be run; what is said of them is told once, mistakes at their places in the sweep. */
export function loadVariants(
  loader: ScenarioLoader,
  design: Design,
  places: AssignmentPlaces,
  sink: DiagnosticSink,
): boolean {
  const checker = new VariantChecker(loader, places, sink);
  for (const point of pointsToLoad(design)) {
    if (point.assignments.length > 0) checker.check(point.assignments, ` (at ${pointLabel(design, point)})`);
    if (checker.failed >= MOST_WITH_MISTAKES) break;
  }
  return checker.failed === 0;
}

/**
 * All points of a small design; of a large one the first with each value that is no amount (it may name a file that nothing else
 * names), and others at equal distances.
 */
export function pointsToLoad({ points }: Design): readonly Point[] {
  if (points.length <= MOST_LOADED) return points;
  const met = new Set<string>();
  const chosen = new Set<number>([0, points.length - 1]);
  for (const { index, assignments } of points) {
    for (const { path, value } of assignments) {
      if (isAmount(value)) continue;
      const key = `${path} ${JSON.stringify(value)}`;
      if (met.has(key)) continue;
      met.add(key);
      chosen.add(index);
    }
  }
  const more = Math.max(0, MOST_LOADED - chosen.size);
  for (let number = 1; number <= more; number += 1) chosen.add(Math.floor((number * points.length) / (more + 1)));
  return [...chosen].sort((a, b) => a - b).map((index) => points[index]!);
}

/** Numbers, and texts such as `13.5Gi`, which a design draws from a range. */
function isAmount(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(?:\.\d+)?[A-Za-z]*$/.test(value));
}
