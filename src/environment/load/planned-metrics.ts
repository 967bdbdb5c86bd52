// What the metrics APIs of a scenario tell, and how late, as plain data. Part of the plan of a run.

import type { SourcePosition } from "../../base/diagnostic.ts";

import type { PlannedRate } from "./planned-load.ts";

/** What can be told of a service, or of one of its pods by itself. Rates and latencies are those of an adapter's interval. */
export type LoadFigure =
  | { readonly kind: "requests-per-second" }
  /** Requests that failed, for whatever reason. */
  | { readonly kind: "errors-per-second" }
  /** Requests in the pods at the moment, waiting ones included. */
  | { readonly kind: "in-flight" }
  | { readonly kind: "waiting" }
  /** In seconds; `quantile` from 0 to 1. */
  | { readonly kind: "latency"; readonly quantile: number };

/** metrics-server. */
export interface PlannedMetricsServer {
  /** Between two scrapes (--metric-resolution). */
  readonly resolutionUs: number;
}

/** Who answers for custom and external metrics. */
export interface PlannedAdapter {
  /** Between two looks; what it tells stays the same until the next. */
  readonly intervalUs: number;
  /** How old a figure is when it is first told. */
  readonly lagUs: number;
}

/** A metric of each pod that serves requests (custom.metrics.k8s.io). */
export interface PlannedPodMetric {
  readonly name: string;
  readonly figure: LoadFigure;
}

/** Where a value comes from that is not a pod's. */
export type MetricValue =
  /** Place of the service in the network of the load. */
  | { readonly kind: "service"; readonly service: number; readonly figure: LoadFigure }
  /** A series of its own, in the metric's unit. Its chance is drawn under the metric's name. */
  | { readonly kind: "series"; readonly rate: PlannedRate };

/** A metric of an object other than a pod (custom.metrics.k8s.io). */
export interface PlannedObjectMetric {
  readonly name: string;
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  readonly value: MetricValue;
  readonly position: SourcePosition;
}

/** A metric of something outside the cluster (external.metrics.k8s.io). */
export interface PlannedExternalMetric {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: MetricValue;
  readonly position: SourcePosition;
}

export interface PlannedMetrics {
  /** null: there is none, so that nothing answers for metrics.k8s.io. */
  readonly server: PlannedMetricsServer | null;
  readonly adapter: PlannedAdapter;
  readonly pods: readonly PlannedPodMetric[];
  readonly objects: readonly PlannedObjectMetric[];
  readonly external: readonly PlannedExternalMetric[];
}
