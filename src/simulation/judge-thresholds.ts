// Judges the promises of a plan by what was measured.

import { present } from "../base/invariant.ts";

import { percentile, summarise } from "../metrics/distribution.ts";
import type { Measurement } from "../metrics/measurement.ts";
import { metricNamed } from "../metrics/metric-names.ts";
import { isKept, type Threshold, type ThresholdAggregation } from "../metrics/threshold.ts";

import type { ThresholdOutcome } from "./result.ts";

/**
 * A threshold on figures of a distribution in which nothing was measured is not kept, nor is one on a share of a resource that there
 * is not; a count of nothing is 0.
 */
export function judgeThreshold(threshold: Threshold, measurements: readonly Measurement[]): ThresholdOutcome {
  const metric = present(metricNamed(threshold.metric), `a metric ${threshold.metric}`);
  const meant = measurements.filter(
    ({ name, labels }) =>
      name === metric.name && Object.entries(threshold.labels).every(([label, value]) => labels[label] === value),
  );
  const isOfNothing = metric.unit === "ratio" && metric.labels.includes("resource") && meant.length === 0;
  const observed =
    metric.kind === "distribution" ? figureOf(meant, threshold.aggregation) : isOfNothing ? null : sumOf(meant);
  return {
    threshold: threshold.text,
    passed: observed !== null && isKept(observed, threshold),
    observed,
    limit: threshold.limit,
    unit: metric.unit,
  };
}

/** Over the values of all measurements meant, pooled. */
function figureOf(measurements: readonly Measurement[], aggregation: ThresholdAggregation): number | null {
  const pooled = poolOf(measurements);
  if (aggregation.kind === "count" || aggregation.kind === "value") return pooled.length;
  if (pooled.length === 0) return null;
  if (aggregation.kind === "percentile") return percentile(pooled, aggregation.percent);
  return summarise(pooled)[aggregation.kind];
}

function poolOf(measurements: readonly Measurement[]): Float64Array {
  const parts = measurements.flatMap((measurement) =>
    measurement.kind === "distribution" ? [measurement.values] : [],
  );
  const pooled = new Float64Array(parts.reduce((count, { length }) => count + length, 0));
  let at = 0;
  for (const part of parts) {
    pooled.set(part, at);
    at += part.length;
  }
  return pooled.sort();
}

/** Series that nobody counted in do not exist, and add nothing. */
function sumOf(measurements: readonly Measurement[]): number {
  return measurements.reduce(
    (sum, measurement) => sum + (measurement.kind === "distribution" ? 0 : measurement.value),
    0,
  );
}
