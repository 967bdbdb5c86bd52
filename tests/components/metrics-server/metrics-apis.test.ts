// What clients hear of metrics APIs that nobody serves.

import { describe, expect, it } from "vitest";

import { SELECTS_EVERYTHING } from "../../../src/model/label-selector.ts";
import { MetricsWorld, WEB } from "./metrics-world.ts";

const about = { namespace: "default", metricName: "rps", metricSelector: SELECTS_EVERYTHING } as const;

describe("metrics APIs that are not there", () => {
  it("are refused in the words that autoscalers pass on", () => {
    const { apis } = new MetricsWorld({ server: undefined, adapter: undefined });
    const object = { objectKind: "Service", objectName: "a", group: "" };
    const custom = "no custom metrics API (custom.metrics.k8s.io) registered";
    const answers = [
      apis.podUsage(WEB),
      apis.podsMetric({ ...about, kind: "pods-metric", podSelector: SELECTS_EVERYTHING }),
      apis.objectMetric({ ...about, ...object, kind: "object-metric" }),
      apis.externalMetric({ ...about, kind: "external-metric" }),
    ];
    expect(answers.map((answer) => (answer.kind === "failed" ? answer.message : ""))).toEqual([
      "the server could not find the requested resource (get pods.metrics.k8s.io)",
      custom,
      custom,
      "the server could not find the requested resource (get rps.external.metrics.k8s.io)",
    ]);
    expect(apis.versionOf(WEB)).toBe(0);
  });
});
