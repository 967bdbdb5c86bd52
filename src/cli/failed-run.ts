// What a user is told when a run cannot be ended: because of a plugin of their own, which is named with its place, or because
// plimsoll contradicts itself.

import { resolve } from "node:path";

import type { Diagnostic } from "../base/diagnostic.ts";

import { PluginMistake } from "../scheduling/own-plugins/plugin-mistake.ts";

import type { CommandPorts } from "./command-line.ts";
import { EXIT_BAD_INPUT, EXIT_OUR_FAULT } from "./exit-codes.ts";
import { describeFault } from "./fault.ts";
import { placeIn } from "./load-module.ts";
import { mistakesText } from "./print-diagnostics.ts";
import { textReader } from "./text-reader.ts";

/** Tells why, and gives the exit code; `command` repeats the run. */
export function tellFailure(error: unknown, command: string, { terminal, files, showStacks }: CommandPorts): number {
  if (!(error instanceof PluginMistake)) {
    terminal.err(describeFault(error, command, showStacks));
    return EXIT_OUR_FAULT;
  }
  terminal.err(mistakesText([diagnosticOf(error)], textReader(files), terminal.paint));
  const { cause } = error;
  if (showStacks && cause instanceof Error) terminal.err(`${cause.stack ?? cause.message}\n\n`);
  const hint = cause instanceof Error && !showStacks ? "; PLIMSOLL_DEBUG=1 shows the calls that led there" : "";
  terminal.err(`${terminal.paint("bold", "the run was ended, and nothing was written")}${hint}\n`);
  return EXIT_BAD_INPUT;
}

function diagnosticOf({ message, call, cause }: PluginMistake): Diagnostic {
  const mistake = { code: "failed-plugin", severity: "error", message } as const;
  const place = cause instanceof Error ? placeIn(cause.stack ?? "", resolve(call.module)) : undefined;
  return place === undefined
    ? { ...mistake, expected: `an answer that ${call.module} may give: see docs/manual/your-own-plugin.md` }
    : { ...mistake, position: { file: call.module, ...place } };
}
