// How often a difference is called where there is none: the same queue, compared with itself under other seeds.

import { judgeDifference, type Verdict } from "../../src/experiment/statistics/verdict.ts";
import { percentile } from "../../src/metrics/distribution.ts";
import { meanOf } from "./coverage.ts";
import { waitsOf, type Queue } from "./queues.ts";

const REPLICATIONS = 10;
const LEFT_OUT = 1000;

/** What is compared, each a number of one run. */
const FIGURES: readonly { readonly name: string; readonly of: (ascending: Float64Array) => number }[] = [
  { name: "mean", of: meanOf },
  { name: "p(50)", of: (waits) => percentile(waits, 50) },
  { name: "p(90)", of: (waits) => percentile(waits, 90) },
  { name: "p(99)", of: (waits) => percentile(waits, 99) },
  { name: "max", of: (waits) => waits.at(-1)! },
  { name: "share that waited", of: (waits) => waits.filter((wait) => wait > 0).length / waits.length },
];

export interface FalseCalls {
  readonly subject: string;
  /** Comparisons, or sets of comparisons that are judged together. */
  readonly trials: number;
  readonly called: number;
}

/** Per figure alone; for all figures without a correction; and for all of them with it. */
export function falseCalls(queue: Queue, trials: number, customers: number): readonly FalseCalls[] {
  const alone = FIGURES.map(() => 0);
  let anyUncorrected = 0;
  let anyCorrected = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const [first, second] = ["a", "a again"].map((side) => figuresOfRuns(queue, customers, `${trial}/${side}`));
    const calls = (comparisons: number) =>
      FIGURES.map((_, figure) => isCall(verdictOn(first![figure]!, second![figure]!, comparisons)));
    const uncorrected = calls(1);
    for (const [figure, called] of uncorrected.entries()) if (called) alone[figure]! += 1;
    if (uncorrected.includes(true)) anyUncorrected += 1;
    if (calls(FIGURES.length).includes(true)) anyCorrected += 1;
  }
  const all = `any of these ${FIGURES.length}`;
  return [
    ...FIGURES.map(({ name }, figure) => ({ subject: `${queue.name}, ${name}`, trials, called: alone[figure]! })),
    { subject: `${queue.name}, ${all}, uncorrected`, trials, called: anyUncorrected },
    { subject: `${queue.name}, ${all}, corrected for ${FIGURES.length}`, trials, called: anyCorrected },
  ];
}

/** By figure, then by replication. */
function figuresOfRuns(queue: Queue, customers: number, seed: string): readonly (readonly number[])[] {
  const runs = Array.from({ length: REPLICATIONS }, (_, run) =>
    waitsOf(queue, customers, LEFT_OUT, `${seed}/${run}`).sort(),
  );
  return FIGURES.map(({ of }) => runs.map(of));
}

function verdictOn(first: readonly number[], second: readonly number[], comparisons: number): Verdict {
  return judgeDifference(first, second, "lower", { confidence: 0.95, comparisons, indifference: 0 }).verdict;
}

function isCall({ kind }: Verdict): boolean {
  return kind === "better" || kind === "worse" || kind === "different";
}
