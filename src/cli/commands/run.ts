// plimsoll run: a scenario to figures on standard output and a report on disk.
//
//   load → (mistakes? stop) → run → print → write the report → judge

import { DiagnosticSink } from "../../base/diagnostic.ts";
import { inSeconds, type SimTime } from "../../base/time.ts";

import { loadScenario } from "../../scenario/load-scenario.ts";
import { planOfOneRun } from "../../scenario/read-warm-up.ts";
import type { Plan } from "../../scenario/plan.ts";

import type { SimulationResult } from "../../simulation/result.ts";
import { runSimulation, type RunProgress } from "../../simulation/run-simulation.ts";
import type { SavedRun } from "../../simulation/saved-run.ts";

import { promisesOfRun } from "../../report/ci/promise.ts";
import { shellWord } from "../../report/neutral-text.ts";
import type { ReportFile } from "../../report/report-writers.ts";
import { MARKDOWN_FORMAT } from "../../report/text/markdown-format.ts";
import { OUTPUT_FORMATS } from "../../report/text/output-formats.ts";

import { writeCiFiles, type CiOptions } from "../ci-files.ts";
import type { CommandPorts } from "../command-line.ts";
import {
  EXIT_BAD_INPUT,
  EXIT_INCOMPLETE,
  EXIT_INTERRUPTED,
  EXIT_PASSED,
  EXIT_THRESHOLD_FAILED,
} from "../exit-codes.ts";
import { tellFailure } from "../failed-run.ts";
import { printMistakes, printNotes } from "../print-diagnostics.ts";
import { ProgressLine } from "../progress-line.ts";
import { announceReport, defaultDirectory, writeReportTo } from "../report-writing.ts";
import { SAVED_RUN_FILE, savedRunText } from "../saved-run-text.ts";
import { checkSeed } from "../seed-option.ts";
import { textReader } from "../text-reader.ts";

/** As commander gives them. */
export interface RunOptions extends CiOptions {
  readonly output: string;
  readonly seed?: string;
  readonly out?: string;
  readonly check?: true;
  readonly report: boolean;
  readonly quiet?: true;
  readonly allowNetwork?: true;
}

/** Runs the scenario at `path` and gives the exit code. */
export async function runCommand(path: string, options: RunOptions, ports: CommandPorts): Promise<number> {
  const { terminal, files } = ports;
  const sink = new DiagnosticSink();
  checkSeed(options.seed, sink);
  const loaded = loadScenario(path, files, sink);
  if (loaded === undefined || sink.hasErrors) {
    printMistakes(sink.all, textReader(files), terminal);
    return EXIT_BAD_INPUT;
  }
  const plan = planOfOneRun(options.seed === undefined ? loaded : { ...loaded, seed: options.seed });
  if (options.quiet !== true) printNotes(plan.notes, terminal);
  try {
    return await runPlan(plan, options, ports);
  } catch (error) {
    const command = `plimsoll run ${shellWord(path)} --seed ${shellWord(plan.seed)}`;
    return tellFailure(error, command, ports);
  }
}

async function runPlan(plan: Plan, options: RunOptions, ports: CommandPorts): Promise<number> {
  const beside: ReportFile[] = [];
  const result = simulate(plan, options, ports, (saved) => {
    beside.push({ path: SAVED_RUN_FILE, content: savedRunText(saved, plan) });
  });
  const format = OUTPUT_FORMATS.find(({ name }) => name === options.output);
  ports.terminal.out(format?.render(result) ?? "");
  if (options.report) {
    const directory = options.out ?? defaultDirectory(plan.name);
    const ending = await writeReportTo(directory, result, beside, ports);
    if (ending !== "written") return ending === "refused" ? EXIT_BAD_INPUT : EXIT_INTERRUPTED;
    if (options.quiet !== true) announceReport(directory, ports.terminal);
  }
  const isWritten = await writeCiFiles(
    options,
    () => promisesOfRun(result),
    () => MARKDOWN_FORMAT.render(result),
    ports,
  );
  return isWritten ? exitCodeOf(result) : EXIT_BAD_INPUT;
}

/** `onSaved` is called only if a report is written: there is no other place for it. */
function simulate(
  plan: Plan,
  options: RunOptions,
  { terminal, nowMs }: CommandPorts,
  onSaved: (saved: SavedRun) => void,
): SimulationResult {
  const line = new ProgressLine(terminal, nowMs);
  try {
    return runSimulation(plan, {
      checks: options.check === true ? "after-every-event" : "at-the-end",
      ...(options.report ? { onSaved } : {}),
      ...(options.quiet === true ? {} : { onProgress: (progress) => line.show(() => progressText(plan, progress)) }),
    });
  } finally {
    line.clear();
  }
}

const BAR_LETTERS = 24;

function progressText({ name }: Plan, { podsCreated, podsBound, podsTotal, simulatedUs }: RunProgress): string {
  const done = podsTotal === 0 ? 1 : Math.min(1, podsCreated / podsTotal);
  const filled = Math.round(done * BAR_LETTERS);
  const bar = "#".repeat(filled) + ".".repeat(BAR_LETTERS - filled);
  const percent = `${Math.floor(done * 100)}%`.padStart(4);
  const seconds = inSeconds(simulatedUs as SimTime).toFixed(0);
  return `${name} [${bar}]${percent}  ${podsBound} of ${podsTotal} pods bound, simulated ${seconds} s`;
}

/** 99 before 97: a promise broken is broken, however the run ended. */
function exitCodeOf({ thresholds, verdict }: SimulationResult): number {
  if (thresholds.some(({ passed }) => !passed)) return EXIT_THRESHOLD_FAILED;
  return verdict.outcome === "incomplete" ? EXIT_INCOMPLETE : EXIT_PASSED;
}
