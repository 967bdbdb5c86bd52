// What metrics-server and an adapter of custom metrics are told when they are started.
// Imitates kubernetes-sigs/metrics-server cmd/metrics-server/app/options/options.go and manifests/base/deployment.yaml, v0.8.

import { US_PER_SECOND } from "../../base/time.ts";

export interface MetricsServerSettings {
  /** Between two scrapes (--metric-resolution), µs; three minutes at most, as no more is kept of what pods used. */
  readonly resolutionUs: number;
  /** How long a kubelet is waited for (--kubelet-request-timeout), µs. */
  readonly kubeletTimeoutUs: number;
}

/** As its manifests and its chart install it. */
export const METRICS_SERVER_DEFAULTS: MetricsServerSettings = Object.freeze({
  resolutionUs: 15 * US_PER_SECOND,
  kubeletTimeoutUs: 10 * US_PER_SECOND,
});

/** What an adapter answers with: the mean over the interval before its look, or what it was at the look. */
export type FigureReading = "mean" | "moment";

/** A custom metric of pods. */
export interface ServedPodMetric {
  readonly name: string;
  /** Name of the series that is recorded of each pod. */
  readonly series: string;
  readonly reading: FigureReading;
}

/** A custom metric of one object that is no pod. */
export interface ServedObjectMetric {
  readonly name: string;
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  readonly series: string;
  readonly reading: FigureReading;
}

export interface ServedExternalMetric {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly series: string;
  readonly reading: FigureReading;
}

export interface AdapterSettings {
  /** Between two looks, µs; what it tells stays until the next. */
  readonly intervalUs: number;
  /** How old a figure is when it is first told, µs. */
  readonly lagUs: number;
  readonly pods: readonly ServedPodMetric[];
  readonly objects: readonly ServedObjectMetric[];
  readonly external: readonly ServedExternalMetric[];
}
