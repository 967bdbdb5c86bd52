// From a result to a directory of files, through a port: report/ describes, cli/ touches the disk.

import type { SimulationResult } from "../simulation/result.ts";

import { prepareReport } from "./report-material.ts";
import type { ReportFile } from "./report-writers.ts";
import { REPORT_WRITERS } from "./report-writers.ts";

/** Where a report's files go. */
export interface ReportDirectory {
  /** Stores one file; `path` is a plain file name, unique within a report. */
  write(path: string, content: string | Uint8Array): Promise<void>;
}

/** All files of the report on `result`. Loads Vega and draws the charts. */
export async function reportFiles(result: SimulationResult): Promise<readonly ReportFile[]> {
  const material = await prepareReport(result);
  return REPORT_WRITERS.flatMap((writer) => writer.files(material));
}

/** Writes all files, one after the other, and returns their paths in that order; fails as the directory does. */
export async function writeReport(result: SimulationResult, directory: ReportDirectory): Promise<readonly string[]> {
  const files = await reportFiles(result);
  for (const file of files) await directory.write(file.path, file.content);
  return files.map((file) => file.path);
}
