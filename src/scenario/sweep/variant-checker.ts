// Variants of a scenario loaded to hear what is wrong with them: mistakes at their places in the sweep, each thing told once.

import { DiagnosticSink, type Diagnostic } from "../../base/diagnostic.ts";

import type { Assignment } from "../assignments.ts";
import type { Plan } from "../plan.ts";

import { toldToUser, type AssignmentPlaces } from "./assignment-places.ts";
import type { Axis, SweepOptions } from "./sweep-options.ts";

/** Loads the scenario with some of its values replaced, as ScenarioLoader does. */
export interface VariantLoader {
  loadVariant(assignments: readonly Assignment[], sink: DiagnosticSink, places: AssignmentPlaces): Plan | undefined;
}

/** Loading a level takes milliseconds to tens of them: a few seconds in all. */
const MOST_LEVELS = 200;

export class VariantChecker {
  readonly #loader: VariantLoader;
  readonly #places: AssignmentPlaces;
  readonly #sink: DiagnosticSink;
  readonly #told: Set<string>;
  #failed = 0;

  /** What the sink has is not told again. */
  constructor(loader: VariantLoader, places: AssignmentPlaces, sink: DiagnosticSink) {
    this.#loader = loader;
    this.#places = places;
    this.#sink = sink;
    this.#told = new Set(sink.all.map(keyOf));
  }

  /** How many variants had mistakes. */
  get failed(): number {
    return this.#failed;
  }

  /** `where` is said behind mistakes that are not at the place of a value. */
  check(assignments: readonly Assignment[], where: string): void {
    const heard = new DiagnosticSink();
    const plan = this.#loader.loadVariant(assignments, heard, this.#places);
    if (plan === undefined) this.#failed += 1;
    for (const diagnostic of heard.all) {
      if (this.#told.has(keyOf(diagnostic))) continue;
      this.#told.add(keyOf(diagnostic));
      const hasOwnPlace = diagnostic.position !== undefined && this.#places.areAt(diagnostic.position);
      this.#sink.report(toldWith(diagnostic, hasOwnPlace ? "" : where));
    }
  }
}

/** Tells what is wrong with each level by itself: where there are no points, or nobody runs them. */
export function checkEachLevel(
  loader: VariantLoader,
  { axes, nested, listed }: SweepOptions,
  places: AssignmentPlaces,
  sink: DiagnosticSink,
): void {
  const checker = new VariantChecker(loader, places, sink);
  const levels = [...axes, ...nested.flatMap((one) => one.axes)].flatMap(assignmentsOfLevels);
  for (const assignments of [...levels, ...listed].slice(0, MOST_LEVELS)) checker.check(assignments, "");
}

/** For each listed level of the axis, what it sets: made once, shared by all points. */
export function assignmentsOfLevels({ paths, values }: Axis): readonly (readonly Assignment[])[] {
  if (values.kind === "between") return [];
  return values.levels.map((level) => paths.map((path, column) => ({ path, value: level[column] })));
}

/** Notes are said of the scenario as a whole; a mistake says at which point it came up. */
function toldWith(diagnostic: Diagnostic, where: string): Diagnostic {
  const told = toldToUser(diagnostic);
  return told.severity === "error" ? { ...told, message: told.message + where } : told;
}

function keyOf({ code, message, position }: Diagnostic): string {
  return `${code} ${position?.file} ${position?.line}:${position?.column} ${message}`;
}
