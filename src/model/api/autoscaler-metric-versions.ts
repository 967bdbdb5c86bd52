// Metrics of autoscalers as autoscaling/v1 writes them into an annotation, in the form of v2, and back.
// Imitates pkg/apis/autoscaling/v1/conversion.go, v1.36.

import { parseQuantity } from "../quantity/parse-quantity.ts";
import { isZero } from "../quantity/quantity.ts";
import type { MetricSpecV1 } from "./types/autoscaling-v1.ts";
import type { MetricIdentifier, MetricSpec, MetricTarget } from "./types/autoscaling-v2.ts";
import type { LabelSelector } from "./types/object-meta.ts";

type Source<Version, Name extends keyof Version> = NonNullable<Version[Name]>;

/** What v1 writes for an amount that is not there. */
const NOTHING = "0";

/** The record without the fields that are undefined: absent is another thing. */
function present<Fields extends object>(fields: Fields): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };
}

/** A metric of the annotation. */
export function metricOfAnnotation({
  type,
  object,
  pods,
  resource,
  containerResource,
  external,
}: MetricSpecV1): MetricSpec {
  return present({
    type,
    object: object && objectOfAnnotation(object),
    pods: pods && {
      metric: identifier(pods.metricName, pods.selector),
      target: { type: "AverageValue", averageValue: pods.targetAverageValue ?? NOTHING },
    },
    resource: resource && present({ name: resource.name, target: resourceTarget(resource) }),
    containerResource:
      containerResource &&
      present({
        name: containerResource.name,
        container: containerResource.container,
        target: resourceTarget(containerResource),
      }),
    external: external && {
      metric: identifier(external.metricName, external.metricSelector),
      target: present({
        type: external.targetValue === undefined ? "AverageValue" : "Value",
        value: external.targetValue,
        averageValue: external.targetAverageValue,
      }),
    },
  });
}

function identifier(name: string | undefined, selector: LabelSelector | undefined): MetricIdentifier {
  return present({ name, selector });
}

/** An amount for the whole is kept beside one for each pod unless it is nothing: v1 cannot leave it out. */
function objectOfAnnotation(source: Source<MetricSpecV1, "object">): Source<MetricSpec, "object"> {
  const { target: describedObject = {}, averageValue, targetValue = NOTHING } = source;
  const amount = parseQuantity(targetValue);
  const isKept = averageValue === undefined || (amount !== undefined && !isZero(amount));
  const target = {
    type: averageValue === undefined ? "Value" : "AverageValue",
    value: isKept ? targetValue : undefined,
    averageValue,
  };
  return { describedObject, metric: identifier(source.metricName, source.selector), target: present(target) };
}

function resourceTarget({
  targetAverageUtilization,
  targetAverageValue,
}: Pick<Source<MetricSpecV1, "resource">, "targetAverageUtilization" | "targetAverageValue">): MetricTarget {
  return present({
    type: targetAverageUtilization === undefined ? "AverageValue" : "Utilization",
    averageValue: targetAverageValue,
    averageUtilization: targetAverageUtilization,
  });
}

/** A metric for the annotation. */
export function annotatedMetric({
  type,
  object,
  pods,
  resource,
  containerResource,
  external,
}: MetricSpec): MetricSpecV1 {
  return present({
    type,
    object:
      object &&
      present({
        target: object.describedObject,
        metricName: object.metric?.name,
        targetValue: object.target?.value,
        selector: object.metric?.selector,
        averageValue: object.target?.averageValue,
      }),
    pods:
      pods &&
      present({
        metricName: pods.metric?.name,
        targetAverageValue: pods.target?.averageValue,
        selector: pods.metric?.selector,
      }),
    resource: resource && present({ name: resource.name, ...annotatedTarget(resource.target) }),
    containerResource:
      containerResource &&
      present({
        name: containerResource.name,
        container: containerResource.container,
        ...annotatedTarget(containerResource.target),
      }),
    external:
      external &&
      present({
        metricName: external.metric?.name,
        metricSelector: external.metric?.selector,
        targetValue: external.target?.value,
        targetAverageValue: external.target?.averageValue,
      }),
  });
}

function annotatedTarget(target: MetricTarget = {}): {
  readonly targetAverageUtilization: number | undefined;
  readonly targetAverageValue: string | undefined;
} {
  return { targetAverageUtilization: target.averageUtilization, targetAverageValue: target.averageValue };
}
