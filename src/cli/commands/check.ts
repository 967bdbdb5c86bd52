// plimsoll check: all that is wrong with files, on standard output; nothing is run and nothing is written.

import { checkFiles, type CheckedFiles } from "../../scenario/check-files.ts";

import { shellWord } from "../../report/neutral-text.ts";

import { CHECK_FORMATS } from "../check-formats/check-formats.ts";
import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_OUR_FAULT, EXIT_PASSED } from "../exit-codes.ts";
import { describeFault } from "../fault.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface CheckOptions {
  readonly output: string;
  readonly warningsAsErrors?: true;
  readonly quiet?: true;
}

/** Judges the files, directories and patterns and gives the exit code. */
export function checkCommand(paths: readonly string[], options: CheckOptions, ports: CommandPorts): number {
  const { files, terminal } = ports;
  try {
    const checked = withStrictness(checkFiles(paths, files), options);
    const view = { paint: terminal.paintOut, textOf: textReader(files), quiet: options.quiet === true };
    const format = CHECK_FORMATS.find(({ name }) => name === options.output);
    terminal.out(format?.render(checked, view) ?? "");
    return checked.diagnostics.some(({ severity }) => severity === "error") ? EXIT_BAD_INPUT : EXIT_PASSED;
  } catch (error) {
    const command = ["plimsoll check", ...paths.map((path) => shellWord(path))].join(" ");
    terminal.err(describeFault(error, command, ports.showStacks));
    return EXIT_OUR_FAULT;
  }
}

function withStrictness(checked: CheckedFiles, { warningsAsErrors }: CheckOptions): CheckedFiles {
  if (warningsAsErrors !== true) return checked;
  const diagnostics = checked.diagnostics.map((diagnostic) =>
    diagnostic.severity === "warning" ? ({ ...diagnostic, severity: "error" } as const) : diagnostic,
  );
  return { ...checked, diagnostics };
}
