// Every point of a design loaded before anything is run, so that all mistakes are told at once. Of very many points some stand for
// all: each listed level once, and points spread over the whole design.

import { DiagnosticSink, type Diagnostic } from "../base/diagnostic.ts";

import type { Assignment } from "../scenario/assignments.ts";
import type { ScenarioLoader } from "../scenario/load-scenario.ts";
import { toldToUser, type AssignmentPlaces } from "../scenario/sweep/assignment-places.ts";
import type { SweepOptions } from "../scenario/sweep/sweep-options.ts";

import { assignmentsOfLevels } from "./design/axis-assignments.ts";
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

/** Tells what is wrong with each level by itself: for sweeps that have mistakes, and therefore no points. */
export function loadEachLevel(
  loader: ScenarioLoader,
  { axes, nested, listed }: SweepOptions,
  places: AssignmentPlaces,
  sink: DiagnosticSink,
): void {
  const checker = new VariantChecker(loader, places, sink);
  const levels = [...axes, ...nested.flatMap((one) => one.axes)].flatMap(assignmentsOfLevels);
  for (const assignments of [...levels, ...listed].slice(0, MOST_LOADED)) checker.check(assignments, "");
}

/** Loads variants, and tells what is said of them once. */
class VariantChecker {
  failed = 0;
  readonly #loader: ScenarioLoader;
  readonly #places: AssignmentPlaces;
  readonly #sink: DiagnosticSink;
  readonly #told: Set<string>;

  constructor(loader: ScenarioLoader, places: AssignmentPlaces, sink: DiagnosticSink) {
    this.#loader = loader;
    this.#places = places;
    this.#sink = sink;
    this.#told = new Set(sink.all.map(keyOf));
  }

  /** `where` says in mistakes at which point they came up. */
  check(assignments: readonly Assignment[], where: string): void {
    const heard = new DiagnosticSink();
    const plan = this.#loader.loadVariant(assignments, heard, this.#places);
    if (plan === undefined) this.failed += 1;
    for (const diagnostic of heard.all) {
      if (this.#told.has(keyOf(diagnostic))) continue;
      this.#told.add(keyOf(diagnostic));
      const hasOwnPlace = diagnostic.position !== undefined && this.#places.areAt(diagnostic.position);
      this.#sink.report(toldOf(diagnostic, hasOwnPlace ? "" : where));
    }
  }
}

/**
 * All points of a small design; of a large one the first with each level that is no amount (it may name a file that nothing else
 * names), and others at equal distances.
 */
export function pointsToLoad({ points, factors }: Design): readonly Point[] {
  if (points.length <= MOST_LOADED) return points;
  const unseen = factors.map(
    ({ levels }) => new Set([...levels.keys()].filter((level) => !AMOUNT.test(levels[level]!))),
  );
  const chosen = new Set<number>([0, points.length - 1]);
  for (const { index, levels } of points) {
    const met = levels.filter((level, factor) => unseen[factor]!.delete(level));
    if (met.length > 0) chosen.add(index);
  }
  const more = Math.max(0, MOST_LOADED - chosen.size);
  for (let number = 1; number <= more; number += 1) chosen.add(Math.floor((number * points.length) / (more + 1)));
  return [...chosen].sort((a, b) => a - b).map((index) => points[index]!);
}

const AMOUNT = /^-?\d+(?:\.\d+)?[A-Za-z]*$/;

/** Notes are said of the scenario as a whole; a mistake that is not at the place of a level says at which point it came up. */
function toldOf(diagnostic: Diagnostic, where: string): Diagnostic {
  const told = toldToUser(diagnostic);
  return told.severity === "error" ? { ...told, message: told.message + where } : told;
}

function keyOf({ code, message, position }: Diagnostic): string {
  return `${code} ${position?.file} ${position?.line}:${position?.column} ${message}`;
}
