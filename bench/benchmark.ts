// What a benchmark is: cases, each with variants that do the same work in different ways and must come to the
// same result. The harness runs each variant in a process of its own; see harness.ts.

/** What one run of one variant found. Setting up does not count into `cpuUs`. */
export interface Measurement {
  /** How many times the thing that the benchmark is about was done. */
  readonly operations: number;
  /** CPU time of the process, µs, all threads. */
  readonly cpuUs: number;
  /** A digest of the results; equal for all variants of a case. */
  readonly checksum: string;
  /** What all operations together keep alive; absent where that is not the question. */
  readonly liveBytes?: number;
}

/** A variant in this repository. */
export interface InProcessVariant {
  readonly kind: "in-process";
  readonly name: string;
  /** Does the work once; tiny if `smoke`. */
  measure(smoke: boolean): Measurement | Promise<Measurement>;
}

/** A variant in another language: a command that prints a Measurement as JSON. */
export interface ExternalVariant {
  readonly kind: "external";
  readonly name: string;
  command(smoke: boolean): readonly [string, ...string[]];
  /** Why it cannot run here, or null. */
  missing(): string | null;
}

/** What was measured elsewhere and cannot be run here: shown beside the others, with the benchmark's `recordedHow`. */
export interface RecordedVariant {
  readonly kind: "recorded";
  readonly name: string;
  /** Operations in a second of CPU time. */
  readonly perSecond: number;
}

export type Variant = InProcessVariant | ExternalVariant | RecordedVariant;

export interface BenchmarkCase {
  readonly name: string;
  /** The variant that the others are measured against; null: there is nothing to compare with. */
  readonly reference: string | null;
  readonly variants: readonly Variant[];
}

/** Medians over all runs of one variant. */
export interface Figure {
  /** Null for recorded variants. */
  readonly cpuSeconds: number | null;
  readonly nsPerOperation: number;
  /** Times faster than the reference of its case; null if there is none or it was not run. */
  readonly ratio: number | null;
  /** Largest resident set of the process; null for other languages and recorded variants. */
  readonly peakMb: number | null;
  /** What one operation keeps alive; null where that is not the question. */
  readonly bytesPerOperation: number | null;
}

/** The figure of a variant, or undefined if it was not run. */
export type FigureOf = (caseName: string, variantName: string) => Figure | undefined;

export interface Goal {
  readonly text: string;
  /** null: cannot be judged, because something was not run. */
  isMet(figureOf: FigureOf): boolean | null;
}

export interface Benchmark {
  readonly name: string;
  /** What it measures, one sentence. */
  readonly question: string;
  /** How its recorded variants were measured; one sentence. */
  readonly recordedHow?: string;
  readonly cases: readonly BenchmarkCase[];
  readonly goals: readonly Goal[];
}

/** The goal that a variant is at least `times` as fast as the reference of its case. */
export function atLeastTimes(caseName: string, variantName: string, times: number): Goal {
  return {
    text: `${caseName}: ${variantName} at least ${times} times as fast as the reference`,
    isMet: (figureOf) => {
      const ratio = figureOf(caseName, variantName)?.ratio ?? null;
      return ratio === null ? null : ratio >= times;
    },
  };
}

/** Runs `work` with the clock of this process's CPU time; `work` returns its checksum. */
export function timed(operations: number, work: () => string): Measurement {
  return timedOutcome(operations, work, (checksum) => checksum);
}

/** As `timed`, where the checksum is made from the outcome when the clock stands again. */
export function timedOutcome<Outcome>(
  operations: number,
  work: () => Outcome,
  digest: (outcome: Outcome) => string,
): Measurement {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const outcome = work();
  const { user, system } = process.cpuUsage(before);
  return { operations, cpuUs: user + system, checksum: digest(outcome) };
}
