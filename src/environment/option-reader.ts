// How faults and actions read their options: spans of time come out as numbers, and what only a look at several options can
// show to be wrong is told at its place. Knows nothing of documents; whoever reads a scenario provides it.

import type { Diagnostic } from "../base/diagnostic.ts";
import type { Duration } from "../base/time.ts";

/** A place below the options that are being read. */
export type OptionPath = readonly (string | number)[];

/** What is wrong, in words; place and severity are added by whoever tells it. */
export type OptionProblem = Pick<Diagnostic, "code" | "message" | "expected" | "suggestion">;

export interface OptionReader {
  /** The span that a text of the right form says; one that is out of range is told, and counts as a moment. */
  spanOf(text: string, path: OptionPath): Duration;
  /** Tells of a mistake in the value at the path. */
  report(path: OptionPath, problem: OptionProblem): void;
}
