// What the conformance run asks of a family of records.

import type { RecordFile } from "./record-file.ts";

/** One difference between a record and what plimsoll did. */
export interface Difference {
  readonly case: string;
  /** Index into the case's steps. */
  readonly step: number;
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/** How one theme went; a step agrees if none of its fields differs. */
export interface ThemeOutcome {
  readonly steps: number;
  readonly agreed: number;
  /** Steps that need what is not simulated yet, by what they need. */
  readonly notReplayed: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

export interface Family {
  readonly name: string;
  /** Replays a file; `onlyCase` confines it to one case. */
  replay(file: RecordFile, onlyCase: string | undefined): ThemeOutcome;
}
