// A backtest as a user asks for it, with the options that all commands with many runs have; checked together so that all mistakes are
// told at once.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import { MAX_REPLICATIONS } from "../scenario/sweep/sweep-schema.ts";

import type { BacktestRequest } from "../experiment/backtest/backtest-request.ts";
import type { BacktestTerms } from "../experiment/backtest/backtest-result.ts";
import { readBacktest, type BacktestFiles } from "../experiment/backtest/read-backtest.ts";

import { shellWord } from "../report/neutral-text.ts";

import { readAskedExperiment, type AskedSweep } from "./asked-sweep.ts";
import { readCount } from "./experiment-options.ts";

/** What of the command's options says what to try, and how often. */
export interface BacktestWishes extends BacktestRequest {
  readonly seeds?: string;
  readonly workers?: string;
  readonly seed?: string;
}

export interface AskedBacktest extends AskedSweep {
  readonly backtest: BacktestTerms;
}

/** Undefined if there are mistakes: then the sink has all of them. What is made for it goes into `files.made`. */
export function readAskedBacktest(
  wishes: BacktestWishes,
  files: BacktestFiles,
  parallelism: number,
  sink: DiagnosticSink,
): AskedBacktest | undefined {
  const { seeds, workers, seed } = wishes;
  const many = {
    ...(seeds === undefined ? {} : { replications: String(readCount("--seeds", seeds, MAX_REPLICATIONS, sink)) }),
    ...(workers === undefined ? {} : { workers }),
    ...(seed === undefined ? {} : { seed }),
  };
  let question: ReturnType<typeof readBacktest>;
  const asked = readAskedExperiment("", many, "differences", parallelism, sink, () => {
    question = readBacktest(wishes, seed ?? null, files, sink);
    return question?.sweep;
  });
  if (asked === undefined || question === undefined) return undefined;
  return { ...asked, scenarioPath: question.scenarioPath, backtest: question.terms };
}

/** Options that change what comes out, as they are written. */
const REPEATED: readonly (readonly [string, keyof BacktestWishes])[] = [
  ["--series", "series"],
  ["--deployment", "deployment"],
  ["--hpa", "hpa"],
  ["--cluster", "cluster"],
  ["--vary", "vary"],
  ["--set", "set"],
  ["--metric", "metric"],
  ["--unit", "unit"],
  ["--column", "column"],
  ["--time", "time"],
  ["--labels", "labels"],
  ["--gaps", "gaps"],
  ["--scale", "scale"],
  ["--from", "from"],
  ["--for", "for"],
  ["--cpu-per-request", "cpuPerRequest"],
  ["--latency", "latency"],
  ["--concurrency", "concurrency"],
  ["--load-mode", "loadMode"],
  ["--slo", "slo"],
  ["--misses", "misses"],
  ["--price-per-cpu-hour", "pricePerCpuHour"],
  ["--price-per-gib-hour", "pricePerGibHour"],
  ["--seeds", "seeds"],
];

/** The command that gives the same figures again. */
export function repeatBacktest(wishes: BacktestWishes, seed: string): string {
  const words = REPEATED.flatMap(([option, name]) => {
    const value = wishes[name];
    return (typeof value === "string" ? [value] : (value ?? [])).flatMap((one) => [option, one]);
  });
  return ["plimsoll", "hpa", ...[...words, "--seed", seed].map(shellWord)].join(" ");
}
