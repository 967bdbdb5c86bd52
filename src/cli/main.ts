#!/usr/bin/env node
// The process: arguments, streams, signals and the exit code. Everything else is in files that a test can call.

import { runCommandLine, type CommandPorts } from "./command-line.ts";
import { EXIT_BAD_INPUT, EXIT_OUR_FAULT } from "./exit-codes.ts";
import { thisMachine } from "./experiment-machine.ts";
import { describeFault } from "./fault.ts";
import { NODE_FILES } from "./file-system.ts";
import { whileInterruptible, whileStoppable } from "./interruption.ts";
import { withNetwork } from "./network-post.ts";
import { openReport } from "./report-directory.ts";
import { openScenarioDirectory } from "./scenario-directory.ts";
import { painter, wantsColour, type Terminal } from "./terminal.ts";
import { writeWholeFile } from "./whole-file.ts";

const showStacks = process.env["PLIMSOLL_DEBUG"] === "1";

/** Letters of a line where the terminal does not say. */
const DEFAULT_COLUMNS = 80;

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY,
  errColumns: process.stderr.isTTY ? process.stderr.columns : DEFAULT_COLUMNS,
  paint: painter(wantsColour(process.env, process.stderr.isTTY)),
  paintOut: painter(wantsColour(process.env, process.stdout.isTTY)),
};

// Whoever reads may stop reading (`| head`): that is no failure, and the report is still written. A full disk is one.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  terminal.err(`the result could not be written to standard output: ${error.message}\n`);
  process.exitCode = EXIT_BAD_INPUT;
});
process.stderr.on("error", () => {
  // There is nobody left to tell.
});

const nowMs = (): number => performance.now();

const ports: CommandPorts = {
  terminal,
  files: NODE_FILES,
  networkOver: withNetwork,
  openReport,
  writeFile: writeWholeFile,
  whileInterruptible: (work) => whileInterruptible(process, work),
  whileStoppable: (work) => whileStoppable(process, work),
  nowMs,
  experiments: thisMachine(nowMs),
  showStacks,
  openScenarioDirectory,
  environment: process.env,
};

try {
  const exitCode = await runCommandLine(process.argv.slice(2), ports);
  process.exitCode ??= exitCode;
} catch (error) {
  terminal.err(describeFault(error, undefined, showStacks));
  process.exitCode = EXIT_OUR_FAULT;
}
