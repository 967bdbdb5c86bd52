// Files for pipelines beside a result: JUnit XML and a summary in Markdown, where the user asks for them.

import { junitXml } from "../report/ci/junit.ts";
import type { Promises } from "../report/ci/promise.ts";
import { visibleText } from "../report/neutral-text.ts";

import { systemReason, type ReportPorts } from "./report-writing.ts";

/** As commander gives them: paths of files. */
export interface CiOptions {
  readonly junit?: string;
  readonly summary?: string;
}

/** Writes what was asked for. False if the system refuses, which is told; our own faults are thrown. */
export async function writeCiFiles(
  { junit, summary }: CiOptions,
  promises: () => Promises,
  markdown: () => string,
  { terminal, writeFile }: Pick<ReportPorts, "terminal" | "writeFile">,
): Promise<boolean> {
  const files = [
    ...(junit === undefined ? [] : [{ path: junit, content: () => junitXml(promises()) }]),
    ...(summary === undefined ? [] : [{ path: summary, content: markdown }]),
  ];
  for (const { path, content } of files) {
    try {
      await writeFile(path, content());
    } catch (error) {
      const reason = systemReason(error);
      if (reason === undefined) throw error;
      terminal.err(`${terminal.paint("red", "error:")} ${visibleText(path)} was not written: ${reason}\n`);
      return false;
    }
  }
  return true;
}
