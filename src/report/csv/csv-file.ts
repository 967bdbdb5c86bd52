// The shape of one CSV file of a report.

import type { SimulationResult } from "../../simulation/result.ts";

import type { CsvTable } from "./csv-text.ts";

export interface CsvFile {
  /** Kebab-case; the file is `NAME.csv`. */
  readonly name: string;
  /** One phrase for the report's list of files. */
  readonly holds: string;
  table(result: SimulationResult): CsvTable;
}
