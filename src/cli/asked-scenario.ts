// The scenario that an argument means: its file, or the directory of a finished run, whose summary says which file it was, with
// which seed, and what its inputs held then.

import { join } from "node:path";

import type { Diagnostic, DiagnosticSink } from "../base/diagnostic.ts";

import type { FileReader } from "../scenario/file-reader.ts";
import { MAX_FILE_BYTES } from "../scenario/input-limits.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { Plan } from "../scenario/plan.ts";

import type { ReadRun } from "../simulation/explain/resumed-run.ts";

import { readSavedRun, SAVED_RUN_FILE } from "./saved-run-text.ts";
import { checkSeed } from "./seed-option.ts";

const SUMMARY = "summary.json";

/** More than any run leaves behind. */
const MAX_SAVED_BYTES = 512 * 1024 * 1024;

/** What of a run's summary says how to repeat it. */
interface FinishedRun {
  readonly seed: string;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

export interface AskedScenario {
  readonly plan: Plan;
  /** What the run has left behind, if exactly this plan was run, and it has left anything. */
  readonly saved: ReadRun | undefined;
}

/** The plan, or undefined if there are mistakes: then the sink has them. Inputs that changed since a run are told. */
export function loadAskedScenario(
  path: string,
  seed: string | undefined,
  files: FileReader,
  sink: DiagnosticSink,
): Plan | undefined {
  return loadAskedRun(path, seed, files, sink)?.plan;
}

/** The same, with what the run has left behind. That it cannot be used is told. */
export function loadAskedRun(
  path: string,
  seed: string | undefined,
  files: FileReader,
  sink: DiagnosticSink,
): AskedScenario | undefined {
  checkSeed(seed, sink);
  const run = files.list(path) === undefined ? undefined : readRun(path, files);
  if (run === "no-run") {
    sink.report({
      code: "not-a-run",
      severity: "error",
      message: `${path} is a directory, and no run has left its ${SUMMARY} there`,
      expected: "a scenario, or the directory of a run's report",
    });
    return undefined;
  }
  const plan = loadScenario(run?.inputs[0]?.path ?? path, files, sink);
  if (plan === undefined || sink.hasErrors) return undefined;
  if (run === undefined) return { plan: withSeed(plan, seed), saved: undefined };
  const changes = changesSince(run, plan);
  for (const change of changes) sink.report(change);
  const asked = withSeed(plan, seed ?? run.seed);
  const isSame = changes.length === 0 && asked.seed === run.seed;
  return { plan: asked, saved: isSame ? readSaved(path, asked, files, sink) : undefined };
}

/** Short runs leave nothing behind, and their answers take no time. */
function readSaved(directory: string, plan: Plan, files: FileReader, sink: DiagnosticSink): ReadRun | undefined {
  const path = join(directory, SAVED_RUN_FILE);
  const content = files.read(path, MAX_SAVED_BYTES);
  if (content.kind === "missing") return undefined;
  const read = content.kind === "bytes" ? readSavedRun(content.bytes, plan) : content.detail;
  if (typeof read !== "string") return read;
  const message = `${path} is not used, and the run is repeated: ${read}`;
  sink.report({ code: "unusable-states", severity: "warning", message });
  return undefined;
}

function withSeed(plan: Plan, seed: string | undefined): Plan {
  return seed === undefined ? plan : { ...plan, seed };
}

function readRun(directory: string, files: FileReader): FinishedRun | "no-run" {
  const content = files.read(join(directory, SUMMARY), MAX_FILE_BYTES);
  if (content.kind !== "bytes") return "no-run";
  try {
    const summary: unknown = JSON.parse(new TextDecoder().decode(content.bytes));
    return isRun(summary) ? { seed: summary.seed, inputs: summary.scenario.inputs } : "no-run";
  } catch {
    return "no-run";
  }
}

function isRun(
  summary: unknown,
): summary is { readonly seed: string; readonly scenario: { readonly inputs: FinishedRun["inputs"] } } {
  if (typeof summary !== "object" || summary === null) return false;
  if (!("kind" in summary) || summary.kind !== "RunResult" || !("seed" in summary) || !("scenario" in summary))
    return false;
  const { seed, scenario } = summary;
  if (typeof seed !== "string" || typeof scenario !== "object" || scenario === null || !("inputs" in scenario))
    return false;
  return Array.isArray(scenario.inputs) && scenario.inputs.length > 0 && scenario.inputs.every(isInput);
}

function isInput(input: unknown): boolean {
  if (typeof input !== "object" || input === null || !("path" in input) || !("sha256" in input)) return false;
  return typeof input.path === "string" && typeof input.sha256 === "string";
}

function changesSince({ inputs }: FinishedRun, plan: Plan): readonly Diagnostic[] {
  const before = new Map(inputs.map(({ path, sha256 }) => [path, sha256]));
  const changed = plan.inputs.filter(({ path, sha256 }) => before.get(path) !== sha256);
  return changed.map(({ path }) => ({
    code: "changed-input",
    severity: "warning",
    message: `${path} has changed since the run: the answer is about the scenario as it is now`,
  }));
}
