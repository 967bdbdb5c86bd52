// Judges the promises of a plan by what was measured.

import { present } from "../base/invariant.ts";
import { US_PER_SECOND } from "../base/time.ts";

import { LatencyHistogram } from "../queueing/latency-histogram.ts";

import { percentile, summarise } from "../metrics/distribution.ts";
import { ratioOf, summaryOf, type Measurement } from "../metrics/measurement.ts";
import {
  isOfAutoscalers,
  isOfRequests,
  isOfWorkloads,
  metricNamed,
  unitOfFigure,
  type MetricName,
} from "../metrics/metric-names.ts";
import { isKept, type Threshold, type ThresholdAggregation } from "../metrics/threshold.ts";

import type { ThresholdOutcome } from "./result.ts";

/**
 * A threshold on figures of a distribution in which nothing was measured is not kept, nor is one on a share of a resource that there
 * is not, or on workloads, requests or autoscalers that never came; a count of nothing is 0.
 */
export function judgeThreshold(threshold: Threshold, measurements: readonly Measurement[]): ThresholdOutcome {
  const metric = present(metricNamed(threshold.metric), `a metric ${threshold.metric}`);
  const meant = measurements.filter(
    ({ name, labels }) =>
      name === metric.name && Object.entries(threshold.labels).every(([label, value]) => labels[label] === value),
  );
  const observed =
    metric.kind === "distribution" ? figureOf(meant, threshold.aggregation) : valueOf(metric, countedOnce(meant));
  return {
    threshold: threshold.text,
    passed: observed !== null && isKept(observed, threshold),
    observed,
    limit: threshold.limit,
    unit: unitOfFigure(metric, threshold.labels, threshold.aggregation.kind),
  };
}

/** Over the values of all measurements meant, pooled. */
function figureOf(measurements: readonly Measurement[], aggregation: ThresholdAggregation): number | null {
  const latencies = measurements.flatMap((measurement) =>
    measurement.kind === "latencies" ? [measurement.latency] : [],
  );
  if (latencies.length > 0) return latencyFigure(latencies, aggregation);
  const pooled = poolOf(measurements);
  if (aggregation.kind === "count" || aggregation.kind === "value") return pooled.length;
  if (pooled.length === 0) return null;
  if (aggregation.kind === "percentile") return percentile(pooled, aggregation.percent);
  return summarise(pooled)[aggregation.kind];
}

function latencyFigure(latencies: readonly LatencyHistogram[], aggregation: ThresholdAggregation): number | null {
  const pooled = new LatencyHistogram();
  for (const latency of latencies) pooled.addAll(latency);
  if (aggregation.kind === "count" || aggregation.kind === "value") return pooled.count;
  if (pooled.count === 0) return null;
  if (aggregation.kind === "percentile") return pooled.quantileUs(aggregation.percent / 100) / US_PER_SECOND;
  return summaryOf(pooled)[aggregation.kind];
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

/** A Service has the replicas of the workloads behind it: it counts where it alone is meant. */
function countedOnce(measurements: readonly Measurement[]): readonly Measurement[] {
  const workloads = measurements.filter(({ labels }) => labels["kind"] !== "Service");
  return workloads.length === 0 ? measurements : workloads;
}

/** Null where there is nothing of which it could be the value. */
function valueOf(metric: MetricName, measurements: readonly Measurement[]): number | null {
  const isOfThings =
    isOfWorkloads(metric) ||
    isOfRequests(metric) ||
    isOfAutoscalers(metric) ||
    (metric.unit === "ratio" && metric.labels.includes("resource"));
  if (measurements.length === 0) return isOfThings ? null : 0;
  const ratios = measurements.flatMap((measurement) => (measurement.kind === "ratio" ? [measurement] : []));
  if (ratios.length > 0) {
    const sumOf = (side: "part" | "whole"): number => ratios.reduce((sum, ratio) => sum + ratio[side], 0);
    return ratioOf(sumOf("part"), sumOf("whole"));
  }
  // Series that nobody counted in do not exist, and add nothing.
  const values = measurements.map((measurement) => ("value" in measurement ? measurement.value : 0));
  if (metric.together === "greatest") return values.reduce((greatest, value) => Math.max(greatest, value));
  return values.reduce((sum, value) => sum + value, 0);
}
