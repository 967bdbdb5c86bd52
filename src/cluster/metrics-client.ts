// What the metrics APIs answer: metrics.k8s.io (how much pods use), custom.metrics.k8s.io (about pods and other objects) and
// external.metrics.k8s.io. The port through which autoscalers ask; who stands behind it (metrics-server, adapters) is put there
// by the simulation, and a world without it has none of the three APIs. Knows Kubernetes' selectors, no component.
// Source: pkg/controller/podautoscaler/metrics/{interfaces,client}.go and k8s.io/metrics/pkg/apis, v1.36.

import type { CompiledLabelSelector } from "../model/label-selector.ts";

/**
 * A quantity in thousandths of its unit, rounded up as `Quantity.MilliValue` does: of a core, of a byte, of whatever a metric
 * counts. An int64: a number where that is exact, else (beyond 2^53 − 1) a bigint.
 */
export type MilliValue = number | bigint;

/** What one container used. */
export interface ContainerUsage {
  readonly name: string;
  /** Thousandths of a core; undefined: not measured. */
  readonly cpuMilli: MilliValue | undefined;
  /** Thousandths of a byte; undefined: not measured. */
  readonly memoryMilli: MilliValue | undefined;
  /** Of resources beside these two, by their names; absent: none. */
  readonly otherMilli?: ReadonlyMap<string, MilliValue>;
}

/** One PodMetrics of metrics.k8s.io. */
export interface PodUsageSample {
  readonly pod: string;
  /** End of the span that was measured, µs since the run began; the API has whole seconds. */
  readonly timestampUs: number;
  /** Its length, µs. */
  readonly windowUs: number;
  readonly containers: readonly ContainerUsage[];
}

/** One MetricValue of custom.metrics.k8s.io. */
export interface CustomMetricSample {
  /** Name of the object that it is about. */
  readonly describedName: string;
  readonly timestampUs: number;
  /** Absent: the adapter does not say; autoscalers take a minute. */
  readonly windowUs?: number;
  readonly valueMilli: MilliValue;
}

/** One ExternalMetricValue. */
export interface ExternalMetricSample {
  readonly timestampUs: number;
  readonly valueMilli: MilliValue;
}

/** Pods of a namespace that have samples, those with these labels. */
export interface PodUsageQuery {
  readonly kind: "pod-usage";
  readonly namespace: string;
  readonly selector: CompiledLabelSelector;
}

/** A custom metric of each pod with these labels. */
export interface PodsMetricQuery {
  readonly kind: "pods-metric";
  readonly namespace: string;
  readonly metricName: string;
  readonly podSelector: CompiledLabelSelector;
  /** Which series of the metric are meant. */
  readonly metricSelector: CompiledLabelSelector;
}

/** A custom metric of one object. */
export interface ObjectMetricQuery {
  readonly kind: "object-metric";
  /** Empty for a Namespace, which is then the object itself. */
  readonly namespace: string;
  /** API group of the object, empty for the core's. */
  readonly group: string;
  readonly objectKind: string;
  readonly objectName: string;
  readonly metricName: string;
  readonly metricSelector: CompiledLabelSelector;
}

export interface ExternalMetricQuery {
  readonly kind: "external-metric";
  readonly namespace: string;
  readonly metricName: string;
  readonly metricSelector: CompiledLabelSelector;
}

export type MetricsQuery = PodUsageQuery | PodsMetricQuery | ObjectMetricQuery | ExternalMetricQuery;

/** A list, in the order in which the API has it, or the error in its words. */
export type MetricsAnswer<Sample> =
  | { readonly kind: "listed"; readonly samples: readonly Sample[] }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Asked at a moment of the run; answers are of that moment, and are not changed later. Callers ask with the same query object
 * again and again, so that what follows from it may be kept by it.
 */
export interface MetricsClient {
  podUsage(query: PodUsageQuery): MetricsAnswer<PodUsageSample>;
  podsMetric(query: PodsMetricQuery): MetricsAnswer<CustomMetricSample>;
  /** All series that fit; callers take it for an error if it is not exactly one. */
  objectMetric(query: ObjectMetricQuery): MetricsAnswer<CustomMetricSample>;
  externalMetric(query: ExternalMetricQuery): MetricsAnswer<ExternalMetricSample>;
  /**
   * A number that is another if the answer is another than at the last call but for timestamps and windows, which move with each
   * scrape: other samples, values, words. While it stays, no pod's window begins earlier than that of an earlier answer. It may
   * change without need, and must not stay without right; it need not grow. Absent, or undefined: not known.
   */
  versionOf?(query: MetricsQuery): number | undefined;
  /**
   * Whether that number stays the same as long as nothing changes in the cluster. It may be false without need. To be asked when
   * `versionOf` has been asked at this moment. Absent: it is not known.
   */
  isSettled?(query: MetricsQuery): boolean;
}
