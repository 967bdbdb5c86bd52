// From a sweep to a directory of files, through the same port as the report of a run.

import type { SweepResult } from "../../experiment/sweep-result.ts";

import type { ReportDirectory } from "../write-report.ts";

import { prepareSweep } from "./sweep-material.ts";
import { SWEEP_WRITERS, type SweepFile } from "./sweep-writers.ts";

/** All files of the report on `result`. Loads Vega and draws the charts. */
export async function sweepFiles(result: SweepResult): Promise<readonly SweepFile[]> {
  const material = await prepareSweep(result);
  return SWEEP_WRITERS.flatMap((writer) => writer.files(material));
}

/** Writes all files, one after the other, and returns their paths in that order; fails as the directory does. */
export async function writeSweepReport(result: SweepResult, directory: ReportDirectory): Promise<readonly string[]> {
  const files = await sweepFiles(result);
  for (const file of files) await directory.write(file.path, file.content);
  return files.map((file) => file.path);
}
