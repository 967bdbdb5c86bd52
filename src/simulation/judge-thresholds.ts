// Judges the promises of a plan by what was measured.

import { percentile, summarise } from "../metrics/distribution.ts";
import type { Measurement } from "../metrics/measurement.ts";
import { metricNamed } from "../metrics/metric-names.ts";
import type { Threshold, ThresholdAggregation, ThresholdOperator } from "../metrics/threshold.ts";

import type { ThresholdOutcome } from "./result.ts";

/** A threshold on a metric that has no value (nothing was measured) is not kept. */
export function judgeThreshold(threshold: Threshold, measurements: readonly Measurement[]): ThresholdOutcome {
  const metric = metricNamed(threshold.metric);
  const meant = measurements.filter(
    ({ name, labels }) =>
      name === metric?.name && Object.entries(threshold.labels).every(([label, value]) => labels[label] === value),
  );
  const observed = aggregate(meant, threshold.aggregation);
  return {
    threshold: threshold.text,
    passed: observed !== null && compare(observed, threshold.operator, threshold.limit),
    observed,
    limit: threshold.limit,
    unit: metric?.unit ?? "",
  };
}

/** Over all measurements meant: numbers are summed, distributions pooled. */
function aggregate(measurements: readonly Measurement[], aggregation: ThresholdAggregation): number | null {
  if (measurements.length === 0) return null;
  const pooled = poolOf(measurements);
  if (pooled === undefined) return sumOf(measurements);
  if (aggregation.kind === "count" || aggregation.kind === "value") return pooled.length;
  if (pooled.length === 0) return null;
  if (aggregation.kind === "percentile") return percentile(pooled, aggregation.percent);
  return summarise(pooled)[aggregation.kind];
}

function poolOf(measurements: readonly Measurement[]): Float64Array | undefined {
  const values = measurements.flatMap((measurement) =>
    measurement.kind === "distribution" ? [measurement.values] : [],
  );
  if (values.length === 0) return undefined;
  const pooled = new Float64Array(values.reduce((count, { length }) => count + length, 0));
  let at = 0;
  for (const part of values) {
    pooled.set(part, at);
    at += part.length;
  }
  return pooled.sort();
}

function sumOf(measurements: readonly Measurement[]): number {
  return measurements.reduce(
    (sum, measurement) => sum + (measurement.kind === "distribution" ? 0 : measurement.value),
    0,
  );
}

function compare(observed: number, operator: ThresholdOperator, limit: number): boolean {
  switch (operator) {
    case "<":
      return observed < limit;
    case "<=":
      return observed <= limit;
    case ">":
      return observed > limit;
    case ">=":
      return observed >= limit;
    case "==":
      return observed === limit;
    case "!=":
      return observed !== limit;
  }
}
