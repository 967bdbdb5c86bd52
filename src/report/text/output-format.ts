// The shape of one way to print a result on standard output.

import type { SimulationResult } from "../../simulation/result.ts";

export interface OutputFormat {
  /** The word after `-o`. */
  readonly name: string;
  /** The whole text, ended by a line feed; holds no terminal escape whatever the names in the result. */
  render(result: SimulationResult): string;
}
