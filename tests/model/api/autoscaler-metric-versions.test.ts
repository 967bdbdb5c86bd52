// Metrics of autoscalers in both versions.

import { expect, it } from "vitest";

import { annotatedMetric, metricOfAnnotation } from "../../../src/model/api/autoscaler-metric-versions.ts";
import type { MetricSpecV1 } from "../../../src/model/api/types/autoscaling-v1.ts";
import type { MetricSpec } from "../../../src/model/api/types/autoscaling-v2.ts";

const SERVICE = { kind: "Service", name: "a" };
const SELECTOR = { matchLabels: { a: "b" } };

it.each<[MetricSpecV1, MetricSpec]>([
  [
    { type: "Object", object: { target: SERVICE, metricName: "qps", targetValue: "5", selector: SELECTOR } },
    {
      type: "Object",
      object: {
        describedObject: SERVICE,
        metric: { name: "qps", selector: SELECTOR },
        target: { type: "Value", value: "5" },
      },
    },
  ],
  [
    { type: "Object", object: { target: SERVICE, metricName: "qps", targetValue: "5", averageValue: "1" } },
    {
      type: "Object",
      object: {
        describedObject: SERVICE,
        metric: { name: "qps" },
        target: { type: "AverageValue", value: "5", averageValue: "1" },
      },
    },
  ],
  [
    { type: "Pods", pods: { metricName: "qps", targetAverageValue: "1k" } },
    { type: "Pods", pods: { metric: { name: "qps" }, target: { type: "AverageValue", averageValue: "1k" } } },
  ],
  [
    { type: "Resource", resource: { name: "memory", targetAverageValue: "1Gi" } },
    { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: "1Gi" } } },
  ],
  [
    { type: "ContainerResource", containerResource: { name: "cpu", container: "a", targetAverageUtilization: 50 } },
    {
      type: "ContainerResource",
      containerResource: { name: "cpu", container: "a", target: { type: "Utilization", averageUtilization: 50 } },
    },
  ],
  [
    { type: "External", external: { metricName: "queue", metricSelector: SELECTOR, targetValue: "30" } },
    {
      type: "External",
      external: { metric: { name: "queue", selector: SELECTOR }, target: { type: "Value", value: "30" } },
    },
  ],
  [
    { type: "External", external: { metricName: "queue", targetAverageValue: "30" } },
    { type: "External", external: { metric: { name: "queue" }, target: { type: "AverageValue", averageValue: "30" } } },
  ],
  [{ type: "Other" }, { type: "Other" }],
])("takes %j there and back", (annotated, metric) => {
  expect(metricOfAnnotation(annotated)).toEqual(metric);
  expect(annotatedMetric(metric)).toEqual(annotated);
});

it("takes amounts that v1 cannot leave out for none", () => {
  const source = { target: SERVICE, metricName: "qps", targetValue: "0", averageValue: "1" };
  expect(metricOfAnnotation({ type: "Object", object: source }).object?.target).toEqual({
    type: "AverageValue",
    averageValue: "1",
  });
  expect(metricOfAnnotation({ type: "Object", object: {} }).object?.target).toEqual({ type: "Value", value: "0" });
  expect(metricOfAnnotation({ type: "Pods", pods: {} }).pods?.target?.averageValue).toBe("0");
});
