// Puts the files of a sweep into its directory, all or none, and says where they are.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { SweepResult } from "../experiment/sweep-result.ts";

import { visibleText } from "../report/neutral-text.ts";

import { systemReason, type PendingReport, type ReportPorts } from "./report-writing.ts";

/** False if the system refuses, which is told; our own faults are thrown. */
export async function publishSweep(
  directory: string,
  result: SweepResult,
  { openReport, terminal }: Pick<ReportPorts, "openReport" | "terminal">,
): Promise<boolean> {
  let pending: PendingReport | undefined;
  try {
    pending = await openReport(directory);
    const { writeSweepReport } = await import("../report/sweep/write-sweep-report.ts");
    await writeSweepReport(result, pending);
    await pending.publish();
    return true;
  } catch (error) {
    await pending?.discard();
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    const place = visibleText(directory);
    terminal.err(
      `${terminal.paint("red", "error:")} no report was written to ${place}: ${reason}; the runs are kept, and the same command goes on\n`,
    );
    return false;
  }
}

/** The last lines of a sweep. */
export function announceSweep(directory: string, { terminal }: Pick<ReportPorts, "terminal">): void {
  const page = join(directory, "report.html");
  terminal.err(`report    ${visibleText(page)}\nopen it   ${pathToFileURL(page).href}\n`);
}
