// A metric as it was measured: a single number, or all values of a distribution.

import { summarise } from "./distribution.ts";
import type { MetricSample } from "./findings.ts";

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
  if (measurement.kind !== "distribution") return { name, labels, kind, value: measurement.value };
  const distribution = summarise(measurement.values);
  return { name, labels, kind, value: distribution.count, distribution };
}
