// A metric as it was measured: a single number, all values of a distribution, or how often which latency occurred.

import { US_PER_SECOND } from "../base/time.ts";

import type { LatencyHistogram } from "../queueing/latency-histogram.ts";

import { summarise } from "./distribution.ts";
import type { DistributionSummary, MetricSample } from "./findings.ts";

export type Measurement =
  | {
      readonly kind: "counter" | "gauge";
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly value: number;
    }
  | {
      readonly kind: "distribution";
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      /** Every value, ascending. */
      readonly values: Float64Array;
    }
  | {
      /** A distribution of too many values to keep; of seconds. */
      readonly kind: "latencies";
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly latency: LatencyHistogram;
    }
  | {
      /** A gauge that is a part of a whole: several together are the sum of parts over the sum of wholes. */
      readonly kind: "ratio";
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly part: number;
      readonly whole: number;
    };

/** The measurement of a distribution from its values in any order. */
export function measuredDistribution(
  name: string,
  labels: Readonly<Record<string, string>>,
  values: readonly number[],
): Measurement {
  return { kind: "distribution", name, labels, values: Float64Array.from(values).sort() };
}

/** The measurement as results carry it. */
export function sampleOf(measurement: Measurement): MetricSample {
  const { name, labels, kind } = measurement;
  switch (kind) {
    case "counter":
    case "gauge":
      return { name, labels, kind, value: measurement.value };
    case "ratio":
      return { name, labels, kind: "gauge", value: ratioOf(measurement.part, measurement.whole) };
    case "distribution":
      return distributionSample(name, labels, summarise(measurement.values));
    case "latencies":
      return distributionSample(name, labels, summaryOf(measurement.latency));
  }
}

/** 0 of nothing. */
export function ratioOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Figures of latencies, in seconds; all 0 where there are none. Quantiles are those within a bucket, a 128th of their value. */
export function summaryOf(latency: LatencyHistogram): DistributionSummary {
  if (latency.count === 0) return summarise(new Float64Array(0));
  const at = (fraction: number): number => latency.quantileUs(fraction) / US_PER_SECOND;
  return {
    count: latency.count,
    mean: latency.meanUs / US_PER_SECOND,
    min: at(0),
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: at(1),
  };
}

function distributionSample(
  name: string,
  labels: Readonly<Record<string, string>>,
  distribution: DistributionSummary,
): MetricSample {
  return { name, labels, kind: "distribution", value: distribution.count, distribution };
}
