// A sweep as a user asks for it: the scenario with its points and the options of the command, checked together so that all mistakes
// are told at once.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { FileReader } from "../scenario/file-reader.ts";

import { fixedReplications } from "../experiment/execution/fixed-replications.ts";
import {
  MOST_FOR_PRECISION,
  preciseReplications,
  type HeadlinePrecision,
} from "../experiment/execution/precise-replications.ts";
import type { ReplicationRule } from "../experiment/execution/run-experiment.ts";
import { readSweep, type Sweep, type SweepRequest } from "../experiment/read-sweep.ts";

import { formatExactCount } from "../report/human-numbers.ts";

import { readPrecision, readReplications, readWorkers } from "./experiment-options.ts";
import { checkSeed } from "./seed-option.ts";

/** More points are run only if the user says that so many are meant. */
const MOST_POINTS_UNASKED = 10_000;

/** What of the command's options says what to run. */
export interface SweepWishes {
  readonly vary?: readonly string[];
  readonly replications?: string;
  readonly precision?: string;
  readonly workers?: string;
  readonly seed?: string;
  readonly yes?: true;
}

export interface AskedSweep {
  readonly scenarioPath: string;
  /** With the replications that the options ask for, if they do. */
  readonly sweep: Sweep;
  /** Null: every point is run equally often. */
  readonly precision: HeadlinePrecision | null;
  readonly rule: ReplicationRule;
  /** The rule in words. */
  readonly replications: string;
  readonly workers: number;
}

/** Undefined if there are mistakes: then the sink has all of them. */
export function readAskedSweep(
  path: string,
  wishes: SweepWishes,
  files: FileReader,
  parallelism: number,
  sink: DiagnosticSink,
): AskedSweep | undefined {
  return readAskedExperiment(path, wishes, "each-mean", parallelism, sink, () =>
    readSweep(path, requestOf(wishes), files, sink),
  );
}

/** What the options ask readSweep for. */
export function requestOf({ vary = [], seed, yes }: SweepWishes): SweepRequest {
  return { vary, seed: seed ?? null, maxPoints: yes === true ? Infinity : MOST_POINTS_UNASKED };
}

/** An experiment whose points `read` reads, with what the options say; `of`: which means are to be precise, if any. */
export function readAskedExperiment(
  scenarioPath: string,
  wishes: SweepWishes,
  of: HeadlinePrecision["of"],
  parallelism: number,
  sink: DiagnosticSink,
  read: () => Sweep | undefined,
): AskedSweep | undefined {
  checkSeed(wishes.seed, sink);
  const workers = readWorkers(wishes.workers, parallelism, sink);
  const replications = readReplications(wishes.replications, sink);
  const ratio = readPrecision(wishes.precision, sink);
  const found = read();
  if (found === undefined || sink.hasErrors) return undefined;
  const sweep = { ...found, replications: replications ?? found.replications };
  // A number that is asked for now goes before the precision that the scenario asks for.
  const wanted = ratio ?? (replications === null ? found.precision : null);
  const precision = wanted === null ? null : precisionOf(wanted, of, sweep);
  const rule = precision === null ? fixedReplications(sweep.replications) : preciseReplications(precision);
  return { scenarioPath, sweep, precision, rule, replications: inWords(sweep, precision), workers };
}

function precisionOf(
  ratio: number,
  of: HeadlinePrecision["of"],
  { confidence, replications }: Sweep,
): HeadlinePrecision {
  return { ratio, confidence, atLeast: replications, of };
}

function inWords({ replications }: Sweep, precision: HeadlinePrecision | null): string {
  const count = formatExactCount(replications);
  if (precision === null) return `${count} ${replications === 1 ? "replication" : "replications"} of each point`;
  const share = `${Number((precision.ratio * 100).toPrecision(6))}%`;
  const most = formatExactCount(Math.max(MOST_FOR_PRECISION, replications));
  const known = precision.of === "differences" ? "differences of headline figures" : "headline figures";
  return `${count} to ${most} replications of each point, until all ${known} are known to ±${share}`;
}
