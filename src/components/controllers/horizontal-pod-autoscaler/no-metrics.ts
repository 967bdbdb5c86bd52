// A cluster in which nobody serves metrics: what the API server and client-go say then.
// Source: staging apiserver and client-go (404 of an unknown path), k8s.io/metrics/pkg/client/custom_metrics/discovery.go, v1.36.

import type { MetricsClient } from "../../../cluster/metrics-client.ts";

const NO_PODS = "the server could not find the requested resource (get pods.metrics.k8s.io)";
const NO_CUSTOM = "no custom metrics API (custom.metrics.k8s.io) registered";

export const NO_METRICS: MetricsClient = Object.freeze({
  podUsage: () => ({ kind: "failed", message: NO_PODS }) as const,
  podsMetric: () => ({ kind: "failed", message: NO_CUSTOM }) as const,
  objectMetric: () => ({ kind: "failed", message: NO_CUSTOM }) as const,
  externalMetric: ({ metricName }: { readonly metricName: string }) =>
    ({
      kind: "failed",
      message: `the server could not find the requested resource (get ${metricName}.external.metrics.k8s.io)`,
    }) as const,
  versionOf: () => 0,
  isSettled: () => true,
});
