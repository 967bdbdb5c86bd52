// A comparison as a user asks for it: several scenarios, or one whose points are the alternatives; checked together with the options
// so that all mistakes are told at once.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { Threshold } from "../metrics/threshold.ts";

import type { FileReader } from "../scenario/file-reader.ts";

import type { Point } from "../experiment/design/point.ts";
import { readAlternatives } from "../experiment/read-alternatives.ts";
import { readSweep, type Sweep } from "../experiment/read-sweep.ts";

import { readAskedExperiment, requestOf, type AskedSweep, type SweepWishes } from "./asked-sweep.ts";
import { readIndifference } from "./experiment-options.ts";

/** Each is held against each: of more, nobody reads the answer, and the confidence is divided among too many judgements. */
const MOST_ALTERNATIVES = 20;

/** What of the command's options says what to compare. */
export interface ComparisonWishes extends SweepWishes {
  readonly indifference?: string;
}

export interface AskedComparison extends AskedSweep {
  /** A share of the first one's means: smaller differences do not matter. */
  readonly indifference: number;
  /** What each alternative is held to, if they are of several scenarios. */
  readonly thresholdsOf: ((point: Point) => readonly Threshold[]) | undefined;
}

/** Undefined if there are mistakes: then the sink has all of them. At least one path. */
export function readAskedComparison(
  paths: readonly string[],
  wishes: ComparisonWishes,
  files: FileReader,
  parallelism: number,
  sink: DiagnosticSink,
): AskedComparison | undefined {
  const indifference = readIndifference(wishes.indifference, sink);
  const [path, ...others] = paths;
  if (others.length === 0) {
    const asked = readAskedExperiment(path!, wishes, "differences", parallelism, sink, () =>
      atLeastTwo(readSweep(path!, requestOf(wishes), files, sink), sink),
    );
    return asked === undefined ? undefined : { ...asked, indifference, thresholdsOf: undefined };
  }
  if (wishes.vary !== undefined) sink.report(VARIES_SEVERAL);
  let thresholdsOf: AskedComparison["thresholdsOf"];
  const asked = readAskedExperiment(path!, wishes, "differences", parallelism, sink, () => {
    const read = readAlternatives(paths, wishes.seed ?? null, files, sink);
    thresholdsOf = read?.thresholdsOf;
    return atLeastTwo(read, sink);
  });
  return asked === undefined ? undefined : { ...asked, indifference, thresholdsOf };
}

const VARIES_SEVERAL = Object.freeze({
  code: "wrong-value",
  severity: "error",
  message: "--vary goes with one scenario, and several are named",
  expected: "several scenarios, or one with --vary",
} as const);

function atLeastTwo(sweep: Sweep | undefined, sink: DiagnosticSink): Sweep | undefined {
  const count = sweep?.design.points.length ?? 2;
  if (count >= 2 && count <= MOST_ALTERNATIVES) return sweep;
  sink.report({
    code: "wrong-value",
    severity: "error",
    message: count < 2 ? "there is one alternative, and nothing to compare it with" : `there are ${count} alternatives`,
    expected: `2 to ${MOST_ALTERNATIVES}: several scenarios, or one with --vary PATH=v1,v2`,
  });
  return undefined;
}
