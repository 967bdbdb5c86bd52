// plimsoll report: all files of a report made again from its own data, without running anything.
//
//   read sweep.json or summary.json → (no report? stop) → write every file anew, with what lay beside them

import { join } from "node:path";

import type { FileReader } from "../../scenario/file-reader.ts";

import { visibleText } from "../../report/neutral-text.ts";
import { DATA_FILES, readReportData, type ReportData } from "../../report/read-report.ts";
import type { ReportFile } from "../../report/report-writers.ts";

import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_INTERRUPTED, EXIT_PASSED } from "../exit-codes.ts";
import {
  announceReport,
  publishReport,
  writeReportTo,
  type ReportEnding,
  type ReportPorts,
} from "../report-writing.ts";
import { SAVED_RUN_FILE } from "../saved-run-text.ts";

/** As commander gives them. */
export interface ReportOptions {
  readonly out?: string;
  readonly quiet?: true;
}

/** What making a report again needs of the world. */
export type RemakingPorts = ReportPorts & Pick<CommandPorts, "files">;

/** What can be read at once: the data of a very large sweep. */
const MAX_DATA_BYTES = 500 * 1024 * 1024;

/** Makes the report in `directory` again, there or elsewhere, and gives the exit code. */
export async function reportCommand(directory: string, options: ReportOptions, ports: RemakingPorts): Promise<number> {
  const { terminal, files } = ports;
  const found = readData(directory, files);
  if (found.kind === "refused") {
    terminal.err(`${terminal.paint("red", "error:")} ${visibleText(found.reason)}\n`);
    return EXIT_BAD_INPUT;
  }
  const place = options.out ?? directory;
  const ending = await writeAgain(found, directory, place, ports);
  if (ending !== "written") return ending === "refused" ? EXIT_BAD_INPUT : EXIT_INTERRUPTED;
  if (options.quiet !== true) announceReport(place, terminal);
  return EXIT_PASSED;
}

function readData(directory: string, files: FileReader): ReportData {
  for (const name of DATA_FILES) {
    const path = join(directory, name);
    const content = files.read(path, MAX_DATA_BYTES);
    if (content.kind === "missing") continue;
    if (content.kind !== "bytes") return { kind: "refused", reason: `${path} cannot be read: ${content.detail}` };
    const data = readReportData(name, new TextDecoder().decode(content.bytes));
    return data.kind === "refused" ? { kind: "refused", reason: `${path} is not used: ${data.reason}` } : data;
  }
  const wanted = `the directory of a report, with a ${DATA_FILES.join(" or ")} in it`;
  return { kind: "refused", reason: `${directory} holds no report; expected ${wanted}` };
}

async function writeAgain(
  data: Exclude<ReportData, { readonly kind: "refused" }>,
  directory: string,
  place: string,
  ports: RemakingPorts,
): Promise<ReportEnding> {
  if (data.kind === "run") return writeReportTo(place, data.result, filesBeside(directory, ports.files), ports);
  const { writeSweepReport } = await import("../../report/sweep/write-sweep-report.ts");
  return publishReport(place, (target) => writeSweepReport(data.result, target), ports);
}

/** What a run left behind is no part of its result: it is kept as it is. */
function filesBeside(directory: string, files: FileReader): readonly ReportFile[] {
  const content = files.read(join(directory, SAVED_RUN_FILE), MAX_DATA_BYTES);
  return content.kind === "bytes"
    ? [{ path: SAVED_RUN_FILE, content: new TextDecoder("utf-8", { ignoreBOM: true }).decode(content.bytes) }]
    : [];
}
