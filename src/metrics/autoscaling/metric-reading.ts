// What an autoscaler's spec asks of a metric, and what its status says of it. Pure functions of the API's objects.
// Source: k8s.io/api/autoscaling/v2/types.go, v1.36.

import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus } from "../../model/api/types/autoscaling-v2.ts";
import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import { approximateDouble } from "../../model/quantity/whole-units.ts";

export interface WantedMetric {
  readonly name: string;
  readonly target: number;
}

interface MetricValue {
  readonly averageUtilization?: number | undefined;
  readonly averageValue?: string | undefined;
  readonly value?: string | undefined;
}

/** In the spec's order; none where the spec names none: the API server has filled in what is meant by that. */
export function wantedMetrics({ spec }: HorizontalPodAutoscaler): readonly WantedMetric[] {
  return (spec?.metrics ?? []).map((metric) => {
    const { name, value } = targetOf(metric);
    return { name: `${name} ${kindOfValue(value)}`, target: numberOf(value) ?? 0 };
  });
}

/** By place in the spec; undefined where the status says nothing of it. */
export function seenMetrics({ spec, status }: HorizontalPodAutoscaler): readonly (number | undefined)[] {
  return (spec?.metrics ?? []).map((metric, place) => {
    const { value } = targetOf(metric);
    const current = currentOf(status?.currentMetrics?.[place]);
    if (current === undefined) return undefined;
    const kind = kindOfValue(value);
    if (kind === "utilization") return current.averageUtilization;
    return numberOf(kind === "value" ? { value: current.value } : { averageValue: current.averageValue });
  });
}

function targetOf(metric: MetricSpec): { readonly name: string; readonly value: MetricValue } {
  const resource = metric.resource ?? metric.containerResource;
  if (resource !== undefined) {
    const container = metric.containerResource?.container;
    const name = container === undefined ? resource.name : `${resource.name} of ${container}`;
    return { name: name ?? "", value: resource.target ?? {} };
  }
  const other = metric.pods ?? metric.object ?? metric.external;
  return { name: other?.metric?.name ?? metric.type ?? "", value: other?.target ?? {} };
}

function currentOf(status: MetricStatus | undefined): MetricValue | undefined {
  const named = status?.resource ?? status?.containerResource ?? status?.pods ?? status?.object ?? status?.external;
  return named?.current;
}

function kindOfValue({ averageUtilization, averageValue }: MetricValue): "utilization" | "average value" | "value" {
  if (averageUtilization !== undefined) return "utilization";
  return averageValue === undefined ? "value" : "average value";
}

function numberOf({ averageUtilization, averageValue, value }: MetricValue): number | undefined {
  if (averageUtilization !== undefined) return averageUtilization;
  const quantity = parseQuantity(averageValue ?? value ?? "");
  return quantity === undefined ? undefined : approximateDouble(quantity);
}
