// Metrics of autoscalers.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { MetricSpec } from "../../../../src/model/api/types/autoscaling-v2.ts";
import { validateMetrics } from "../../../../src/model/api/validation/autoscaler-metrics.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("metrics");
const TYPES = 'supported values: "ContainerResource", "External", "Object", "Pods", "Resource"';
const UTILIZATION = { type: "Utilization", averageUtilization: 50 };
const AVERAGE = { type: "AverageValue", averageValue: "1" };
const CPU = { name: "cpu", target: UTILIZATION };
const OBJECT = { describedObject: { kind: "Service", name: "a" }, metric: { name: "qps" } };

function lines(metric: MetricSpec, minReplicas = 1): readonly string[] {
  return errorLines(validateMetrics([metric], minReplicas, PATH)).map((line) => line.replace("metrics[0].", ""));
}

it.each<MetricSpec>([
  { type: "Resource", resource: CPU },
  { type: "ContainerResource", containerResource: { ...CPU, container: "a" } },
  { type: "Pods", pods: { metric: { name: "qps" }, target: AVERAGE } },
  { type: "Object", object: { ...OBJECT, target: { type: "Value", value: "1", averageValue: "2" } } },
  { type: "External", external: { metric: { name: "queue" }, target: { type: "Value", value: "1" } } },
])("accepts %j", (metric) => {
  expect(lines(metric)).toEqual([]);
});

it.each<[MetricSpec, readonly string[]]>([
  [
    {},
    [
      "type: Required value: must specify a metric source type",
      `type: Unsupported value: "": ${TYPES}`,
      `type: Unsupported value: "": ${TYPES}`,
    ],
  ],
  [
    { type: "Custom", resource: CPU },
    [`type: Unsupported value: "Custom": ${TYPES}`, `type: Unsupported value: "Custom": ${TYPES}`],
  ],
  [{ type: "Pods" }, ["pods: Required value: must populate information for the given metric source"]],
  [{ type: "Pods", resource: CPU }, ["pods: Required value: must populate information for the given metric source"]],
  [
    { type: "Resource", resource: CPU, pods: { metric: { name: "qps" }, target: AVERAGE } },
    ["pods: Forbidden: must populate the given metric source only"],
  ],
  [
    { type: "Resource", resource: { target: { type: "Share" } } },
    [
      "resource.name: Required value: must specify a resource name",
      "resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization",
      'resource.target.type: Invalid value: "Share": must be either Utilization, Value, or AverageValue',
    ],
  ],
  [
    {
      type: "Resource",
      resource: { name: "cpu", target: { ...UTILIZATION, averageUtilization: 0, averageValue: "-1" } },
    },
    [
      "resource.target.averageUtilization: Invalid value: 0: must be greater than 0",
      "resource.target.averageValue: Forbidden: may not set both a target raw value and a target utilization",
      'resource.target.averageValue: Invalid value: "-1": must be positive',
    ],
  ],
  [
    { type: "ContainerResource", containerResource: { target: UTILIZATION } },
    [
      "containerResource.container: Required value: must specify a container",
      "containerResource.name: Required value: must specify a resource name",
    ],
  ],
  [
    { type: "ContainerResource", containerResource: { name: "pods", container: "a.b", target: UTILIZATION } },
    [
      'containerResource.container: Invalid value: "a.b": must not contain dots',
      'containerResource.name: Invalid value: "pods": must be a standard resource for containers',
    ],
  ],
  [
    { type: "Pods", pods: {} },
    [
      "pods.metric.name: Required value: must specify a metric name",
      "pods.target.averageValue: Required value: must specify a positive target averageValue",
      'pods.target.type: Invalid value: "": must be either Utilization, Value, or AverageValue',
      "pods.target.type: Required value: must specify a metric target type",
    ],
  ],
  [
    { type: "Object", object: { ...OBJECT, describedObject: { apiVersion: "a/b/c" }, target: { type: "Value" } } },
    [
      'object.describedObject.apiVersion: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c',
      "object.describedObject.kind: Required value",
      "object.describedObject.name: Required value",
      "object.target.averageValue: Required value: must set either a target value or averageValue",
    ],
  ],
  [
    { type: "External", external: { metric: { name: "a/b" }, target: { type: "Value" } } },
    [
      "external.metric.name: Invalid value: \"a/b\": may not contain '/'",
      "external.target.averageValue: Required value: must set either a target value for metric or a per-pod target",
    ],
  ],
  [
    { type: "External", external: { metric: { name: "a" }, target: { type: "Value", value: "1", averageValue: "1" } } },
    ["external.target.value: Forbidden: may not set both a target value for metric and a per-pod target"],
  ],
])("refuses %j", (metric, expected) => {
  expect(lines(metric)).toEqual(expected);
});

it("asks whoever scales to nothing for a metric from outside of the pods", () => {
  expect(lines({ type: "Resource", resource: CPU }, 0)).toEqual([
    "metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas",
  ]);
  expect(lines({ type: "Object", object: { ...OBJECT, target: AVERAGE } }, 0)).toEqual([]);
});
