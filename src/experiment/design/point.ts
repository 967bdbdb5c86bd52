// One point of an experiment: a scenario with some of its values replaced, run a number of times.

import type { Assignment } from "../../scenario/assignments.ts";

/** What is varied: one column of the design. */
export interface Factor {
  /** The scenario's path, or a name for several paths that vary together. */
  readonly name: string;
  /** The paths that it sets. */
  readonly paths: readonly string[];
  /** Its levels in order, as short texts for tables and charts; those of a random design are all that were drawn. */
  readonly levels: readonly string[];
  /** Whether levels are numbers: charts then have an axis with a scale. */
  readonly isNumeric: boolean;
}

export interface Point {
  /** Place in the design, from 0; it is the point's name in every file. */
  readonly index: number;
  /** Path of the scenario, if points are of several ones. */
  readonly scenarioPath?: string;
  readonly assignments: readonly Assignment[];
  /** The point's level of each factor: an index into the factor's levels. */
  readonly levels: readonly number[];
}

/** All points of an experiment. */
export interface Design {
  readonly factors: readonly Factor[];
  readonly points: readonly Point[];
}

/** The design of a scenario that is run as it is. */
export const ONE_POINT: Design = Object.freeze({
  factors: Object.freeze([]),
  points: Object.freeze([Object.freeze({ index: 0, assignments: [], levels: [] })]),
});

/** The point in words: `nodePools[general].count = 12, ties = random`; `as it is` if nothing is varied. */
export function pointLabel({ factors }: Design, { levels }: Point): string {
  if (factors.length === 0) return "as it is";
  return factors.map(({ name, levels: texts }, index) => `${name} = ${texts[levels[index]!]!}`).join(", ");
}
