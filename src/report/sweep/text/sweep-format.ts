// The shape of one way to print a sweep on standard output.

import type { SweepResult } from "../../../experiment/sweep-result.ts";

export interface SweepFormat {
  /** The word after `-o`. */
  readonly name: string;
  /** The whole text, ended by a line feed; holds no terminal escape whatever the names in the result. */
  render(result: SweepResult): string;
}
