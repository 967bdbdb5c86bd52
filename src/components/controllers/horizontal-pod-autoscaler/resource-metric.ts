// Metrics of type Resource and ContainerResource: what pods, or one container of each, use of CPU or memory.
// Imitates computeStatusForResourceMetricGeneric of pkg/controller/podautoscaler/horizontal.go, v1.36.

import type { MetricStatus, MetricTarget } from "../../../model/api/types/autoscaling-v2.ts";
import type { CompiledLabelSelector } from "../../../model/label-selector.ts";

import type { MilliValue } from "../../../cluster/metrics-client.ts";
import {
  brokenMetric,
  failedMetric,
  quantityText,
  type MetricLook,
  type MetricProposal,
  type MetricSurroundings,
  type PreparedMetric,
} from "./metric-proposal.ts";
import { milliIn } from "./milli-arithmetic.ts";
import {
  averageReplicas,
  knownRequests,
  utilizationReplicas,
  type PodReplicas,
  type PodsAtHand,
} from "./pod-replicas.ts";
import { resourceSamples } from "./pod-samples.ts";
import { areAgeing } from "./pod-states.ts";

/** What is measured. */
export interface MeasuredResource {
  /** `cpu`, `memory`. */
  readonly name: string;
  /** One container of each pod; absent: all of them, which is a metric of type Resource. */
  readonly container?: string;
  readonly target: MetricTarget;
}

/** `podSelector`: the target's. */
export function prepareResourceMetric(
  measured: MeasuredResource,
  podSelector: CompiledLabelSelector,
  surroundings: MetricSurroundings,
): PreparedMetric {
  const { target } = measured;
  if (target.averageValue === undefined && target.averageUtilization === undefined) {
    return broken(measured);
  }
  const query = { kind: "pod-usage", namespace: surroundings.namespace, selector: podSelector } as const;
  const calculate = calculationOf(measured, surroundings);
  let latest: PodReplicas | undefined;
  let isAgeing = false;
  let proposed: MetricProposal | undefined;
  const words = target.averageValue === undefined ? "utilization" : "usage";
  return {
    query,
    isAgeing: () => isAgeing,
    propose(look) {
      const atHand = podsAtHand(measured, surroundings, look, query);
      isAgeing = atHand.kind === "at-hand" && measured.name === "cpu" && areAgeing(atHand);
      const outcome = atHand.kind === "failed" ? atHand : calculate(atHand);
      if (outcome.kind === "replicas") {
        // The very same proposal again spares those who compare what was said before.
        if (proposed === undefined || !areSame(latest, outcome)) proposed = proposalOf(measured, surroundings, outcome);
        latest = outcome;
        return proposed;
      }
      return failureOf(measured, `failed to get ${measured.name} ${words}: ${outcome.message}`);
    },
  };
}

function areSame(left: PodReplicas | undefined, right: Extract<PodReplicas, { kind: "replicas" }>): boolean {
  return (
    left?.kind === "replicas" &&
    left.replicas === right.replicas &&
    left.averageMilli === right.averageMilli &&
    left.utilization === right.utilization
  );
}

type Calculation = (atHand: PodsAtHand) => PodReplicas;

function calculationOf({ name, container = "", target }: MeasuredResource, { rules }: MetricSurroundings): Calculation {
  const { averageValue, averageUtilization = 0 } = target;
  if (averageValue === undefined) {
    const aim = { resource: name, container, percent: averageUtilization };
    const requestsOf = knownRequests(aim, rules);
    return (atHand) => utilizationReplicas(atHand, aim, requestsOf);
  }
  const targetMilli: MilliValue = milliIn(averageValue);
  return (atHand) => averageReplicas(atHand, name, targetMilli);
}

/** Or why there are no samples. */
type AtHand = (PodsAtHand & { readonly kind: "at-hand" }) | Extract<PodReplicas, { kind: "failed" }>;

function podsAtHand(
  { name, container = "" }: MeasuredResource,
  { tolerances, settings }: MetricSurroundings,
  look: MetricLook,
  query: Extract<NonNullable<PreparedMetric["query"]>, { kind: "pod-usage" }>,
): AtHand {
  const found = resourceSamples(look.client.podUsage(query), name, container);
  if (found.kind === "failed") {
    return { kind: "failed", message: `unable to get metrics for resource ${name}: ${found.message}` };
  }
  const currentReplicas = look.specReplicas;
  const pods = look.pods();
  return { kind: "at-hand", pods, samples: found.samples, currentReplicas, tolerances, settings, nowUs: look.nowUs() };
}

function proposalOf(
  measured: MeasuredResource,
  { rules }: MetricSurroundings,
  { replicas, averageMilli, utilization }: Extract<PodReplicas, { kind: "replicas" }>,
): MetricProposal {
  const { name } = measured;
  const isBinary = name === "memory" && rules.writesMemoryInBinary;
  const averageValue = quantityText(averageMilli, isBinary ? "BinarySI" : "DecimalSI");
  const current = utilization === undefined ? { averageValue } : { averageUtilization: utilization, averageValue };
  return {
    kind: "proposed",
    replicas,
    name: utilization === undefined ? `${name} resource` : utilizationName(measured),
    status: statusOf(measured, current),
  };
}

function utilizationName({ name, container }: MeasuredResource): string {
  const what = container === undefined ? "resource" : "container resource";
  return `${name} ${what} utilization (percentage of request)`;
}

function statusOf(
  { name, container }: MeasuredResource,
  current: NonNullable<NonNullable<MetricStatus["resource"]>["current"]>,
): MetricStatus {
  if (container === undefined) return { type: "Resource", resource: { name, current } };
  return { type: "ContainerResource", containerResource: { name, container, current } };
}

function failureOf(measured: MeasuredResource, message: string): MetricProposal {
  return failedMetric(reasonOf(measured), message, errorOf(measured, message));
}

function broken(measured: MeasuredResource): PreparedMetric {
  const message =
    "invalid resource metric source: neither an average utilization target nor an average value (usage) target was set";
  return brokenMetric(reasonOf(measured), message, errorOf(measured, message));
}

function reasonOf({ container }: MeasuredResource): string {
  return container === undefined ? "FailedGetResourceMetric" : "FailedGetContainerResourceMetric";
}

function errorOf({ name, container }: MeasuredResource, message: string): string {
  const what = container === undefined ? `${name} resource` : `${container} container`;
  return `failed to get ${what} metric value: ${message}`;
}
