// What autoscalers ask of metrics, read from their objects.

import { describe, expect, it } from "vitest";

import { seenMetrics, wantedMetrics } from "../../../src/metrics/autoscaling/metric-reading.ts";
import type { HorizontalPodAutoscaler } from "../../../src/model/api/types/autoscaling-v2.ts";

const metric = { name: "queue", selector: { matchLabels: { q: "a" } } };
const OBJECT = {
  spec: {
    metrics: [
      { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: "1Gi" } } },
      {
        type: "ContainerResource",
        containerResource: { name: "cpu", container: "app", target: { type: "Utilization", averageUtilization: 70 } },
      },
      { type: "External", external: { metric, target: { type: "Value", value: "30" } } },
      { type: "Object", object: { metric, target: { type: "Value", value: "5" } } },
    ],
  },
  status: {
    currentMetrics: [
      { type: "Resource", resource: { name: "memory", current: { averageValue: "536870912" } } },
      {
        type: "ContainerResource",
        containerResource: { name: "cpu", container: "app", current: { averageUtilization: 35, averageValue: "70m" } },
      },
      { type: "External", external: { metric, current: { value: "12500m" } } },
      { type: "" },
    ],
  },
} as HorizontalPodAutoscaler;

describe("a metric of an autoscaler", () => {
  it("is named by what it measures and how its target is written", () => {
    expect(wantedMetrics(OBJECT)).toEqual([
      { name: "memory average value", target: 1_073_741_824 },
      { name: "cpu of app utilization", target: 70 },
      { name: "queue value", target: 30 },
      { name: "queue value", target: 5 },
    ]);
  });

  it("is seen as its target is written, and not at all where it failed", () => {
    expect(seenMetrics(OBJECT)).toEqual([536_870_912, 35, 12.5, undefined]);
  });

  it("is none of an autoscaler without any", () => {
    expect(wantedMetrics({})).toEqual([]);
    expect(seenMetrics({})).toEqual([]);
  });
});
