// What is said where nobody serves metrics.

import { expect, it } from "vitest";

import { SELECTS_EVERYTHING } from "../../../../src/model/label-selector.ts";
import { NO_METRICS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/no-metrics.ts";

it("says of each API that it is not there", () => {
  const namespace = "default";
  const all = { namespace, metricName: "queue", metricSelector: SELECTS_EVERYTHING };
  expect(NO_METRICS.podUsage({ kind: "pod-usage", namespace, selector: SELECTS_EVERYTHING })).toEqual({
    kind: "failed",
    message: "the server could not find the requested resource (get pods.metrics.k8s.io)",
  });
  expect(NO_METRICS.podsMetric({ ...all, kind: "pods-metric", podSelector: SELECTS_EVERYTHING })).toEqual({
    kind: "failed",
    message: "no custom metrics API (custom.metrics.k8s.io) registered",
  });
  expect(NO_METRICS.externalMetric({ ...all, kind: "external-metric" })).toEqual({
    kind: "failed",
    message: "the server could not find the requested resource (get queue.external.metrics.k8s.io)",
  });
});
