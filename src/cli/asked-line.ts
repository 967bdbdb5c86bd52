// A search for a line as a user asks for it: the scenario, what is searched along, and the options of the command, checked together
// so that all mistakes are told at once.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { FileReader } from "../scenario/file-reader.ts";
import { MAX_REPLICATIONS } from "../scenario/sweep/sweep-schema.ts";

import type { Tolerance } from "../experiment/line/amounts.ts";
import type { LineKind } from "../experiment/line/line-result.ts";
import { readLine, type LineQuestion } from "../experiment/line/read-line.ts";

import { formatExactCount } from "../report/human-numbers.ts";

import { readAskedExperiment, type AskedSweep } from "./asked-sweep.ts";
import { readCount } from "./experiment-options.ts";

/** What of the command's options says what to search. */
export interface LineWishes {
  readonly raise?: string;
  readonly lower?: string;
  readonly cheapest?: readonly string[];
  readonly until?: readonly string[];
  readonly tolerance?: string;
  readonly replications?: string;
  readonly most?: string;
  readonly workers?: string;
  readonly seed?: string;
}

export interface AskedLine extends AskedSweep {
  readonly question: LineQuestion;
}

/** Undefined if there are mistakes: then the sink has all of them. */
export function readAskedLine(
  path: string,
  wishes: LineWishes,
  files: FileReader,
  parallelism: number,
  sink: DiagnosticSink,
): AskedLine | undefined {
  const aim = aimOf(wishes, sink);
  const tolerance = readTolerance(wishes.tolerance, sink);
  const count = (option: string, text: string | undefined): number | null =>
    text === undefined ? null : readCount(option, text, MAX_REPLICATIONS, sink);
  const mostReplications = count("--most", wishes.most);
  let question: LineQuestion | undefined;
  const asked = readAskedExperiment(path, wishes, "each-mean", parallelism, sink, () => {
    if (aim === undefined) return undefined;
    const { until = [], seed = null, replications } = wishes;
    const first = replications === undefined || !/^\d+$/.test(replications) ? null : Number(replications);
    question = readLine(
      path,
      { ...aim, until, tolerance, seed, replications: first, mostReplications, asked: argumentsOf(wishes) },
      files,
      sink,
    );
    return question?.sweep;
  });
  if (asked === undefined || question === undefined) return undefined;
  return { ...asked, question, rule: question.rule, replications: replicationsInWords(question) };
}

/** Exactly one of the three. */
function aimOf(
  { raise, lower, cheapest }: LineWishes,
  sink: DiagnosticSink,
): { readonly kind: LineKind; readonly option: string; readonly paths: readonly string[] } | undefined {
  const aims = [
    ...(raise === undefined ? [] : [{ kind: "most", option: "--raise", paths: [raise] } as const]),
    ...(lower === undefined ? [] : [{ kind: "least", option: "--lower", paths: [lower] } as const]),
    ...(cheapest === undefined ? [] : [{ kind: "cheapest", option: "--cheapest", paths: cheapest } as const]),
  ];
  if (aims.length === 1) return aims[0];
  sink.report({
    code: "wrong-value",
    severity: "error",
    message: aims.length === 0 ? "nothing says what to search along" : "several options say what to search along",
    expected: "one of --raise PATH, --lower PATH, or --cheapest PATH=FROM..TO once for each node pool",
  });
  return undefined;
}

function readTolerance(text: string | undefined, sink: DiagnosticSink): Tolerance | null {
  if (text === undefined) return null;
  const [, digits = "", percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text) ?? [];
  const amount = Number(digits);
  if (percent === "" && amount > 0) return { kind: "step", step: amount };
  if (percent === "%" && amount > 0 && amount < 100) return { kind: "share", share: amount / 100 };
  sink.report({
    code: "wrong-value",
    severity: "error",
    message: `--tolerance: ${JSON.stringify(text)} says nothing of how near is near enough`,
    expected: "a share such as 1%, or an amount more than 0",
  });
  return null;
}

/** The options that ask for the same search again, but for the seed. */
function argumentsOf(wishes: LineWishes): readonly string[] {
  const { raise, lower, cheapest = [], until = [], tolerance, replications, most } = wishes;
  const given = (option: string, values: readonly (string | undefined)[]): readonly string[] =>
    values.flatMap((value) => (value === undefined ? [] : [option, value]));
  return [
    ...given("--raise", [raise]),
    ...given("--lower", [lower]),
    ...given("--cheapest", cheapest),
    ...given("--until", until),
    ...given("--tolerance", [tolerance]),
    ...given("--replications", [replications]),
    ...given("--most", [most]),
  ];
}

function replicationsInWords({ sweep: { replications }, demands: { mostReplications } }: LineQuestion): string {
  const first = formatExactCount(replications);
  const runs = replications === 1 ? "run" : "runs";
  if (mostReplications === replications) return `${first} ${runs} of each value`;
  return `${first} ${runs} of each value, and up to ${formatExactCount(mostReplications)} where it lies near a limit`;
}
