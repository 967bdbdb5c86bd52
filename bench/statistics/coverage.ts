// How often intervals hold the truth, on queues whose truth is known.

import type { Distribution } from "../../src/base/random/distribution.ts";
import type { Interval } from "../../src/experiment/statistics/interval.ts";

import { sample } from "../../src/base/random/distribution.ts";
import { RandomStream } from "../../src/base/random/random-stream.ts";
import { normalQuantile } from "../../src/base/random/special-functions.ts";
import { batchMeansInterval, independentBatches } from "../../src/experiment/statistics/batch-means.ts";
import { bootstrapInterval } from "../../src/experiment/statistics/bootstrap-interval.ts";
import { halfWidth } from "../../src/experiment/statistics/interval.ts";
import { meanInterval } from "../../src/experiment/statistics/mean-interval.ts";
import { quantileInterval } from "../../src/experiment/statistics/quantile-interval.ts";
import { sampleMoments } from "../../src/experiment/statistics/sample-moments.ts";
import { valuesWanted } from "../../src/experiment/statistics/settled-mean.ts";
import { percentile } from "../../src/metrics/distribution.ts";
import { waitsOf, type Queue } from "./queues.ts";

const CONFIDENCE = 0.95;
const REPLICATIONS = 10;
/** Customers left out at the front of each run. */
const LEFT_OUT = 1000;

export interface Coverage {
  readonly method: string;
  readonly subject: string;
  readonly trials: number;
  /** Trials in which the method gave an interval. */
  readonly answered: number;
  readonly held: number;
  /** Mean of half-width over truth. */
  readonly relativeHalfWidth: number;
}

/** Counts, trial by trial, what a method's intervals hold. */
class Tally {
  readonly #method: string;
  readonly #subject: string;
  readonly #truth: number;
  #trials = 0;
  #answered = 0;
  #held = 0;
  #widths = 0;

  constructor(method: string, subject: string, truth: number) {
    this.#method = method;
    this.#subject = subject;
    this.#truth = truth;
  }

  /** Undefined where the method refused. */
  count(interval: Interval | undefined): void {
    this.#trials += 1;
    if (interval === undefined) return;
    this.#answered += 1;
    if (interval.low <= this.#truth && this.#truth <= interval.high) this.#held += 1;
    this.#widths += halfWidth(interval) / this.#truth;
  }

  result(): Coverage {
    const relativeHalfWidth = this.#widths / this.#answered;
    return {
      method: this.#method,
      subject: this.#subject,
      trials: this.#trials,
      answered: this.#answered,
      held: this.#held,
      relativeHalfWidth,
    };
  }
}

/** All methods for the mean wait, and the one for its 90th percentile, on runs of so many customers. */
export function coverageOnQueue(queue: Queue, trials: number, customers: number): readonly Coverage[] {
  const { name, meanWait, p90Wait } = queue;
  const student = new Tally("10 replications, Student", `${name}, mean`, meanWait);
  const bootstrap = new Tally("10 replications, bootstrap", `${name}, mean`, meanWait);
  const batches = new Tally("one run of that length, batch means", `${name}, mean`, meanWait);
  const naive = new Tally("one run of that length, as if values were independent", `${name}, mean`, meanWait);
  const percentiles = new Tally("10 replications, Student", `${name}, p(90)`, p90Wait);
  for (let trial = 0; trial < trials; trial += 1) {
    const runs = Array.from({ length: REPLICATIONS }, (_, run) =>
      waitsOf(queue, customers, LEFT_OUT, `${trial}/${run}`),
    );
    const means = runs.map(meanOf);
    student.count(meanInterval(means, CONFIDENCE));
    bootstrap.count(bootstrapInterval(means, CONFIDENCE, String(trial)));
    percentiles.count(
      meanInterval(
        runs.map((waits) => percentile(waits.sort(), 90)),
        CONFIDENCE,
      ),
    );
    const longRun = waitsOf(queue, REPLICATIONS * customers, LEFT_OUT, `${trial}/long`);
    const batched = independentBatches(longRun);
    batches.count(batched.kind === "batches" ? batchMeansInterval(batched, CONFIDENCE) : undefined);
    naive.count(naiveInterval(longRun));
  }
  return [student, bootstrap, percentiles, batches, naive].map((tally) => tally.result());
}

/** What is shown in many places and is wrong: pods that wait behind one another are no independent values. */
function naiveInterval(values: Float64Array): Interval {
  const { mean, standardDeviation } = sampleMoments([...values]);
  const reach = (normalQuantile((1 + CONFIDENCE) / 2) * standardDeviation) / Math.sqrt(values.length);
  return {
    estimate: mean,
    low: mean - reach,
    high: mean + reach,
    confidence: CONFIDENCE,
    count: values.length,
    method: "none",
  };
}

/** Replications until the mean wait is known to 10 %: those that stop early by luck are the price of not knowing how many it takes. */
export function coverageOfPrecision(queue: Queue, trials: number, customers: number): Coverage {
  const tally = new Tally("as many replications as ±10 % take", `${queue.name}, mean`, queue.meanWait);
  for (let trial = 0; trial < trials; trial += 1) {
    const means: number[] = [];
    for (;;) {
      const wanted = valuesWanted(
        means.map((value) => ({ value, scale: value })),
        { ratio: 0.1, confidence: CONFIDENCE, negligible: 0 },
      );
      if (wanted <= means.length) break;
      while (means.length < wanted) {
        means.push(meanOf(waitsOf(queue, customers, LEFT_OUT, `precision/${trial}/${means.length}`)));
      }
    }
    tally.count(meanInterval(means, CONFIDENCE));
  }
  return tally.result();
}

interface Law {
  readonly name: string;
  readonly law: Distribution;
  readonly quantileOf: (percent: number) => number;
}

const LAWS: readonly Law[] = [
  { name: "exponential", law: { kind: "exponential", mean: 1 }, quantileOf: (percent) => -Math.log(1 - percent / 100) },
  {
    name: "lognormal",
    law: { kind: "lognormal", location: 0, scale: 1.5 },
    quantileOf: (percent) => Math.exp(1.5 * normalQuantile(percent / 100)),
  },
];

/** Order statistics of independent values, no more of them than the method asks for. */
export function coverageOfOrderStatistics(trials: number): readonly Coverage[] {
  return LAWS.flatMap(({ name, law, quantileOf }) =>
    [
      { percent: 50, count: 20 },
      { percent: 90, count: 100 },
      { percent: 99, count: 1000 },
    ].map(({ percent, count }) => {
      const tally = new Tally(`${count} independent values, by rank`, `${name}, p(${percent})`, quantileOf(percent));
      for (let trial = 0; trial < trials; trial += 1) {
        const source = new RandomStream(String(trial), name);
        const values = Float64Array.from({ length: count }, () => sample(law, source)).sort();
        const found = quantileInterval(values, percent, CONFIDENCE);
        tally.count(found.kind === "interval" ? found.interval : undefined);
      }
      return tally.result();
    }),
  );
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
