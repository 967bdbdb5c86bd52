// plimsoll init: the directory of a new scenario, from the dump of a cluster or as an example.
//
//   read → (mistakes? stop) → write all files or none → say what they hold and what comes next

import { join } from "node:path";

import { DiagnosticSink, type Diagnostic } from "../../base/diagnostic.ts";

import type { NewFile } from "../../scenario/init/scenario-texts.ts";
import { exampleScenario, scenarioOfDump, type NewScenario } from "../../scenario/init/new-scenario.ts";
import { readSourceTexts } from "../../scenario/input-files.ts";
import { nameAfter } from "../../scenario/read-content.ts";
import { SCENARIO_SCHEMA } from "../../scenario/scenario-schema.ts";

import { shellWord, visibleText } from "../../report/neutral-text.ts";

import type { CommandPorts } from "../command-line.ts";
import { EXIT_BAD_INPUT, EXIT_INTERRUPTED, EXIT_OUR_FAULT, EXIT_PASSED } from "../exit-codes.ts";
import { describeFault } from "../fault.ts";
import { describeNewScenario, describeExample } from "../new-scenario-text.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { systemReason } from "../report-writing.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface InitOptions {
  readonly out?: string;
  readonly name?: string;
  readonly force?: true;
  readonly anonymise?: true;
  readonly key?: string;
}

/** Where a key is looked for if none is given: it then stands in no list of processes and in no history. */
export const KEY_VARIABLE = "PLIMSOLL_KEY";
/** With a shorter one, names could be found by trying all keys. */
const MIN_KEY_LETTERS = 16;
const DEFAULT_NAME = "cluster";
const EXAMPLE_NAME = "example";

/** Writes the directory of a new scenario and gives the exit code. */
export async function initCommand(
  dumps: readonly string[],
  options: InitOptions,
  ports: CommandPorts,
): Promise<number> {
  try {
    return dumps.length === 0 ? await writeExample(options, ports) : await writeDump(dumps, options, ports);
  } catch (error) {
    const command = ["plimsoll init", ...dumps.map((path) => shellWord(path))].join(" ");
    ports.terminal.err(describeFault(error, command, ports.showStacks));
    return EXIT_OUR_FAULT;
  }
}

async function writeExample(options: InitOptions, ports: CommandPorts): Promise<number> {
  const name = options.name ?? EXAMPLE_NAME;
  const mistakes = [...nameMistakes(options), ...(options.anonymise === true ? [NOTHING_TO_RENAME] : [])];
  if (mistakes.length > 0) return refuse(mistakes, ports);
  const files = exampleScenario(name);
  return write(files, options.out ?? `plimsoll-${name}`, options, ports, describeExample);
}

async function writeDump(dumps: readonly string[], options: InitOptions, ports: CommandPorts): Promise<number> {
  const key = options.key ?? ports.environment[KEY_VARIABLE];
  const mistakes = [...nameMistakes(options), ...keyMistakes(options, key)];
  if (mistakes.length > 0) return refuse(mistakes, ports);
  const anonymous = options.anonymise === true;
  // The name of a file may be the name of a cluster.
  const name = options.name ?? (anonymous ? DEFAULT_NAME : defaultName(dumps[0] ?? ""));
  const sink = new DiagnosticSink();
  const texts = readSourceTexts(dumps, ports.files, sink);
  const scenario = scenarioOfDump(texts, { name, key: anonymous ? key : undefined }, sink);
  if (scenario === undefined || sink.hasErrors) return refuse(sink.all, ports);
  printNotes(
    sink.all.filter(({ severity }) => severity === "warning"),
    ports.terminal,
  );
  const describe = (paths: readonly string[]): string => describeNewScenario(scenario, paths, anonymous);
  return write(scenario.files, options.out ?? `plimsoll-${name}`, options, ports, describe);
}

function refuse(mistakes: readonly Diagnostic[], { files, terminal }: CommandPorts): number {
  printMistakes(mistakes, textReader(files), terminal);
  return EXIT_BAD_INPUT;
}

/** The files in their place, or none of them; `describe` is told their paths. */
function write(
  files: NewScenario["files"],
  directory: string,
  options: InitOptions,
  ports: CommandPorts,
  describe: (paths: readonly string[]) => string,
): Promise<number> {
  const { terminal } = ports;
  return ports.whileInterruptible(async (signal) => {
    const refusal = await placed(files, directory, options, ports, signal);
    if (signal.aborted) {
      terminal.err("interrupted; nothing was written\n");
      return EXIT_INTERRUPTED;
    }
    if (refusal !== undefined) {
      const where = visibleText(directory);
      terminal.err(`${terminal.paint("red", "error:")} nothing was written to ${where}: ${refusal}\n`);
      return EXIT_BAD_INPUT;
    }
    terminal.out(describe(files.map(({ path }) => join(directory, path))));
    return EXIT_PASSED;
  });
}

/** Why the files could not be put in their place; undefined if they were, or if the signal was aborted. */
async function placed(
  files: readonly NewFile[],
  directory: string,
  { force }: InitOptions,
  ports: CommandPorts,
  signal: AbortSignal,
): Promise<string | undefined> {
  let pending: Awaited<ReturnType<CommandPorts["openScenarioDirectory"]>> | undefined;
  try {
    pending = await ports.openScenarioDirectory(directory, force === true ? "replace" : "fresh");
    for (const { path, content } of files) {
      signal.throwIfAborted();
      await pending.write(path, content);
    }
    signal.throwIfAborted();
    await pending.publish();
    return undefined;
  } catch (error) {
    await pending?.discard();
    if (signal.aborted) return undefined;
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

function defaultName(path: string): string {
  const name = nameAfter(path) ?? DEFAULT_NAME;
  return isName(name) ? name : DEFAULT_NAME;
}

function isName(text: string): boolean {
  return SCENARIO_SCHEMA.shape.metadata.shape.name.safeParse(text).success;
}

function nameMistakes({ name }: InitOptions): readonly Diagnostic[] {
  if (name === undefined || isName(name)) return [];
  return [
    {
      code: "wrong-value",
      severity: "error",
      message: `--name: ${JSON.stringify(name)} is no name for a scenario`,
      expected: "at most 63 lower-case letters, digits, dots and dashes",
    },
  ];
}

const MAKE_A_KEY = `make one with \`openssl rand -hex 32\`, keep it, and give it as ${KEY_VARIABLE} or --key`;

const NOTHING_TO_RENAME: Diagnostic = Object.freeze({
  code: "no-dump",
  severity: "error",
  message: "--anonymise: there is no dump whose names could be changed",
  expected: "files of a dump, or - for standard input",
});

function keyMistakes({ anonymise, key: given }: InitOptions, key: string | undefined): readonly Diagnostic[] {
  if (anonymise !== true) {
    if (given === undefined) return [];
    const message = "--key is given, but not --anonymise";
    return [{ code: "unused-key", severity: "error", message, expected: "both, or neither" }];
  }
  if (key === undefined || key === "") {
    const message = "--anonymise needs a key: without it, names could be guessed and tried";
    return [{ code: "missing-key", severity: "error", message, expected: MAKE_A_KEY }];
  }
  if (key.length >= MIN_KEY_LETTERS) return [];
  const message = `the key has ${key.length} letters, so few that all could be tried`;
  return [{ code: "weak-key", severity: "error", message, expected: `at least ${MIN_KEY_LETTERS}; ${MAKE_A_KEY}` }];
}
