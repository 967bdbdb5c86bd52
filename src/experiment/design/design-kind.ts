// The contract of a kind of design: from what is varied to the points at which it is tried.

import type { RandomStreams } from "../../base/random/random-streams.ts";

import type { Assignment } from "../../scenario/assignments.ts";
import type { SweepOptions } from "../../scenario/sweep/sweep-options.ts";
import type { DesignName } from "../../scenario/sweep/sweep-schema.ts";

export interface DesignKind {
  /** As scenarios name it. */
  readonly name: DesignName;
  /** Where it is described. */
  readonly source: string;
  /** How many points it makes, known before they are made; of more than `enough` any number above it. */
  countPoints(options: SweepOptions, enough: number): number;
  /** What each point sets, in order. The same options and seed give the same points. */
  layOut(options: SweepOptions, streams: RandomStreams): readonly (readonly Assignment[])[];
}
