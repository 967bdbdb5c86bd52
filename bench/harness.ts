// Runs benchmarks so that the figures can be compared: each variant in a process of its own (one shape of
// code must not spoil another's caches), variants in turn (a busy moment hits all alike), CPU time instead of
// wall time, the median of several rounds, and equal results of all variants asserted.

import { spawnSync } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

import type {
  Benchmark,
  BenchmarkCase,
  ExternalVariant,
  Figure,
  InProcessVariant,
  Measurement,
  RecordedVariant,
  Variant,
} from "./benchmark.ts";

/** Compiled if this file is. */
const VARIANT_SCRIPT = fileURLToPath(new URL("./variant.ts", import.meta.url)).replace(
  /\.ts$/,
  extname(import.meta.filename),
);
const ROUNDS = 5;

/** What a process that ran one variant reports. */
export interface Report extends Measurement {
  readonly peakMb: number | null;
}

/** One line of the table. */
export interface Row {
  readonly benchmark: string;
  readonly caseName: string;
  readonly variant: string;
  /** Or why there is none. */
  readonly outcome: Figure | string;
}

/** Runs all cases of a benchmark; throws if a variant fails or finds another result. */
export function runBenchmark(benchmark: Benchmark, smoke: boolean): readonly Row[] {
  return benchmark.cases.flatMap((benchmarkCase) => runCase(benchmark, benchmarkCase, smoke));
}

function runCase(benchmark: Benchmark, benchmarkCase: BenchmarkCase, smoke: boolean): readonly Row[] {
  const { name: caseName, variants, reference: referenceName } = benchmarkCase;
  const missing = new Map(variants.map((variant) => [variant.name, whyMissing(variant)]));
  const runnable = variants.filter(isRun).filter(({ name }) => missing.get(name) === null);
  const reports = new Map<string, Report[]>(runnable.map(({ name }) => [name, []]));
  for (let round = 0; round < (smoke ? 1 : ROUNDS); round += 1) {
    for (const variant of runnable) {
      reports.get(variant.name)!.push(runVariant(benchmark, benchmarkCase, variant, smoke));
    }
  }
  assertEqualResults(`${benchmark.name}, ${caseName}`, reports);
  const reference = referenceName === null ? undefined : reports.get(referenceName);
  return variants.map((variant) => {
    const own = reports.get(variant.name);
    const row = { benchmark: benchmark.name, caseName, variant: variant.name };
    if (variant.kind === "recorded") return { ...row, outcome: recordedFigure(variant, reference) };
    return { ...row, outcome: own === undefined ? `not run: ${missing.get(variant.name)}` : figureOf(own, reference) };
  });
}

function whyMissing(variant: Variant): string | null {
  return variant.kind === "external" ? variant.missing() : null;
}

type RunVariant = InProcessVariant | ExternalVariant;

function isRun(variant: Variant): variant is RunVariant {
  return variant.kind !== "recorded";
}

function runVariant(benchmark: Benchmark, { name }: BenchmarkCase, variant: RunVariant, smoke: boolean): Report {
  if (variant.kind === "external") {
    const [program, ...args] = variant.command(smoke);
    return { ...(reportOf(program, args) as Measurement), peakMb: null };
  }
  const size = smoke ? "smoke" : "full";
  const args = [...process.execArgv, VARIANT_SCRIPT, benchmark.name, name, variant.name, size];
  return reportOf(process.execPath, args) as Report;
}

/** The JSON that a command prints. */
function reportOf(program: string, args: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stderr}`);
  return JSON.parse(stdout);
}

function assertEqualResults(what: string, reports: ReadonlyMap<string, readonly Report[]>): void {
  const found = [...reports].flatMap(([name, own]) => own.map(({ checksum }) => `${name}: ${checksum}`));
  const checksums = new Set([...reports.values()].flat().map(({ checksum }) => checksum));
  if (checksums.size > 1) throw new Error(`the variants of ${what} disagree:\n${found.join("\n")}`);
}

function figureOf(own: readonly Report[], reference: readonly Report[] | undefined): Figure {
  const nsPerOperation = medianOf(own, nsOf);
  return {
    cpuSeconds: medianOf(own, ({ cpuUs }) => cpuUs / 1e6),
    nsPerOperation,
    ratio: ratioTo(reference, nsPerOperation),
    peakMb: own.some(({ peakMb }) => peakMb === null) ? null : medianOf(own, ({ peakMb }) => peakMb!),
    bytesPerOperation: own.some(({ liveBytes }) => liveBytes === undefined)
      ? null
      : medianOf(own, ({ liveBytes, operations }) => liveBytes! / operations),
  };
}

function recordedFigure({ perSecond }: RecordedVariant, reference: readonly Report[] | undefined): Figure {
  const nsPerOperation = 1e9 / perSecond;
  const ratio = ratioTo(reference, nsPerOperation);
  return { cpuSeconds: null, nsPerOperation, ratio, peakMb: null, bytesPerOperation: null };
}

function ratioTo(reference: readonly Report[] | undefined, nsPerOperation: number): number | null {
  return reference === undefined ? null : medianOf(reference, nsOf) / nsPerOperation;
}

function nsOf({ cpuUs, operations }: Report): number {
  return (cpuUs * 1000) / operations;
}

function medianOf(reports: readonly Report[], value: (report: Report) => number): number {
  const ascending = reports.map(value).toSorted((a, b) => a - b);
  const upper = ascending[ascending.length >> 1]!;
  return ascending.length % 2 === 1 ? upper : (upper + ascending[(ascending.length >> 1) - 1]!) / 2;
}
