// All CSV files of a report, in the order in which the report lists them. A run in which no controllers run has those of motion not, and
// one without load or autoscalers has not theirs.

import type { SimulationResult } from "../../simulation/result.ts";

import { loadCsvFilesOf } from "../load/load-csv-files.ts";
import { MOTION_CSV_FILES } from "../motion/motion-csv-files.ts";

import type { CsvFile } from "./csv-file.ts";
import {
  FRAGMENTATION_FILE,
  LATENCY_CDF_FILE,
  LATENCY_STAGES_FILE,
  NODES_FILE,
  SERIES_FILE,
  STRANDED_FILE,
  UTILISATION_FILE,
} from "./measurement-files.ts";
import {
  COEFFICIENTS_FILE,
  FAILURES_FILE,
  METRICS_FILE,
  NOTES_FILE,
  THRESHOLDS_FILE,
  UNPLACED_PODS_FILE,
} from "./outcome-files.ts";

export const CSV_FILES: readonly CsvFile[] = Object.freeze([
  THRESHOLDS_FILE,
  LATENCY_STAGES_FILE,
  LATENCY_CDF_FILE,
  UTILISATION_FILE,
  NODES_FILE,
  SERIES_FILE,
  STRANDED_FILE,
  FRAGMENTATION_FILE,
  FAILURES_FILE,
  UNPLACED_PODS_FILE,
  METRICS_FILE,
  COEFFICIENTS_FILE,
  NOTES_FILE,
]);

/** The files that a report on this result has. */
export function csvFilesOf(result: SimulationResult): readonly CsvFile[] {
  if (result.motion === undefined) return CSV_FILES;
  return [...CSV_FILES, ...MOTION_CSV_FILES, ...loadCsvFilesOf(result)];
}
