// Every point of a design loaded before anything is run, so that all mistakes are told at once. Of very many points some stand for
// all: each listed level once, and points spread over the whole design.

import { DiagnosticSink, type Diagnostic } from "../base/diagnostic.ts";

import type { ScenarioLoader } from "../scenario/load-scenario.ts";
import { toldToUser, type AssignmentPlaces } from "../scenario/sweep/assignment-places.ts";

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
  const told = new Set(sink.all.map(keyOf));
  let failed = 0;
  for (const point of pointsToLoad(design)) {
    if (point.assignments.length === 0) continue;
    const heard = new DiagnosticSink();
    const plan = loader.loadVariant(point.assignments, heard, places);
    for (const diagnostic of heard.all) {
      if (told.has(keyOf(diagnostic))) continue;
      told.add(keyOf(diagnostic));
      sink.report(toldOf(diagnostic, design, point));
    }
    if (plan === undefined) failed += 1;
    if (failed >= MOST_WITH_MISTAKES) break;
  }
  return failed === 0;
}

/** All points of a small design; of a large one the first with each level, and others at equal distances. */
export function pointsToLoad({ points, factors }: Design): readonly Point[] {
  if (points.length <= MOST_LOADED) return points;
  const seen = factors.map(() => new Set<number>());
  const chosen = new Set<number>([0, points.length - 1]);
  for (const { index, levels } of points) {
    if (chosen.size >= MOST_LOADED / 2) break;
    const isNew = levels.map((level, factor) => !seen[factor]!.has(level) && seen[factor]!.add(level).size > 0);
    if (isNew.includes(true)) chosen.add(index);
  }
  const more = MOST_LOADED - chosen.size;
  for (let number = 1; number <= more; number += 1) chosen.add(Math.floor((number * points.length) / (more + 1)));
  return [...chosen].sort((a, b) => a - b).map((index) => points[index]!);
}

/** A mistake at a place of its own needs no more words; of others it is said at which point they come up. */
function toldOf(diagnostic: Diagnostic, design: Design, point: Point): Diagnostic {
  const told = toldToUser(diagnostic);
  return told.severity === "error" ? { ...told, message: `${told.message} (at ${pointLabel(design, point)})` } : told;
}

function keyOf({ code, message, position }: Diagnostic): string {
  return `${code} ${position?.file} ${position?.line}:${position?.column} ${message}`;
}
