// The three APIs of metrics as a run has them: metrics-server behind metrics.k8s.io, an adapter behind the other two, and for those
// that nobody serves the words in which clients hear it. The one part of this folder that the simulation puts together.
// Source of the words: k8s.io/apimachinery pkg/api/errors and k8s.io/metrics pkg/client/custom_metrics/discovery.go, v1.36.

import { unreachable } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type {
  CustomMetricSample,
  ExternalMetricQuery,
  ExternalMetricSample,
  MetricsAnswer,
  MetricsClient,
  MetricsQuery,
  ObjectMetricQuery,
  PodsMetricQuery,
  PodUsageQuery,
  PodUsageSample,
} from "../../cluster/metrics-client.ts";

import { MetricsAdapter } from "./adapter.ts";
import { MetricsServer, type MetricsPorts } from "./metrics-server.ts";
import { SelectedPods } from "./selected-pods.ts";
import type { AdapterSettings, MetricsServerSettings } from "./settings.ts";

export interface MetricsSettings {
  /** Undefined: it is not installed. */
  readonly server: MetricsServerSettings | undefined;
  /** Undefined: none is installed. */
  readonly adapter: AdapterSettings | undefined;
}

/** Of what nobody serves the answer is always the same. */
const UNSERVED = 0;

/** Must hear of the cluster's changes from the run's begin on. */
export class MetricsApis implements MetricsClient, ClusterObserver, Snapshotable {
  readonly concerns: ReadonlySet<Change["kind"]>;
  readonly #selected: SelectedPods;
  readonly #server: MetricsServer | undefined;
  /** Each undefined where nothing is served of its API. */
  readonly #custom: MetricsAdapter | undefined;
  readonly #external: MetricsAdapter | undefined;

  constructor({ server, adapter }: MetricsSettings, ports: MetricsPorts) {
    this.#selected = new SelectedPods(ports.cluster);
    this.concerns = this.#selected.concerns;
    this.#server = server === undefined ? undefined : new MetricsServer(server, this.#selected, ports);
    const made = adapter === undefined ? undefined : new MetricsAdapter(adapter, this.#selected, ports);
    this.#custom = adapter !== undefined && adapter.pods.length + adapter.objects.length > 0 ? made : undefined;
    this.#external = adapter !== undefined && adapter.external.length > 0 ? made : undefined;
  }

  hear(delta: Delta): void {
    this.#selected.hear(delta);
  }

  podUsage(query: PodUsageQuery): MetricsAnswer<PodUsageSample> {
    return this.#server?.podUsage(query) ?? absent("get pods.metrics.k8s.io");
  }

  podsMetric(query: PodsMetricQuery): MetricsAnswer<CustomMetricSample> {
    return this.#custom?.podsMetric(query) ?? NO_CUSTOM_METRICS;
  }

  objectMetric(query: ObjectMetricQuery): MetricsAnswer<CustomMetricSample> {
    return this.#custom?.objectMetric(query) ?? NO_CUSTOM_METRICS;
  }

  externalMetric(query: ExternalMetricQuery): MetricsAnswer<ExternalMetricSample> {
    return this.#external?.externalMetric(query) ?? absent(`get ${query.metricName}.external.metrics.k8s.io`);
  }

  versionOf(query: MetricsQuery): number {
    switch (query.kind) {
      case "pod-usage":
        return this.#server?.versionOf(query) ?? UNSERVED;
      case "pods-metric":
      case "object-metric":
        return this.#custom?.versionOf(query) ?? UNSERVED;
      case "external-metric":
        return this.#external?.versionOf(query) ?? UNSERVED;
      default:
        return unreachable(query);
    }
  }

  /** An adapter's looks are followed as they come. */
  isSettled(query: MetricsQuery): boolean {
    switch (query.kind) {
      case "pod-usage":
        return this.#server?.isSettled(query) ?? true;
      case "pods-metric":
      case "object-metric":
        return this.#custom === undefined;
      case "external-metric":
        return this.#external === undefined;
      default:
        return unreachable(query);
    }
  }

  /** All follows from the cluster's state. */
  snapshot(): Snapshot {
    return {};
  }

  /** After the cluster. */
  restore(_saved: Snapshot): void {
    this.#selected.forget();
    this.#server?.forget();
    this.#custom?.forget();
    this.#external?.forget();
  }
}

const NO_CUSTOM_METRICS = Object.freeze({
  kind: "failed",
  message: "no custom metrics API (custom.metrics.k8s.io) registered",
} as const);

function absent(request: string): { readonly kind: "failed"; readonly message: string } {
  return { kind: "failed", message: `the server could not find the requested resource (${request})` };
}
